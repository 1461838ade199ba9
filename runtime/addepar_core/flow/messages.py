"""Requests and responses as plain data, the options of a call, and the error for a response."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast
from urllib.parse import urlsplit

from addepar_core.errors.details import request_id
from addepar_core.errors.tree import ConfigurationError, ProtocolError
from addepar_core.models.types import UNSET, Unset, plain_number

if TYPE_CHECKING:
    from addepar_core.errors.statuses import APIStatusError

BLOCK = 256 * 1024
# The timeout of a socket is a 32-bit number of milliseconds.
LONGEST = 2_000_000
Writer = Callable[[Any], object]
"""Accepts bytes, or a view of a buffer that is reused."""


class Body(Protocol):
    """A request body that is produced while it is sent. Each call of ``iter_blocks`` starts from the beginning.

    ``on_sent``, if there is one, is called after each block with the number of bytes sent.
    """

    length: int
    on_sent: Callable[[int], object] | None

    def iter_blocks(self) -> Iterator[bytes]: ...


def is_seconds(value: Any) -> bool:
    """Whether a value is a number of seconds that can be waited for."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= LONGEST


class Timeout(NamedTuple):
    """Seconds to wait for one network operation; None waits indefinitely.

    Attributes:
        connect: to open a connection, including TLS.
        read: for the next bytes of a response. Slightly above the API's limit of 60 s for a request, so that the
            server's response to a slow request arrives.
        write: to send the next bytes of a request.
        pool: for a free connection of the pool.
    """

    connect: float | None = 10.0
    read: float | None = 70.0
    write: float | None = 70.0
    pool: float | None = 70.0

    @classmethod
    def of(cls, value: "float | Timeout | Unset | None", default: "Timeout") -> "Timeout":
        """The timeout for a ``timeout=`` argument; raises ``ConfigurationError`` if it is invalid."""
        if isinstance(value, Unset):
            return default
        if not isinstance(value, Timeout):
            value = cast("float | None", plain_number(value))
        if isinstance(value, Timeout):
            for name, limit in value._asdict().items():
                if limit is not None and not is_seconds(limit):
                    raise ConfigurationError(
                        f"timeout: {name} is not a number of seconds above 0, at most {LONGEST}, or None"
                    )
            return value
        if value is None:
            return cls(None, None, None, None)
        if not is_seconds(value):
            raise ConfigurationError(
                f"timeout: {value!r} is not a number of seconds above 0, at most {LONGEST}; None waits indefinitely"
            )
        return cls(min(value, default.connect or value), value, value, value)

    def within(self, seconds: float) -> "Timeout":
        """The same, with every value limited to this number of seconds."""
        limits = (self.connect, self.read, self.write, self.pool)
        seconds = min(max(seconds, 1e-9), LONGEST)
        return Timeout(*(seconds if limit is None else min(limit, seconds) for limit in limits))


Seconds = float | Timeout | Unset | None
"""A timeout: a number of seconds, a ``Timeout``, None for no limit, UNSET for the client's timeout."""
Headers = Mapping[str, str] | None
Json = Any
"""A JSON value: text, numbers, true, false, null, and lists and objects of these."""
Query = Mapping[str, Json] | None
_NONE: Mapping[str, Any] = {}


class Options:
    """The arguments that every call takes."""

    __slots__ = ("extra_headers", "extra_query", "timeout")

    def __init__(self, timeout: Seconds = UNSET, extra_query: Query = None, extra_headers: Headers = None) -> None:
        self.timeout = timeout
        self.extra_query = extra_query
        self.extra_headers = extra_headers


NO_OPTIONS = Options()


class BeforeSending(Protocol):
    """Called when a request's connection is ready and its first byte is about to be sent."""

    def is_due(self) -> bool:
        """Whether ``look`` has something to do. Called often, and fast."""
        ...

    def look(self) -> None:
        """Do the work, which may block. If it raises, the request ends and nothing is sent."""
        ...


