"""Many files, reports or rows in one call, in both clients: what the command line does, from Python.

``files`` and ``holdings`` have the public methods. What they do is imported when one of them is called; what
they give can be imported from here.
"""

from typing import TYPE_CHECKING

from addepar_core.utils.imports import late

if TYPE_CHECKING:
    from addepar_client.batch.documents.reports import SyncResult as SyncResult
    from addepar_client.batch.documents.uploads import LocalFile as LocalFile
    from addepar_client.batch.rows.bulk import BulkResult as BulkResult
    from addepar_client.batch.rows.bulk import OnRows as OnRows
    from addepar_client.batch.rows.table import Row as Row
    from addepar_core.operations.batches.results import BatchResult as BatchResult
    from addepar_core.operations.batches.results import OnProgress as OnProgress
    from addepar_core.operations.batches.results import Outcome as Outcome
    from addepar_core.operations.batches.results import Progress as Progress

_RESULTS = "addepar_core.operations.batches.results"
__getattr__ = late(
    __name__,
    {
        "SyncResult": ".documents.reports", "LocalFile": ".documents.uploads", "BatchResult": _RESULTS,
        "OnProgress": _RESULTS, "Outcome": _RESULTS, "Progress": _RESULTS,
        "BulkResult": ".rows.bulk", "OnRows": ".rows.bulk", "Row": ".rows.table",
    },
)  # fmt: skip
