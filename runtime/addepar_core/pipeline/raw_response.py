"""The HTTP response behind a call."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from addepar_core.errors.tree import ProtocolError
from addepar_core.flow.messages import HttpResponse, response_head
from addepar_core.flow.steps import Flow, OpenStream, Send, Step, apply_policy

T = TypeVar("T")


@dataclass(frozen=True)
class RawResponse(Generic[T]):
    """The result of ``client.with_raw_response``: the HTTP response, and the method's result on demand.

    Attributes:
        answer: the last response of the call as plain data: ``request.method``, ``request.url``, ``seconds`` and the
            values of the properties. After a download its content is empty, because it is in the file.
    """

    answer: HttpResponse
    _result: T = field(repr=False)
    _error: ProtocolError | None = field(default=None, repr=False)

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.answer.status_code

    @property
    def headers(self) -> Any:
        """The response's headers, a case-insensitive mapping."""
        return self.answer.headers

    @property
    def content(self) -> bytes:
        """The response's body."""
        return self.answer.content

    @property
    def text(self) -> str:
        """The response's body as text."""
        return self.answer.text

    @property
    def request_id(self) -> str | None:
        """The header ``X-Request-ID`` or ``Request-ID``; None without one, and Addepar documents neither."""
        return self.answer.request_id

    def json(self) -> Any:
        """The response's body, parsed as JSON. Raises ``ProtocolError`` if it is something else."""
        return self.answer.json()

    def parse(self) -> T:
        """The result of the method without ``with_raw_response``; for a list, its first ``Page``.

        Raises:
            ProtocolError: the response is not from the API.
        """
        if self._error is not None:
            raise self._error
        return self._result


def with_answer(flow: Flow[object]) -> Flow[object]:
    """The flow's result with the last response; only the result if nothing was sent."""
    last: list[HttpResponse] = []

    def noting(step: Step) -> Flow[object]:
        outcome = yield step
        if isinstance(step, Send | OpenStream):
            last[:] = [response_head(outcome)]
        return outcome

    try:
        result = yield from apply_policy(flow, noting)
    except ProtocolError as error:
        if not last:
            raise
        return RawResponse(last[0], None, error)
    return RawResponse(last[0], result) if last else result