class HttpRequest(NamedTuple):
    """One HTTP request.

    ``cross_origin`` marks a request to another server than the API, without credentials, firm and cookies. The policies
    fill in ``timeout``, ``attempt``, ``credentials``, ``time_remaining`` (the seconds until a deadline) and
    ``before_sending``; no response keeps the last three. ``exact_numbers`` sets how its response is parsed.
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
        """The address without its query, as messages and logs may show it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}" if self.cross_origin else parts.path


class HttpResponse(NamedTuple):
    """One HTTP response with its whole body. Plain data, without a connection.

    Attributes:
        request: the request: ``method``, ``url``, ``path``.
        status_code: the HTTP status.
        headers: a mapping with case-insensitive names.
        content: the body.
        seconds: the time until the response began.
    """

    request: HttpRequest
    status_code: int
    headers: Mapping[str, str]
    content: bytes = b""
    seconds: float = 0.0

    def __repr__(self) -> str:  # without cookies, or anything else that a server repeats
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
        """The media type in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def request_id(self) -> str | None:
        """The header ``X-Request-ID`` or ``Request-ID``; None without one, and Addepar documents neither."""
        return request_id(self.headers)

    def json(self) -> Any:
        """The body, parsed as JSON.

        Raises:
            ProtocolError: the body is something else, such as a login page, or is nested too deeply.
        """
        from addepar_core.models.numbers import read_json

        try:
            return read_json(self.content, exact=self.request.exact_numbers)
        except ValueError as error:
            raise no_json(self, error) from None


def protocol_error(answer: HttpResponse, message: str) -> ProtocolError:
    """The error for a response that is not from the API."""
    error = ProtocolError(
        f"{answer.request.method} {answer.request.path} {message}",
        status=answer.status_code,
        content_type=answer.content_type,
        content=answer.content,
    )
    error.outcome_unknown = answer.request.is_write
    return error


def no_json(answer: HttpResponse, problem: ValueError | None = None) -> ProtocolError:
    """The error for a response that is not JSON, or is nested too deeply; `problem` is what the parser said."""
    from addepar_core.models.numbers import NestedTooDeeply

    if isinstance(problem, NestedTooDeeply):
        return protocol_error(
            answer, f"returned {answer.status_code} with JSON that is nested too deeply; check base_url and any proxy"
        )
    kind = answer.content_type or "no content type"
    return protocol_error(
        answer, f"returned {answer.status_code} with {kind} instead of JSON; check base_url and any proxy"
    )


def raise_for_status(answer: HttpResponse, *, see_other: bool = False) -> HttpResponse:
    """Return a successful response (including an allowed 303), or raise the error for its status."""
    status = answer.status_code
    if 200 <= status < 300 or (see_other and status == 303):
        return answer
    if status < 400:
        message = f"returned a redirect ({status}), which the API never does here; check base_url"
        raise protocol_error(answer._replace(content=b""), message)
    raise status_error(answer)


def status_error(answer: HttpResponse, kind: "type[APIStatusError] | None" = None) -> "APIStatusError":
    """The error for a response: of the given class, or of that for its status."""
    from addepar_core.errors import statuses  # calls that succeed do without it

    error = (kind or statuses.error_class(answer.status_code))(
        method=answer.request.method,
        path=answer.request.path,
        status=answer.status_code,
        headers=answer.headers,
        content=answer.content,
        seconds=answer.seconds,
        time_limit=answer.request.time_limit,
    )
    error.outcome_unknown = answer.request.is_write and (
        isinstance(error, statuses.ServerError) or (isinstance(error, statuses.ValidationError) and error.cut_off)
    )
    return error


def response_head(outcome: Any) -> HttpResponse:
    """The head of the result of ``Send`` or ``OpenStream``."""
    return outcome if isinstance(outcome, HttpResponse) else outcome.head
