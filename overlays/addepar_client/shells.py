"""One method, two clients: a flow method becomes a blocking method, and the same as a coroutine method."""

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from .flows import Flow

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


def blocking(method: Callable[Concatenate[S, P], Flow[T]]) -> Callable[Concatenate[S, P], T]:
    """Make a method that returns a flow into one that runs it and returns its result."""

    @functools.wraps(method)
    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._caller.drive(method(self, *args, **kwargs))  # type: ignore[no-any-return]

    run.__signature__ = _resulting(method)  # type: ignore[attr-defined]
    return run


def awaited(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The coroutine method for a blocking one: the same flow, arguments and documentation."""
    flow_method = method.__wrapped__  # type: ignore[attr-defined]

    @functools.wraps(method)
    async def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._caller.drive(flow_method(self, *args, **kwargs))  # type: ignore[no-any-return]

    run.__signature__ = _resulting(flow_method)  # type: ignore[attr-defined]
    return run


def _resulting(method: Callable[..., Any]) -> inspect.Signature:
    # Annotations are text in the modules that use this.
    signature = inspect.signature(method)
    return signature.replace(return_annotation=signature.return_annotation.removeprefix("Flow[").removesuffix("]"))
