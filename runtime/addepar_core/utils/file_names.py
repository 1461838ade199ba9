"""Names of files: of a file object, in a Content-Disposition header, and the media type for a name."""

import io
import mimetypes
import re
from contextlib import suppress
from pathlib import PurePath
from urllib.parse import unquote_to_bytes

_PACKED = {
    "gzip": ("gzip", ".gz"),
    "bz2": ("x-bzip2", ".bz2"),
    "lzma": ("x-xz", ".xz", ".lzma"),
    "compression": ("zstd", ".zst"),
}
"""Modules whose file objects decompress: the media type of the compressed file, and its extension."""

# `file name=` occurs in practice. Quoted text may contain separators.
_PARAMETER = re.compile(r';?\s*(file name|[^\s=;"]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"?|([^;]*))|[^;]+', re.IGNORECASE)
_EXTENDED = re.compile(r"([\w.:-]+)'[^']*'(.*)", re.DOTALL)
_ENCODED_WORD = re.compile(r"=\?[\w.:*-]+\?[bq]\?[^?]*\?=", re.IGNORECASE)


def own_name(file: object) -> str | None:
    """The name of a file object's contents; without the extension of the compression if it decompresses."""
    name = getattr(file, "name", None)
    while (inner := getattr(file, "raw", None) if isinstance(file, io.BufferedReader) else None) is not None:
        file = inner
    if not isinstance(name, str):  # BZ2File and LZMAFile have none before 3.13
        name = getattr(getattr(file, "_fp", None), "name", None)
    if not isinstance(name, str):
        return None
    name = PurePath(name).name
    modules = {kind.__module__.partition(".")[0] for kind in type(file).__mro__}
    endings = [ending for module in modules & _PACKED.keys() for ending in _PACKED[module][1:]]
    return next((name[: -len(ending)] for ending in endings if name.lower().endswith(ending)), name)


def guess_media_type(name: str) -> str:
    """The media type of a file by its name; for a compressed file, that of the compression."""
    kind, packing = mimetypes.guess_type(name)
    if packing is not None:
        known = {media.removeprefix("x-"): media for media, *_ in _PACKED.values()}
        return f"application/{known[packing]}" if packing in known else "application/octet-stream"
    return kind or "application/octet-stream"


def filename(header: str) -> str:
    """The file name in a Content-Disposition header, which may be unsafe; empty if there is none.

    It is read as browsers do: RFC 6266, RFC 8187, and older forms.

    ``filename*`` overrides ``filename``. Percent signs are an encoding in the first, and literal in the second.
    """
    parameters: dict[str, tuple[str, bool]] = {}
    for match in _PARAMETER.finditer(header):
        name, quoted, token = match.groups()
        if name is not None:
            value = token.strip() if quoted is None else re.sub(r'\\(["\\])', r"\1", quoted)  # Windows paths stay
            parameters.setdefault(name.lower().replace("file name", "filename"), (value, quoted is not None))
    return _extended(parameters) or _plain(parameters)


def _extended(parameters: dict[str, tuple[str, bool]]) -> str:
    match = _EXTENDED.fullmatch(parameters.get("filename*", ("", False))[0])
    if match is None:
        return ""
    with suppress(LookupError, UnicodeError):  # an unknown charset, or bytes that are invalid in it
        return unquote_to_bytes(match[2]).decode(match[1])
    return ""


def _plain(parameters: dict[str, tuple[str, bool]]) -> str:
    value = parameters.get("filename", ("", False))[0]
    with suppress(LookupError, UnicodeError, ValueError):
        if _ENCODED_WORD.search(value):
            from email.header import decode_header

            parts = decode_header(value)
            return "".join(each if isinstance(each, str) else each.decode(kind or "latin-1") for each, kind in parts)
    with suppress(UnicodeError):  # bytes of UTF-8 that were read as Latin-1
        return value.encode("latin-1").decode()
    return value
