"""Every public method of both clients, called with anything, over a wire that answers with anything.

The methods are read from the clients, so that those of new operations are tried without a line here.
"""

import asyncio
import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.client.support import FakeTime

from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient, RowWarning
from addepar_core.transport import httpx_transport as transport

RESOURCES = ("jobs", "generated_reports", "snapshots", "positions", "files", "archived_files")
ROWS = 50
_httpx = transport.httpx


def methods() -> dict[str, inspect.Signature]:
    """The signature of each method, by ``resource.method``."""
    client = AddeparClient(base_url="http://127.0.0.1:9/api", firm_id=1, auth="t")
    return {
        f"{resource}.{name}": inspect.signature(method)
        for resource in RESOURCES
        for name, method in inspect.getmembers(getattr(client, resource), callable)
        if not name.startswith("_")
    }


class Chunks(_httpx.SyncByteStream, _httpx.AsyncByteStream):  # type: ignore[misc,name-defined]
    """A body that arrives in pieces, for either client."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces

    async def __aiter__(self) -> Any:
        for piece in self._pieces:
            yield piece


Respond = Callable[[Any], Any]
"""What answers an HTTP library's request, with its own response."""


def response(status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> Any:
    """An answer as it would come off the wire, nothing of it checked or unpacked."""
    return _httpx.Response(status, headers=list(headers), stream=Chunks(body[:7], body[7:]))


class Caller:
    """One of the two clients over a wire of our own; its time stands still unless slept through.

    Args:
        side: ``"sync"`` or ``"async"``.
    """

    def __init__(self, side: str) -> None:
        self.side = side
        self._runner = asyncio.Runner()

    @contextmanager
    def client(self, respond: Respond, **options: Any) -> Iterator[Any]:
        """A client whose requests are answered by ``respond``."""
        usual: dict[str, Any] = {"base_url": "https://api.invalid/api", "firm_id": 1, "auth": ("key", "secret")}
        usual |= {"max_retries": 1, "clock": FakeTime().clock(), "transport": _httpx.MockTransport(respond)}
        made = (AddeparClient if self.side == "sync" else AsyncAddeparClient)(**usual | options)
        try:
            yield made
        finally:
            self.result(made.close())

    def call(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
        """Call a method and use its result; gives "ok" or the error's class. Any other exception comes through.

        Warnings are errors, but for the one that is documented.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RowWarning)
            try:
                touch(self.result(method(*args, **kwargs)))
            except AddeparError as error:
                str(error), repr(error)
                return type(error).__name__
        return "ok"

    def result(self, outcome: Any) -> Any:
        """The outcome of a call: awaited, or its first rows, as the case may be."""
        if inspect.isawaitable(outcome):
            return self._runner.run(_wait(outcome))
        if hasattr(outcome, "__aiter__"):
            return self._runner.run(_gather(outcome))
        if hasattr(outcome, "__next__") or hasattr(outcome, "pages"):
            return [row for row, _ in zip(outcome, range(ROWS), strict=False)]
        return outcome

    def close(self) -> None:
        self._runner.close()


async def _wait(outcome: Any) -> Any:
    return await outcome


async def _gather(outcome: Any) -> list[Any]:
    rows: list[Any] = []
    async for row in outcome:
        rows.append(row)
        if len(rows) == ROWS:
            break
    return rows


def touch(value: Any, depth: int = 4) -> None:
    """Use a result as its owner would: show it, turn it into JSON's types, look at its attributes."""
    if depth == 0 or value is None or isinstance(value, str | bytes | int | float | type):
        return
    if isinstance(value, dict):
        touch(list(value.values()), depth)
        return
    if isinstance(value, list | tuple):
        for item in value[:5]:
            touch(item, depth - 1)
        return
    repr(value)
    if hasattr(value, "to_dict"):
        value.to_dict()
    if type(value).__module__.startswith("addepar_api.models"):
        for name in (one for one in dir(value) if not one.startswith("_")):
            inner = getattr(value, name)
            if not callable(inner):
                touch(inner, depth - 1)


@contextmanager
def calling(side: str) -> Iterator[Caller]:
    """A caller for one test."""
    caller = Caller(side)
    try:
        yield caller
    finally:
        caller.close()
