"""Read the file name of a Content-Disposition header as browsers do: RFC 6266, RFC 8187, and old habits."""

import re
from contextlib import suppress
from urllib.parse import unquote_to_bytes

# `file name=` occurs in the wild. A quoted text may hold what separates parameters.
_PARAMETER = re.compile(r';?\s*(file name|[^\s=;"]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"?|([^;]*))|[^;]+', re.IGNORECASE)
_EXTENDED = re.compile(r"([\w.:-]+)'[^']*'(.*)", re.DOTALL)
_ENCODED_WORD = re.compile(r"=\?[\w.:*-]+\?[bq]\?[^?]*\?=", re.IGNORECASE)


def filename(header: str) -> str:
    """The name as the server means it, which may be unsafe; empty if it names none.

    ``filename*`` wins over ``filename``. Percent signs are encoding in the first, and percent signs in the second.
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
    with suppress(LookupError, UnicodeError):  # of a charset that nobody knows, or bytes that are not of it
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
