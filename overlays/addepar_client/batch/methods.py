"""Turn one method that returns a batch into a blocking method and a coroutine method; what runs it comes late."""

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from addepar_client.batch.runner import Batch

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


def sync_batch(method: "Callable[Concatenate[S, P], Batch[T]]") -> Callable[Concatenate[S, P], T]:
    """Make a method that returns a batch into one that runs it and returns its result."""

    @functools.wraps(method)
    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        from addepar_client.batch.runner import checked_caller, run_sync

        return run_sync(checked_caller(self), method(self, *args, **kwargs))

    run.__signature__ = _resulting(method)  # type: ignore[attr-defined]
    return run


def async_batch(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The coroutine method for a blocking one: the same batch, arguments and documentation."""
    batch_method = method.__wrapped__  # type: ignore[attr-defined]

    @functools.wraps(method)
    async def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        from addepar_client.batch.runner import checked_caller, run_async

        return await run_async(checked_caller(self), batch_method(self, *args, **kwargs))

    run.__signature__ = _resulting(batch_method)  # type: ignore[attr-defined]
    return run


def _resulting(method: Callable[..., Any]) -> inspect.Signature:
    # Annotations are text in the modules that use this.
    signature = inspect.signature(method)
    return signature.replace(return_annotation=signature.return_annotation.removeprefix("Batch[").removesuffix("]"))
