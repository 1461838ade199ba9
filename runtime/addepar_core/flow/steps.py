"""The steps that a flow can yield, the requests and responses they carry, and the clock.

A flow is a generator: it yields what must be done, and a driver does it, blocking or on an event loop. So each
decision is written once for both clients.
"""

import time
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from random import random
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from addepar_core.errors.details import request_id
from addepar_core.errors.tree import ProtocolError
from addepar_core.models.types import UNSET, Unset
from addepar_core.utils.imports import asyncio

BLOCK = 256 * 1024
Writer = Callable[[Any], object]
"""Takes bytes, or a view of a buffer that is used again."""


class Body(Protocol):
    """A request body that is made while it is sent; each call of ``iter_blocks`` starts from the beginning.

    ``on_sent``, if there is one, is told after each block how many bytes went out.
    """

    length: int
    on_sent: Callable[[int], object] | None

    def iter_blocks(self) -> Iterator[bytes]: ...


T = TypeVar("T")
Flow = Generator["Step", Any, T]
Seconds = float | Unset | None
"""A timeout: a number of seconds, None for ever, UNSET for the client's own."""
Headers = Mapping[str, str] | None
Json = Any
"""What JSON can say: text, numbers, true, false, null, and lists and objects of these."""
Query = Mapping[str, Json] | None
_NONE: Mapping[str, Any] = {}


class Options:
    """What every call takes, whatever the operation."""

    __slots__ = ("extra_headers", "extra_query", "timeout")

    def __init__(self, timeout: Seconds = UNSET, extra_query: Query = None, extra_headers: Headers = None) -> None:
        self.timeout = timeout
        self.extra_query = extra_query
        self.extra_headers = extra_headers


NO_OPTIONS = Options()


class BeforeSending(Protocol):
    """Looks at a request when its connection is ready and its first byte is about to go."""

    def is_due(self) -> bool:
        """Whether ``look`` has something to do; called often, and quick."""
        ...

    def look(self) -> None:
        """Do it, which may block; what it raises ends the request, of which nothing is sent."""
        ...


class HttpRequest(NamedTuple):
    """One HTTP request.

    ``cross_origin`` marks one that carries no credentials, firm or cookies, since it is not for the API itself.
    ``timeout``, ``attempt``, ``credentials``, ``time_remaining`` (the seconds until a deadline) and ``before_sending``
    are filled in on the way down; no response keeps the last three of these. ``exact_numbers`` says how its response is
    read.
    """

    method: str
    url: str
    params: Mapping[str, Any] = _NONE
    headers: Mapping[str, str] = _NONE
    body: bytes | Body | None = None
    timeout: Any = UNSET
    cross_origin: bool = False
    credentials: Any = None
    time_limit: float | None = None
    time_remaining: Callable[[], float] | None = None
    attempt: int = 1
    exact_numbers: bool = False
    before_sending: "BeforeSending | None" = None

    def __repr__(self) -> str:
        return f"HttpRequest({self.method} {self.path})"

    def without_secrets(self) -> "HttpRequest":
        """What a response keeps of it. Written out, since ``_replace`` takes three times as long."""
        return HttpRequest(
            self.method,
            self.url,
            self.params,
            self.headers,
            self.body,
            self.timeout,
            self.cross_origin,
            time_limit=self.time_limit,
            attempt=self.attempt,
            exact_numbers=self.exact_numbers,
        )

    @property
    def is_write(self) -> bool:
        """Whether it changes something at Addepar."""
        return self.method != "GET" and not self.cross_origin

    @property
    def path(self) -> str:
        """The address without its query: all that messages and logs may show."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}" if self.cross_origin else parts.path


class HttpResponse(NamedTuple):
    """One HTTP answer with its whole body; plain data, no connection behind it.

    Attributes:
        request: what was sent: ``method``, ``url``, ``path``.
        status_code: the HTTP status.
        headers: a mapping whose names match in upper and lower case.
        content: the body.
        seconds: the time until the response began.
    """

    request: HttpRequest
    status_code: int
    headers: Mapping[str, str]
    content: bytes = b""
    seconds: float = 0.0

    def __repr__(self) -> str:  # without cookies, and whatever else a server repeats
        return f"HttpResponse({self.status_code} to {self.request.method} {self.request.path})"

    def with_content(self, content: bytes) -> "HttpResponse":
        """The same head with this body."""
        return HttpResponse(self.request, self.status_code, self.headers, content, self.seconds)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8", "replace")

    @property
    def content_type(self) -> str:
        """The media type in small letters, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def request_id(self) -> str | None:
        """The server's id of the request, for Addepar's support, if it gave one."""
        return request_id(self.headers)

    def json(self) -> Any:
        """The body, parsed as JSON.

        Raises:
            ProtocolError: it is something else, such as a login page.
        """
        from addepar_core.models.numbers import read_json

        try:
            return read_json(self.content, exact=self.request.exact_numbers)
        except ValueError:
            raise no_json(self) from None


