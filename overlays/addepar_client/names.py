"""File names that came from a server, and are safe on any system."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

_RESERVED = {
    *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"),
}


def file_name(headers: Mapping[str, str], fallback: str) -> str:
    """A safe file name from Content-Disposition, read leniently (``file name=`` occurs in the wild)."""
    header = headers.get("content-disposition", "")
    encoded = re.search(r"filename\*\s*=\s*\"?([\w-]*)'[^']*'([^;\"\s]+)", header, re.IGNORECASE)
    plain = re.search(r'file ?name\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))', header, re.IGNORECASE)
    if encoded:
        try:
            return safe_name(unquote(encoded[2], encoded[1] or "utf-8", "replace"), fallback)
        except LookupError:
            pass
    if plain:
        return safe_name(unquote(re.sub(r'\\(["\\])', r"\1", plain[1])) if plain[1] else plain[2] or "", fallback)
    return safe_name("", fallback)


def safe_name(name: str, fallback: str) -> str:
    """The name as a plain file name on any system: no folders, no control characters, nothing reserved."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    base = "".join(char for char in base if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    base = re.sub(r'[<>:"|?*]', "_", base).strip().rstrip(". ")
    base = re.sub(r"^\.+", "_", base)
    if base.partition(".")[0].strip().lower() in _RESERVED:
        base = f"_{base}"
    stem, dot, extension = base.rpartition(".")
    while len(base.encode()) > 200:
        stem, extension = (stem[:-1], extension) if stem else ("", extension[:-1])
        base = f"{stem}{dot}{extension}"
    if base:
        return base
    return safe_name(fallback, "download") if fallback != "download" else fallback
