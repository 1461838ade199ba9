"""The requests of a report: each list with a small page, its filters, then the operations on a row of each list."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl

import httpx

from addepar_contract.calls.calling import JSON_API, PATH_PARAMETER
from addepar_contract.drift.filters import Filter, filters, matching
from addepar_contract.drift.findings import Drift, Finding
from addepar_contract.spec.document import Operation, load, operations, resolve
from addepar_contract.spec.exchanges import Exchange

_NAME, _NEW_NAME = "addepar-client contract test.txt", "addepar-client contract test renamed.txt"
_SIZE = 2


class Send(Protocol):
    """Sends one request below the API root, and returns it with its response."""

    def __call__(
        self, method: str, path: str, query: list[tuple[str, str]], headers: Mapping[str, str], content: bytes | None
    ) -> Exchange: ...


class Report(NamedTuple):
    """The findings; `stopped` says why the run ended early, or is empty."""

    made: int
    seen: dict[tuple[str, int], int]
    found: dict[Finding, int]
    not_seen: list[str]
    stopped: str

    @property
    def refused(self) -> dict[str, int]:
        """The reads that never succeeded, with their status: a permission is missing, or the server fails."""
        answered = {operation for operation, status in self.seen if status < 400}
        return {
            operation: status
            for operation, status in self.seen
            if operation not in answered and (status == 403 or status >= 500)
        }


class Explorer:
    """Sends the requests, counts them, and passes each response to the comparison.

    Args:
        send: sends one request.
        requests: the maximum number of requests.
        write: whether to upload, rename and archive one small file as well.
        snapshots: ids of snapshots to read, because the API does not list them.
        overlays: OpenAPI Overlays that the specification is changed by, in their order.

    Raises:
        OverlayError: an overlay cannot be read or applied.
    """

    def __init__(
        self,
        send: Send,
        requests: int,
        write: bool = False,
        snapshots: tuple[str, ...] = (),
        overlays: tuple[Path, ...] = (),
    ) -> None:
        from addepar_contract.spec.judging import the_judge  # openapi-core takes more than a second to import

        self._spec = load(overlays)
        self._operations = {each.id: each for each in operations(self._spec)}
        self._send, self._requests = send, requests
        self._writes, self._snapshots = write, snapshots
        self._made = 0
        self._stopped = ""
        self._drift = Drift(self._spec, the_judge(overlays))

    def report(self, progress: Callable[[int], object] = lambda made: None) -> Report:
        """Send requests until everything is checked or the requests are used up."""
        if self._writes:
            self._write()
        rounds = [self._of(each) for each in self._operations.values() if each.method == "get" and "{" not in each.path]
        rounds += [self._of_id("snapshots", each) for each in self._snapshots]
        while rounds and not self._over:
            rounds = [each for each in rounds if next(each, None) is not None]
            progress(self._made)
        differences = dict(self._drift.found) | dict.fromkeys(self._drift.gone(), 1)
        asked = {operation for operation, _ in self._drift.seen}
        reads = [each.id for each in self._operations.values() if each.method == "get" and each.id not in asked]
        return Report(self._made, dict(sorted(self._drift.seen.items())), differences, reads, self._stopped)

    @property
    def _over(self) -> bool:
        return bool(self._stopped) or self._made >= self._requests

    def _ask(
        self,
        operation: str,
        resource_id: str = "",
        query: list[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> tuple[Exchange | None, Any]:
        """Send one request. Returns the exchange, and the document of a success; None if the requests are used up."""
        if self._over:
            return None, None
        path = PATH_PARAMETER.sub(resource_id, self._operations[operation].path)
        self._made += 1
        exchange = self._send(self._operations[operation].method.upper(), path, query or [], headers or {}, content)
        if exchange.status == 429:
            self._stopped = "the firm's budget is used up (429)"
        elif exchange.status == 401:
            self._stopped = "the credentials or the firm were refused (401)"
        self._drift.look(exchange)
        listed = self._operations[operation].method == "get" and bool(resource_id) and not _is_download(operation)
        if listed and exchange.status == 404:
            self._drift.add(exchange, "a listed or named record was not found")
        return exchange, _document(exchange) if exchange.status < 300 and not _is_download(operation) else None

    def _of(self, listing: Operation) -> Iterator[str]:
        """One request per step: the list, its next page, the operations on its first row, what finds a row, and each
        filter."""
        operation, kind, size = listing.id, str(listing.body["tags"][0]), self._size(listing)
        exchange, document = self._ask(operation, query=[(size, str(_SIZE))] if size else [])
        yield operation
        rows = _rows(document)
        if exchange is not None and size and len(rows) > _SIZE:
            self._drift.add(exchange, f"{size} is ignored: more rows than requested")
        following = (document or {}).get("links") if isinstance(document, dict) else None
        following = (following or {}).get("next")
        if isinstance(following, str) and "?" in following:
            self._ask(operation, query=parse_qsl(following.partition("?")[2], keep_blank_values=True))
            yield operation
        if not rows:
            return
        if isinstance(rows[0].get("id"), str | int):
            yield from self._of_id(kind, str(rows[0]["id"]))
        self._ask_for_a_row(operation, matching(self._spec, listing, rows))
        yield operation
        for each in filters(self._spec, listing, rows):
            self._ask_filter(operation, each)
            yield operation

    def _size(self, listing: Operation) -> str:
        """The parameter for the size of a page; empty if the list has none."""
        names = [resolve(self._spec, each)["name"] for each in listing.body.get("parameters", ())]
        return next((name for name in names if name in ("page[limit]", "page[size]")), "")

    def _ask_for_a_row(self, operation: str, wanted: dict[str, str]) -> None:
        """Ask with filters that a listed row matches: all at once, and one by one if that finds nothing."""
        together = self._finds_nothing(operation, wanted) if wanted else None
        if together is None:
            return
        single = wanted.items() if len(wanted) > 1 else ()
        guilty = [name for name, value in single if self._finds_nothing(operation, {name: value}) is not None]
        for names in guilty or [", ".join(wanted)]:
            self._drift.add(together, f"{names}: nothing is found, although a listed row matches")

    def _finds_nothing(self, operation: str, wanted: dict[str, str]) -> Exchange | None:
        """The exchange, if it is a success without rows."""
        exchange, document = self._ask(operation, query=[*wanted.items(), *self._one_row(operation)])
        return None if document is None or _rows(document) else exchange

    def _one_row(self, operation: str) -> list[tuple[str, str]]:
        size = self._size(self._operations[operation])
        return [(size, "1")] if size else []

    def _ask_filter(self, operation: str, each: Filter) -> None:
        exchange, document = self._ask(operation, query=[(each.name, each.value), *self._one_row(operation)])
        if exchange is not None and document is not None and not all(map(each.keeps, _rows(document))):
            self._drift.add(exchange, f"{each.name} is ignored: the response has a row that it excludes")

    def _of_id(self, kind: str, resource_id: str) -> Iterator[str]:
        for operation in self._operations.values():
            own = operation.method == "get" and operation.body["tags"] == [kind]
            if own and len(PATH_PARAMETER.findall(operation.path)) == 1:
                part = {"Range": "bytes=0-1023"} if _is_download(operation.id) else None
                self._ask(operation.id, resource_id, headers=part)
                yield operation.id

    def _write(self) -> None:
        metadata = json.dumps({"data": {"type": "files", "attributes": {"name": _NAME}}})
        parts = {"file": (_NAME, b"Written by the contract test of addepar-client; may be deleted.\n", "text/plain")}
        form = httpx.Request("POST", "http://form", files={**parts, "metadata": (None, metadata, "application/json")})
        headers = {"Content-Type": form.headers["content-type"]}
        _, uploaded = self._ask("files_upload", headers=headers, content=form.read())
        if uploaded is None:
            return
        file_id = str(uploaded["data"]["id"])
        change = {"data": {"type": "files", "id": file_id, "attributes": {"name": _NEW_NAME}}}
        self._ask("files_update", file_id, headers={"Content-Type": JSON_API}, content=json.dumps(change).encode())
        self._ask("files_delete", file_id)
        if self._over:
            why = self._stopped or "the requests are used up"
            self._stopped = f"{why}; the file {file_id} ({_NAME!r}) may not have been archived again"


def _is_download(operation: str) -> bool:
    return operation.endswith("_download")


def _document(exchange: Exchange) -> Any:
    try:
        return json.loads(exchange.answer_body or b"null")
    except (ValueError, RecursionError):
        return None


def _rows(document: Any) -> list[dict[str, Any]]:
    data = document.get("data") if isinstance(document, dict) else None
    rows = data if isinstance(data, list) else [data]
    return [each for each in rows if isinstance(each, dict)]