def protocol_error(answer: HttpResponse, message: str) -> ProtocolError:
    """The error for a response that is not the API's."""
    error = ProtocolError(
        f"{answer.request.method} {answer.request.path} {message}",
        status=answer.status_code,
        content_type=answer.content_type,
        content=answer.content,
    )
    error.outcome_unknown = answer.request.is_write
    return error


def no_json(answer: HttpResponse) -> ProtocolError:
    """The error for a response that holds no JSON."""
    kind = answer.content_type or "no content type"
    return protocol_error(
        answer, f"was answered by {answer.status_code} with {kind} instead of JSON; check base_url and any proxy"
    )


class Send:
    """Send the request and read the whole response; gives an ``HttpResponse`` of any status."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class OpenStream:
    """Send the request and read only the head; gives a stream, closed when the flow ends."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class ReadChunk:
    """Read the next chunk of a stream; gives ``b""`` at its end."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class CopyChunks:
    """Write the next bytes of a stream that has begun to be read: up to so many blocks; gives how many bytes.

    ``write`` must not keep what it is given: the buffer is used again. What came before a break is written.
    """

    __slots__ = ("blocks", "stream", "write")

    def __init__(self, stream: Any, write: Writer, blocks: int) -> None:
        self.stream = stream
        self.write = write
        self.blocks = blocks


class CloseStream:
    """Be done with a stream before the flow ends."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class Sleep:
    """Wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class RunBlocking:
    """Do work that may block on a disk; in a thread where an event loop must not wait for it.

    ``late`` marks work that may hang, such as a store's behind a lock: a deadline does not wait for it, and what it
    has done when it returns after the deadline is undone by ``late``.
    """

    __slots__ = ("late", "work")

    def __init__(self, work: Callable[[], Any], late: Callable[[], object] | None = None) -> None:
        self.work = work
        self.late = late


class Callback:
    """Call the user's callback; an async client also awaits what it returns."""

    __slots__ = ("args", "callback")

    def __init__(self, callback: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.callback = callback
        self.args = args


class Finally:
    """Put something into the driver's charge: ``close`` is called when the flow ends, however it does, maybe twice."""

    __slots__ = ("close",)

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close


class Shielded:
    """Run a flow to its end, even if the task is cancelled or the thread interrupted meanwhile; gives its result."""

    __slots__ = ("flow",)

    def __init__(self, flow: "Flow[Any]") -> None:
        self.flow = flow


Step = Send | OpenStream | ReadChunk | CopyChunks | CloseStream | Sleep | RunBlocking | Callback | Finally | Shielded
Policy = Callable[[Step], Flow[Any]]
"""How a step is done: a flow of other steps."""


def apply_policy(flow: Flow[T], policy: Policy) -> Flow[T]:
    """The same flow, with each of its steps done as ``policy`` does it."""
    try:
        step = next(flow)
        while True:
            if isinstance(step, Shielded):
                step = Shielded(apply_policy(step.flow, policy))
            try:
                outcome = yield from policy(step)
            except GeneratorExit:
                flow.close()
                raise
            except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]


def response_head(outcome: Any) -> HttpResponse:
    """The head of what ``Send`` or ``OpenStream`` gave."""
    return outcome if isinstance(outcome, HttpResponse) else outcome.head


async def _sleep_async(seconds: float) -> None:
    await asyncio.sleep(seconds)


class Clock(NamedTuple):
    """Where time and chance come from; tests put their own here and never wait.

    Attributes:
        now: seconds that only ever grow.
        wall: seconds since 1970.
        sleep, sleep_async: wait for this number of seconds, by which both clocks have to move on.
        chance: a number from 0 up to 1, for spreading retries.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random
