"""Many files, reports or rows in one call, in both clients; what the command line does, from Python.

``files``, ``holdings`` and ``aio`` have the public methods. What they do is imported when one of them is called; what
they give can be imported from here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from addepar_client.batch.documents.reports import SyncResult as SyncResult
    from addepar_client.batch.results import BatchResult as BatchResult
    from addepar_client.batch.results import Outcome as Outcome
    from addepar_client.batch.results import Progress as Progress
    from addepar_client.batch.rows.bulk import BulkResult as BulkResult
    from addepar_client.batch.rows.table import Row as Row

_HOMES = {
    "SyncResult": "documents.reports", "BatchResult": "results", "Outcome": "results", "Progress": "results",
    "BulkResult": "rows.bulk", "Row": "rows.table",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
