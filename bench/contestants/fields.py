"""Reading ten fields of a position, three of them dates: the same for every client with models."""

from typing import Any


def ten_fields(row: Any) -> int:
    """Read the fields through the models; returns how many are not None."""
    attributes, ends = row.attributes, row.relationships
    values = (
        *(row.id, attributes.name, attributes.display_name, attributes.incepting_open_position_date),
        *(attributes.incepting_open_position_value, attributes.incepting_open_position_ownership_percentage),
        *(attributes.created_at, attributes.modified_at, ends.owner.data.id, ends.owned.data.id),
    )
    return sum(value is not None for value in values)
