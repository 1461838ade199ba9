"""Many files, reports or rows in one call, in both clients; what the command line does, from Python.

``files``, ``holdings`` and ``aio`` have the public methods, which ``sync_batch`` and ``async_batch`` make of one that
returns a batch. What they do is imported when one of them is called; what they give can be imported from here.
"""

import functools
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from addepar_core.flow.methods import Method, annotate

if TYPE_CHECKING:
    from addepar_client.batch.documents.reports import SyncResult as SyncResult
    from addepar_client.batch.documents.uploads import LocalFile as LocalFile
    from addepar_client.batch.results import BatchResult as BatchResult
    from addepar_client.batch.results import OnProgress as OnProgress
    from addepar_client.batch.results import Outcome as Outcome
    from addepar_client.batch.results import Progress as Progress
    from addepar_client.batch.rows.bulk import BulkResult as BulkResult
    from addepar_client.batch.rows.bulk import OnRows as OnRows
    from addepar_client.batch.rows.schema import BadRows as BadRows
    from addepar_client.batch.rows.table import Row as Row
    from addepar_client.batch.runner import Batch

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")
_HOMES = {
    "SyncResult": "documents.reports", "LocalFile": "documents.uploads", "BatchResult": "results",
    "OnProgress": "results", "Outcome": "results", "Progress": "results",
    "BulkResult": "rows.bulk", "OnRows": "rows.bulk", "BadRows": "rows.schema", "Row": "rows.table",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def sync_batch(method: "Callable[Concatenate[S, P], Batch[T]]") -> Callable[Concatenate[S, P], T]:
    """Make a method that returns a batch into one that runs it and returns its result."""

    @functools.wraps(method)
    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        from addepar_client.batch.runner import checked_caller, run_sync

        return run_sync(checked_caller(self), method(self, *args, **kwargs))

    annotate(run, method, "Batch")
    return run


def async_batch(method: Callable[Concatenate[Any, P], T]) -> Method[P, Coroutine[Any, Any, T]]:
    """The coroutine method for a blocking one: the same batch, arguments and documentation."""
    batch_method = method.__wrapped__  # type: ignore[attr-defined]

    @functools.wraps(method)
    async def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        from addepar_client.batch.runner import checked_caller, run_async

        return await run_async(checked_caller(self), batch_method(self, *args, **kwargs))

    annotate(run, batch_method, "Batch")
    return cast("Method[P, Coroutine[Any, Any, T]]", run)
