"""Reading a whole position, the same for every client with models."""

from typing import Any


def every_field(row: Any) -> int:
    """Read all there is in a position through its models; gives how much that was."""
    told, ends = row.attributes, row.relationships
    values = (
        *(row.id, row.type_, told.name, told.display_name, told.incepting_open_position_date),
        *(told.incepting_open_position_value, told.incepting_open_position_ownership_percentage),
        *(told.created_at, told.modified_at, row.links.self_),
        *(ends.owner.data.id, ends.owner.data.type_, ends.owner.links.self_, ends.owner.links.related),
        *(ends.owned.data.id, ends.owned.data.type_, ends.owned.links.self_, ends.owned.links.related),
    )
    return sum(value is not None for value in values)
