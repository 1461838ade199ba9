"""One request and its response, as sent and received."""

from dataclasses import dataclass, field
from typing import Any

API_ROOT = "/api"
MAX_BODY_BYTES = 1 << 20


@dataclass
class Exchange:
    """A request and its response. A body longer than `MAX_BODY_BYTES` is None.

    `path` is the path as sent, beginning with the API root; header names are in lower case. `complete` means that the
    whole response was sent; `fault` that it was damaged on purpose.
    """

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes | None = b""
    status: int = 0
    answer_headers: list[tuple[str, str]] = field(default_factory=list)
    answer_body: bytes | None = b""
    complete: bool = False
    fault: bool = False

    @property
    def content_type(self) -> str:
        # openapi-core wants a media type even where there is no body.
        return dict(self.headers).get("content-type", "application/octet-stream")

    @property
    def answer_type(self) -> str:
        return dict(self.answer_headers).get("content-type", "")

    def key(self) -> tuple[Any, ...]:
        """Equal for exchanges with the same validation result."""
        return (*self.request_key(), *self.answer_key(), self.complete, self.fault)

    def request_key(self) -> tuple[Any, ...]:
        """Equal for requests with the same validation result."""
        sent = tuple(each for each in self.headers if each[0] in ("content-type", "authorization", "addepar-firm"))
        return (self.method, self.path, self.query, sent, self.body)

    def answer_key(self, asked: str = "") -> tuple[Any, ...]:
        """Equal for responses with the same validation result; `asked` is the operation, or a path without one."""
        return (asked, self.method, self.status, tuple(self.answer_headers), self.answer_body)
