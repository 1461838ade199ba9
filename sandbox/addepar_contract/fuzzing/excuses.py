"""Rules of the pages that a schema cannot express: why a request that fits its schema may still return 400.

Each names its operations and the words of the refusal, so that it does not hide another refusal. A run reports the
rules that it did not need.
"""

import re
from typing import NamedTuple


class Excuse(NamedTuple):
    operations: frozenset[str]
    pattern: re.Pattern[str]
    reason: str


def _excuse(operations: str, pattern: str, reason: str) -> Excuse:
    return Excuse(frozenset(operations.split()), re.compile(pattern), reason)


_ASSOCIATIONS = " ".join(
    f"files_{verb}_{kind}" for verb in ("add", "replace", "remove") for kind in ("groups", "entities")
)

EXCUSES = [
    _excuse(
        f"{_ASSOCIATIONS} files_upload files_update",
        r"does not exist or is not visible to you",
        "Files: groups and entities have to exist",
    ),
    _excuse(
        "files_upload files_update", r"does not have the same extension", "Files: the extension of a name is checked"
    ),
    _excuse(
        "files_update snapshots_update",
        r"is not the id in the path",
        "Files, Snapshots: body and path name the same thing",
    ),
    _excuse(
        "positions_delete positions_delete_many",
        r"referenced by transactions",
        "Positions: one with transactions cannot be deleted",
    ),
    _excuse(
        "jobs_list positions_list files_list archived_files_list",
        r"page\[after\] is not a cursor",
        "Lists: cursors come from next links and are never made up",
    ),
    _excuse(
        "positions_list",
        r"fields\[entities\]\[\d+\]: '' should be non-empty",
        "Positions: blanks in the list of fields are ignored, so a name of blanks is none",
    ),
    _excuse(
        "jobs_create",
        r"portfolio_type: .* is none of|portfolio_id: must be 1",
        "Jobs: the portfolio type must fit the job type and the id",
    ),
    _excuse(
        "snapshots_create", r"entity .* does not exist or is not visible", "Snapshots: owner and owned have to exist"
    ),
    _excuse(
        "snapshots_update snapshots_update_many",
        r"trade_date: cannot be changed",
        "Snapshots: the trade date cannot be changed",
    ),
    _excuse(
        "snapshots_create snapshots_update snapshots_update_many",
        r"units: is required, because entity .* is share-based",
        "Snapshots: those of share-based assets need units",
    ),
    _excuse("positions_list", r"is not a day", "Positions: a date in quotes must be in the calendar"),
    _excuse(
        "positions_update positions_update_many",
        r"the ends of a position cannot be changed",
        "Positions: owner and owned cannot be changed",
    ),
    _excuse("positions_create", r"is percent-based", "Positions: percent-based assets need date and percentage"),
    _excuse("positions_create positions_update positions_update_many", r"cash position", "Positions: cash needs names"),
]
