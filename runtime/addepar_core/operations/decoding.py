"""Decode long pages fast: the envelope at once, each row when it is reached.

Imported by the first long page. Whatever msgspec refuses is judged by the standard library, so both read the same.
"""

from collections.abc import Callable, Iterator
from functools import cache
from json import loads
from typing import Any, Literal

import msgspec
from msgspec import Raw as Raw

from addepar_core.models.backing import STRUCTS, BackedModel
from addepar_core.models.readers import ConstReader, ModelReader
from addepar_core.models.types import UNSET


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
        page = _envelope(content)
    except _REFUSED:
        return None
    return [row for row in page.data if row != _NULL], page.links


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


def models(model: type[BackedModel], rows: list[Any], fallback: Callable[[list[Any]], Iterator[Any]]) -> Iterator[Any]:
    """The rows of ``envelope`` as models on structs, which take a quarter of the time of dicts.

    From the first row on that is more or less than its model says (a custom attribute, a slip of the server), all are
    read by ``fallback``: structs could not keep what it is.
    """
    decode = _decoder(model)  # type: ignore[arg-type]  # a class has a hash
    wrap_struct = model.wrap_struct
    for place, raw in enumerate(rows):
        try:
            quick = decode(raw)
        except (*_REFUSED, TypeError):  # the type is wrong where the envelope was for the standard library
            yield from fallback(rows[place:])
            return
        yield wrap_struct(quick)


@cache
def _decoder(model: type[BackedModel]) -> Callable[[Any], Any]:
    return msgspec.json.Decoder(_shape(model)).decode


def _shape(model: type[BackedModel]) -> type[msgspec.Struct]:
    fields: list[Any] = []
    for field in model.fields().values():
        kind: Any = Any
        if isinstance(field.reader, ModelReader):
            kind = _shape(field.reader.model) | None
        elif isinstance(field.reader, ConstReader):
            kind = Literal[field.reader.value]
        fields.append((field.name, kind) if field.required else (field.name, kind, UNSET))
    wires = {field.name: field.wire for field in model.fields().values()}
    shape = msgspec.defstruct(
        model.__name__,
        [*fields, ("held_", msgspec.UnsetType, None)],  # nothing in JSON is of this type
        rename=wires,
        kw_only=True,
        gc=False,
        forbid_unknown_fields=True,
    )
    STRUCTS.add(shape)
    return shape
