"""Turn one method that returns a flow or a batch into a blocking method and a coroutine method."""

import functools
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast, overload

from addepar_core.flow.steps import Flow

if TYPE_CHECKING:
    from addepar_core.flow.batches import Batch

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


def sync_method(method: Callable[Concatenate[S, P], Flow[T]]) -> Callable[Concatenate[S, P], T]:
    """Turn a method that returns a flow into one that runs it and returns its result."""
    return _blocking(method, "Flow", "run")


def sync_batch(method: "Callable[Concatenate[S, P], Batch[T]]") -> Callable[Concatenate[S, P], T]:
    """Turn a method that returns a batch into one that runs it and returns its result."""
    return _blocking(method, "Batch", "run_batch")


def _blocking(method: Callable[..., object], wrapper: str, runner: str) -> Callable[..., Any]:
    @functools.wraps(method)
    def run(self: Any, /, *args: object, **kwargs: object) -> object:
        return getattr(self._caller, runner)(method(self, *args, **kwargs))

    annotate(run, method, wrapper)
    return run


class Method(Protocol[P, R_co]):
    """A method that is derived from another and assigned. Type checkers disagree whether a callable is a method."""

    @property
    def __wrapped__(self) -> Callable[..., Any]: ...
    @overload
    def __get__(self, instance: None, owner: object, /) -> Callable[Concatenate[Any, P], R_co]: ...
    @overload
    def __get__(self, instance: object, owner: object, /) -> Callable[P, R_co]: ...


def async_method(method: Callable[Concatenate[Any, P], T]) -> Method[P, Coroutine[Any, Any, T]]:
    """The coroutine method for a blocking one: the same flow, arguments and documentation."""
    return _awaited(method, "Flow", "run")


def async_batch(method: Callable[Concatenate[Any, P], T]) -> Method[P, Coroutine[Any, Any, T]]:
    """The coroutine method for a blocking one: the same batch, arguments and documentation."""
    return _awaited(method, "Batch", "run_batch")


def _awaited(method: Callable[..., object], wrapper: str, runner: str) -> Method[P, Coroutine[Any, Any, T]]:
    wrapped = method.__wrapped__  # type: ignore[attr-defined]

    @functools.wraps(method)
    async def run(self: Any, /, *args: object, **kwargs: object) -> object:
        return await getattr(self._caller, runner)(wrapped(self, *args, **kwargs))

    annotate(run, wrapped, wrapper)
    return cast("Method[P, Coroutine[Any, Any, T]]", run)


def async_list(method: Callable[Concatenate[S, P], object], result: type[R_co]) -> Method[P, R_co]:
    """The method of the async client for one that lists, and sends nothing itself: the same, with another pager."""

    @functools.wraps(method)
    def run(self: S, /, *args: P.args, **kwargs: P.kwargs) -> object:
        return method(self, *args, **kwargs)

    shown = f"{result.__name__}{inspect.signature(method).return_annotation.removeprefix('Pager')}"
    run.__signature__ = inspect.signature(method).replace(return_annotation=shown)  # type: ignore[attr-defined]
    run.__annotations__ = {**method.__annotations__, "return": result}
    return cast("Method[P, R_co]", run)


class ResultSource(Protocol[R_co]):
    """Produces results one by one: a flow for each, None at the end."""

    def next_result(self) -> "Flow[R_co | None]": ...


def sync_iterator(method: Callable[Concatenate[S, P], ResultSource[T]]) -> Callable[Concatenate[S, P], Iterator[T]]:
    """Turn a method that returns a ``ResultSource`` into one that returns an iterator over its results."""

    @functools.wraps(method)
    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        source = method(
            self, *args, **kwargs
        )  # so that invalid arguments are reported before the first result is requested
        return iter(lambda: self._caller.run(source.next_result()), None)

    annotate(run, method, "ResultSource", Iterator)
    return run


def async_iterator(
    method: Callable[Concatenate[Any, P], Iterator[T]],
) -> Method[P, AsyncIterator[T]]:
    """The async iterator method for a blocking one: the same results, arguments and documentation."""
    source_method = method.__wrapped__  # type: ignore[attr-defined]

    async def walk(caller: Any, source: ResultSource[T]) -> AsyncIterator[T]:
        while (result := await caller.run(source.next_result())) is not None:
            yield result

    @functools.wraps(method)
    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        return walk(self._caller, source_method(self, *args, **kwargs))

    annotate(run, source_method, "ResultSource", AsyncIterator)
    return cast("Method[P, AsyncIterator[T]]", run)


def annotate(run: Any, method: Callable[..., Any], wrapper: str, result: Any = None) -> None:
    """Set a method's signature and type hints to what it really returns."""
    # Annotations are text in the modules that use this.
    signature = inspect.signature(method)
    inner = signature.return_annotation.removeprefix(f"{wrapper}[").removesuffix("]")
    run.__signature__ = signature.replace(return_annotation=f"{result.__name__}[{inner}]" if result else inner)
    run.__annotations__ = {**method.__annotations__, "return": result[inner] if result else inner}
