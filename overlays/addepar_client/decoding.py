"""Long pages, decoded quickly: the envelope at once, each row when it is reached.

Imported by the first long page. Whatever msgspec refuses is judged by the standard library, so both read the same.
"""

from json import loads
from typing import Any

import msgspec
from msgspec import Raw as Raw


class _Envelope(msgspec.Struct):
    data: list[Raw]
    links: Any = None


_envelope = msgspec.json.Decoder(_Envelope).decode
_value = msgspec.json.Decoder().decode
_REFUSED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_NULL = Raw(b"null")


def envelope(content: bytes) -> tuple[list[Raw], Any] | None:
    """The rows, each still in its bytes, and the ``links`` of a page; None where it is not plainly a list of rows."""
    try:
        if not content.isascii():
            content.decode()  # what is passed over here has to be UTF-8 too
        found = _envelope(content)
    except _REFUSED:
        return None
    return [row for row in found.data if row != _NULL], found.links


def value(raw: Any) -> Any:
    """The value in a row's bytes, or what has been read already.

    Raises ``ValueError`` or ``RecursionError`` where there is none.
    """
    if type(raw) is not Raw:
        return raw
    try:
        return _value(raw)
    except _REFUSED:
        return loads(bytes(raw))
