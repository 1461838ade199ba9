"""Write plain JSON as bytes, with each Decimal to its last digit."""

from addepar_core.errors.tree import InputError
from addepar_core.models.numbers import write_json


def encode(content: object, argument: str = "body") -> bytes:
    """JSON as bytes. Raises ``InputError`` for values that JSON cannot represent."""
    try:
        return write_json(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(argument, f"cannot be written as JSON: {error}") from error
