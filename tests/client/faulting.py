"""What the user sees of each fault of the sandbox: the table of docs/client-faults.md, observed."""

import io
import random
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from tests.client.support import FakeTime, Side
from tests.client.test_jobs import VIEW

from addepar_client import AddeparError, RowWarning
from addepar_sandbox import Sandbox

PAGE = Path(__file__).parents[2] / "docs" / "client-faults.md"
CONTENT = random.Random(9).randbytes(600_000)  # noqa: S311

FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "connection closed before the response": ("drop", {}),
    "connection closed in the middle of the response": ("cut", {}),
    "Content-Length a byte too long": ("wrong_length", {}),
    "body in very small pieces": ("drip", {}),
    "500": ("status", {"status": 500}),
    "503": ("status", {"status": 503}),
    "429, try again in 1 s": ("status", {"status": 429, "retry_after": 1}),
    "429, try again in 1 h": ("status", {"status": 429, "retry_after": 3600}),
    "403": ("status", {"status": 403}),
    "400, cut off after 60 s": ("timeout", {}),
    "401, token expired": ("expired_token", {}),
    "200 without a body": ("empty", {}),
    "HTML page with 200": ("html", {"status": 200}),
    "HTML page with 502": ("html", {"status": 502}),
    "half of the JSON": ("invalid_json", {}),
    "redirect to another server": ("redirect", {}),
    "new value of an enumeration": ("unknown_enum", {}),
    "new fields": ("extra_field", {}),
    "malformed timestamps": ("bad_timestamp", {}),
    "list of one as an object": ("single_object", {}),
    "empty page with a next link": ("empty_page", {}),
    "next link in a circle": ("repeated_cursor", {}),
}


@dataclass(frozen=True)
class Kind:
    """A kind of operation: what is called, which requests it makes, how to see that its result is right."""

    operation: str
    call: Callable[[Side, Any, dict[str, Any]], Any]
    stored: str = ""


def _download(side: Side, client: Any, given: dict[str, Any]) -> Any:
    out = io.BytesIO()
    side.run(client.files.download(given["record"], out))
    return out.getvalue() == CONTENT


KINDS = {
    "read": Kind("files_get", lambda side, client, given: side.run(client.files.get("123")).id),
    "list": Kind("files_list", lambda side, client, _: [one.id for one in side.list(client.files.list(page_limit=1))]),
    "write": Kind("jobs_create", lambda side, client, _: bool(side.run(client.jobs.submit_view(**VIEW)).id), "jobs"),
    "upload": Kind(
        "files_upload", lambda side, client, _: bool(side.run(client.files.upload(b"x", name="a.txt")).id), "files"
    ),
    "download": Kind("files_download", _download),
    "wait": Kind("jobs_get", lambda side, client, given: side.run(client.jobs.wait(given["job"], max_wait=7200)).id),
}


@dataclass(frozen=True)
class Seen:
    """What came of one call.

    Attributes:
        outcome: "ok", "WRONG" for a result that is not what it should be, or the class of the error.
        requests: how many of the operation there were.
        stored: how many jobs or files a write left on the server.
    """

    outcome: str
    requests: int
    stored: int

    def __str__(self) -> str:
        text = self.outcome + ", yet stored" * (self.outcome != "ok" and self.stored > 0)
        return text if self.requests == 1 else f"{text} ({self.requests} requests)"


def cells() -> Iterator[tuple[str, str, str]]:
    """Every fault, how long it lasts, and every kind of operation."""
    return product(FAULTS, ("once", "always"), KINDS)


def observe(sandbox: Sandbox, side: Side, fault: str, lasting: str, kind: str) -> Seen:
    """Make the call while the fault waits for it."""
    sandbox.reset()
    given: dict[str, Any] = {"file": sandbox.add_file("big.bin", CONTENT)}
    client = side.client(sandbox.url or "", clock=FakeTime().clock(), max_retries=2)
    given["record"] = side.run(client.files.get(given["file"]))
    given["job"] = str(side.run(client.jobs.submit_view(**VIEW)).id)
    what = KINDS[kind]
    right = what.call(side, client, given) if not what.stored else True
    before = _count(side, client, what.stored)
    sandbox.journal.clear()
    name, options = FAULTS[fault]
    sandbox.fail(name, what.operation, times=1 if lasting == "once" else None, **options)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", RowWarning)
        try:
            outcome = "ok" if what.call(side, client, given) == right else "WRONG"
        except AddeparError as error:
            outcome = type(error).__name__
    requests = len(sandbox.journal.calls(what.operation))
    sandbox.faults.clear()
    assert not warned
    return Seen(outcome, requests, _count(side, client, what.stored) - before)


def _count(side: Side, client: Any, stored: str) -> int:
    return len(side.list(getattr(client, stored).list())) if stored else 0


def page(sandbox: Sandbox, side: Side) -> str:
    """The page with the whole table."""
    lines = [
        "# What faults look like",
        "",
        "`python -m scripts.docs.faults_table` writes this table from what happens when the sandbox fails in each of",
        "these ways, once or always. `tests/client/test_faults.py` compares both clients with it.",
        "",
        "- `ok` is the right result after one request (for a list, after one request per page). After a fault that",
        "  lasts, `ok` means that the fault does no harm.",
        "- `yet stored` is what no client can know: the server did its work, but the response was lost. Check before",
        "  you send it again.",
        "- `read` is `files.get`, `list` reads `files.list` page by page, `write` is `jobs.submit_view`.",
        "- `download` is `files.download` with a file's record, which has the length to verify; an id alone does not.",
        "- `wait` is `jobs.wait` for up to two hours.",
        "- All use two retries (`max_retries=2`) and Basic credentials.",
        "",
        "No write is sent again unless it was refused with 429, and nothing is ever stored twice. A job continues",
        "whatever happens to the wait, and `client.jobs.wait(error.job_id)` resumes waiting.",
        "",
        f"| fault | lasting | {' | '.join(KINDS)} |",
        "|" + "---|" * (len(KINDS) + 2),
    ]
    for fault, lasting in product(FAULTS, ("once", "always")):
        found = [str(observe(sandbox, side, fault, lasting, kind)) for kind in KINDS]
        lines.append(f"| {fault} | {lasting} | {' | '.join(found)} |")
    return "\n".join(lines) + "\n"


def written() -> dict[tuple[str, str, str], str]:
    """The cells of the page as it is."""
    rows = [line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    return {
        (row[0].strip(), row[1].strip(), kind): cell.strip()
        for row in rows[2:]
        for kind, cell in zip(KINDS, row[2:], strict=True)
    }
