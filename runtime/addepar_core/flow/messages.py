"""Requests and responses as plain data, the options of a call, and which error a response stands for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from addepar_core.errors.details import request_id
from addepar_core.errors.tree import APIStatusError, ProtocolError, ServerError, ValidationError, error_class
from addepar_core.models.types import UNSET, Unset

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


def raise_for_status(answer: HttpResponse, *, see_other: bool = False) -> HttpResponse:
    """The response, if it is a success (a 303 where it may be); else the error that it stands for is raised."""
    status = answer.status_code
    if 200 <= status < 300 or (see_other and status == 303):
        return answer
    if status < 400:
        message = f"was answered by a redirect ({status}), which the API never does here; check base_url"
        raise protocol_error(answer._replace(content=b""), message)
    raise status_error(answer, error_class(status))


def status_error(answer: HttpResponse, kind: type[APIStatusError]) -> APIStatusError:
    """The error of the given class that a response stands for."""
    error = kind(
        method=answer.request.method,
        path=answer.request.path,
        status=answer.status_code,
        headers=answer.headers,
        content=answer.content,
        seconds=answer.seconds,
        time_limit=answer.request.time_limit,
    )
    error.outcome_unknown = answer.request.is_write and (
        isinstance(error, ServerError) or (isinstance(error, ValidationError) and error.cut_off)
    )
    return error


def response_head(outcome: Any) -> HttpResponse:
    """The head of what ``Send`` or ``OpenStream`` gave."""
    return outcome if isinstance(outcome, HttpResponse) else outcome.head
