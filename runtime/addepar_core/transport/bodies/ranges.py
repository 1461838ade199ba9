"""Resume a transfer: validators, range requests, and what the response to one means."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.transport.bodies.response_body import is_encoded

_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})", re.ASCII | re.IGNORECASE)
_SETTLED = timedelta(seconds=60)


class Validator(NamedTuple):
    """Identifies content: a strong ETag or the date of the last change, and the length."""

    value: str
    total: int | None

    def is_valid(self) -> bool:
        """Whether a request can name it. A server, or a file that kept it, may have any value there."""
        printable = isinstance(self.value, str) and re.fullmatch("[ -~]+", self.value)
        return bool(printable) and (self.total is None or (type(self.total) is int and self.total > 0))

    def range_request(self, request: HttpRequest, done: int) -> HttpRequest:
        """The request for the bytes after the first ``done``, or for everything if the content has changed."""
        more = {"range": f"bytes={done}-", "if-range": self.value}
        return request._replace(headers=dict(request.headers) | more)

    def is_continued_by(self, head: HttpResponse, done: int) -> bool:
        """Whether a response continues this content after the first ``done`` bytes."""
        content_range = _RANGE.fullmatch(head.headers.get("content-range", "").strip())
        if head.status_code != 206 or content_range is None or is_encoded(head.headers):
            return False
        first, last, total = (int(number) for number in content_range.groups())
        name = "etag" if self.value.startswith('"') else "last-modified"
        same = head.headers.get(name, self.value) == self.value and self.total in (None, total)
        return same and first == done and last == total - 1


def validator_of(head: HttpResponse) -> Validator | None:
    """The validator of a complete response; None if its rest could not be requested safely."""
    headers = head.headers
    if is_encoded(headers) or headers.get("accept-ranges", "").strip().lower() == "none":
        return None
    validator = headers.get("etag", "")
    if not re.fullmatch(r'"[!#-~]*"', validator):  # a weak ETag promises the same meaning, not the same bytes
        validator = _strong_last_modified(headers)
    found = Validator(validator, length(head))
    return found if found.is_valid() else None


def _strong_last_modified(headers: Mapping[str, str]) -> str:
    """The date of the last change, if it is old enough that a second change would have a different date."""
    changed = headers.get("last-modified", "")
    try:
        age = parsedate_to_datetime(headers.get("date", "")) - parsedate_to_datetime(changed)
    except (ValueError, TypeError):
        return ""
    return changed if age >= _SETTLED else ""


def length(head: HttpResponse) -> int | None:
    """The length of the whole content, if a header counts the bytes that will be read."""
    ranged = _RANGE.fullmatch(head.headers.get("content-range", "").strip())
    if head.status_code == 206 and ranged is not None:
        return int(ranged[3])
    content_length = head.headers.get("content-length", "")
    counted = "transfer-encoding" not in head.headers and not is_encoded(head.headers)
    return int(content_length) if counted and re.fullmatch(r"[0-9]{1,18}", content_length) else None
