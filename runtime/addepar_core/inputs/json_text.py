"""Write plain JSON as bytes, with each Decimal to its last digit."""

import json
from decimal import Decimal

from addepar_core.errors.tree import InputError


def encode(content: object, argument: str = "body") -> bytes:
    """JSON as bytes. Raises ``InputError`` for what JSON cannot say."""
    try:
        return _dumps(content).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(argument, f"cannot be written as JSON: {error}") from error


def _dumps(content: object) -> str:
    found: list[Decimal] = []

    def keep(value: object) -> object:
        if isinstance(value, Decimal):
            found.append(value)
            return None
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")

    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=keep)
    return _written(content) if found else text


def _written(value: object) -> str:
    """The same text, of which the encoder of the standard library can write all but a Decimal."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{_written(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
