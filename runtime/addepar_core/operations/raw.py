"""The types of ``with_raw_response``: each method gives a ``RawResponse`` of its result. For type checkers alone."""

from collections.abc import Callable, Coroutine
from typing import Concatenate, ParamSpec, TypeVar

from addepar_core.flow.methods import Method
from addepar_core.operations.pagination.pagers import AsyncPager, Pager
from addepar_core.operations.pagination.pages import Page
from addepar_core.pipeline.raw_response import RawResponse

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


def raw(method: Callable[Concatenate[S, P], T]) -> Method[P, RawResponse[T]]:
    """A method of one call."""
    raise NotImplementedError


def raw_list(method: Callable[Concatenate[S, P], Pager[T]]) -> Method[P, RawResponse[Page[T]]]:
    """A method that lists: the response with its first page."""
    raise NotImplementedError


def async_raw(
    method: Callable[Concatenate[S, P], Coroutine[object, None, T]],
) -> Method[P, Coroutine[object, None, RawResponse[T]]]:
    """A coroutine method of one call."""
    raise NotImplementedError


def async_raw_list(
    method: Callable[Concatenate[S, P], AsyncPager[T]],
) -> Method[P, Coroutine[object, None, RawResponse[Page[T]]]]:
    """A method of the async client that lists, which must be awaited here."""
    raise NotImplementedError
