"""Check the outcome of a write that had no response: compare what exists now with what was sent.

``error.outcome_unknown`` reports that a write may have been carried out. The API has no idempotency keys, so a second
attempt is not safe. Check first: list what was created since then, and compare.

    started = datetime.now(UTC) - timedelta(minutes=5)  # clocks differ
    try:
        client.files.upload("report.pdf", entities=[22])
    except AddeparError as error:
        if not error.outcome_unknown:
            raise
        found = [one for one in client.files.list(created_after=started) if same_file(one, "report.pdf", size)]

The functions only compare and send nothing, so they work with both clients.
"""

from collections.abc import Mapping
from typing import Any

from addepar_core.models.types import attributes_of, raw_of

__all__ = ["same_file", "same_holding"]

_ENDS = ("owner", "owned")
_DAYS = ("trade_date", "incepting_open_position_date")


def same_file(found: Any, name: str, size: int | None = None) -> bool:
    """Whether a file of Addepar may be the one that was uploaded.

    Args:
        found: a record of ``client.files.list()``.
        name: the name it was uploaded with.
        size: its length in bytes, if known; it distinguishes files with the same name.
    """
    attributes = attributes_of(found)
    return attributes.get("name") == name and size in (None, attributes.get("bytes"))


def same_holding(found: Any, sent: Any) -> bool:
    """Whether a position or a snapshot of Addepar may be one that was sent: the same owner, owned and date.

    Args:
        found: a record of ``client.positions.list()``, or a position or snapshot that was read by its id.
        sent: the argument of ``create``: one model, mapping or row of fields.
    """
    there, here = raw_of(found), raw_of(sent)
    kind = here.get("type") if "relationships" in here else there.get("type")  # a row of fields does not contain it
    if {there.get("type"), kind} not in ({"positions"}, {"snapshots"}):
        return False
    return _likeness(there) == _likeness(here)


def _likeness(resource: Mapping[str, Any]) -> tuple[str | None, ...]:
    relationships = resource.get("relationships") or {}
    attributes = resource.get("attributes") or resource
    ends = [((relationships.get(end) or {}).get("data") or {}).get("id", resource.get(end)) for end in _ENDS]
    days = [day and str(day)[:10] for day in map(attributes.get, _DAYS)]
    return tuple(None if value is None else str(getattr(value, "id", value)) for value in (*ends, *days))
