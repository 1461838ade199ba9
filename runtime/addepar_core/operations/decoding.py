"""Parse responses: the envelope immediately, each resource when it is reached.

Imported with the first response that has resources. JSON that msgspec refuses is left to the standard library.
"""

import warnings
from typing import Any

import msgspec
from msgspec import Raw as Raw

from addepar_core.errors.known_secrets import hide_known
from addepar_core.models.envelope import REFUSED, ExactBytes, decoder, fit, meant, value_of
from addepar_core.models.numbers import NestedTooDeeply
from addepar_core.models.types import RowWarning, json_value

_NULL = Raw(b"null")


class _Page(msgspec.Struct):
    data: list[Raw]
    links: Any = None


class _Single(msgspec.Struct):
    data: Raw


_page = msgspec.json.Decoder(_Page).decode
_single = msgspec.json.Decoder(_Single).decode


def page(content: bytes) -> tuple[list[Any], Any] | None:
    """The resources as unparsed bytes, and the ``links`` of a list; None if the response is not clearly a list."""
    try:
        _check_text(content)
        found = _page(content)
    except REFUSED:
        return None
    return [None if row == _NULL else row for row in found.data], found.links


def single(content: bytes) -> Any:
    """The single resource of a response as unparsed bytes; None if the response is not clearly one."""
    try:
        _check_text(content)
        data = _single(content).data
    except REFUSED:
        return None
    return data if memoryview(data)[0] == ord("{") else None


def _check_text(content: bytes) -> None:
    if not content.isascii():
        content.decode()  # skipped parts must be UTF-8 too


class RowReader:
    """Parses the resources of one response.

    Args:
        model: their class; without one they stay JSON.
        exact: whether numbers with a fraction or an exponent become Decimals.
        content: the whole response.
    """

    def __init__(self, model: Any, exact: bool, content: bytes) -> None:
        self._model = model
        self._exact = exact
        self._bytes = ExactBytes if exact else bytes
        odd_keys = b' ":' in content or b' " :' in content  # see `meant`
        self._decode = None if model is None or odd_keys else decoder(model, exact=exact)

    def plain(self, row: object) -> Any:
        """A resource as JSON; raises ``ValueError`` if it is not JSON."""
        return meant(value_of(row, exact=self._exact) if type(row) is Raw else row)

    def read(self, row: object) -> Any:
        """A resource as its model, or as JSON with a warning if it does not fit; ``ValueError`` if it is not JSON."""
        if type(row) is Raw and self._decode is not None:
            try:
                model = self._decode(row)
            except REFUSED:
                pass
            else:
                model._raw = self._bytes(row)
                return model
        plain = self.plain(row)
        if self._model is None:
            return plain
        try:
            model = fit(self._model, json_value(plain))
        except NestedTooDeeply:
            raise
        except ValueError as error:
            _warn(self._model.__name__, plain, error)
            return plain
        model._raw = self._bytes(row) if type(row) is Raw else plain
        return model


def _warn(model: str, plain: object, error: ValueError) -> None:
    named = (plain.get("type"), plain.get("id")) if isinstance(plain, dict) else ()
    shown = hide_known(" ".join(str(each) for each in named if each is not None) or "a row")
    warnings.warn(
        f"{shown} does not fit {model} ({hide_known(str(error))[:200]}); kept as received", RowWarning, stacklevel=4
    )
