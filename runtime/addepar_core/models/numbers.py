"""JSON with exact numbers: a number that a float cannot hold is read and written as a Decimal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from math import nan
from os import urandom
from typing import Any


class NestedTooDeeply(ValueError):
    """JSON that has more levels than Python can read or write."""


def exact_number(text: str) -> float | Decimal:
    """A number with a fraction or an exponent: a float if that is the same number, otherwise a Decimal."""
    value = float(text)
    if len(text) < 16 and (1e-290 < value < 1e290 or -1e290 < value < -1e-290 or text == "0.0"):
        return value
    exact = Decimal(text)
    return value if Decimal(repr(value)) == exact else exact


def _whole(text: str) -> int | Decimal:
    try:
        return int(text)
    except ValueError:  # more digits than Python converts
        return Decimal(text)


def read_json(content: bytes, *, exact: bool = False) -> Any:
    """Parse the JSON in bytes with the standard library, which is more lenient than the decoder of the rows.

    Args:
        exact: whether each number with a fraction or an exponent becomes a Decimal.

    Raises:
        NestedTooDeeply: they are JSON with too many levels.
        ValueError: the bytes are not JSON.
    """
    try:
        return json.loads(content, parse_float=Decimal if exact else exact_number, parse_int=_whole)
    except RecursionError:
        raise NestedTooDeeply("the JSON is nested too deeply") from None


def write_json(value: Any, *, default: Callable[[Any], Any] | None = None, **options: Any) -> str:
    """JSON text in which a Decimal is a number with all its digits.

    Args:
        default: returns a replacement for a value that JSON does not have; by default a TypeError is raised.
        options: as for ``json.dumps``.

    Raises:
        ValueError: nested too deeply; or with ``allow_nan=False``, a number that is not finite.
    """
    mark = urandom(8).hex()
    numbers: list[str] = []

    def replacement(item: Any) -> Any:
        if isinstance(item, Decimal):
            if not item.is_finite():
                if options.get("allow_nan", True):
                    return nan if item.is_nan() else float(item)
                raise ValueError(f"{item} is not a JSON number")
            numbers.append(str(item))
            return f"{mark}:{len(numbers) - 1}"
        if default is None:
            raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")
        return default(item)

    try:
        text = json.dumps(value, default=replacement, **options)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return re.sub(rf'"{mark}:(\d+)"', lambda found: numbers[int(found[1])], text) if numbers else text


__all__ = ["NestedTooDeeply", "exact_number", "read_json", "write_json"]
