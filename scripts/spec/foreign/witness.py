"""Gives a program a sandbox and five tasks, and judges by the sandbox's journal and its data what was done.

A program reports one line for each task: `list ok 1112,1113`, or `list failed` with a reason. What it says does not
count: the requests, the bytes that it wrote and the file that the sandbox stored do.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from addepar_sandbox import FIRM, KEY, SECRET, Sandbox
from addepar_sandbox.testing.journal import Entry

TASKS = ("list", "statuses", "upload", "download", "job")
STATEMENT = b"%PDF-1.7\n" + random.Random(17).randbytes(100_000)  # noqa: S311 - the same bytes each time
STORED = bytes(range(256)) * 400


class Evidence(NamedTuple):
    """What there is to judge a task by: the program's line, its folder, the sandbox and its journal by then."""

    found: str
    folder: Path
    sandbox: Sandbox
    journal: list[Entry]

    def calls(self, operation: str, status: int) -> list[Entry]:
        return [each for each in self.journal if each.operation == operation and each.status == status]

    def wrote(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def stored(self, route: str) -> bytes:
        """The response of the API itself for a path."""
        import httpx

        answer = httpx.get(f"{self.sandbox.url}{route}", auth=(KEY, SECRET), headers={"Addepar-Firm": FIRM})
        return answer.content if answer.status_code == 200 else b""


def run_tasks(command: Sequence[str], environment: Mapping[str, str], seconds: float = 300) -> dict[str, str]:
    """Run a program against a fresh sandbox: `yes` or the reason for `no`, by task."""
    with Sandbox() as sandbox, sandbox.serve() as url, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "statement.pdf").write_bytes(STATEMENT)
        wanted = [sandbox.add_file(f"{each}.bin", STORED, entities=["22"]) for each in "abc"]
        other = sandbox.add_file("d.bin", STORED)
        variables = {
            **os.environ,
            **environment,
            "ADDEPAR_BASE_URL": url,
            "ADDEPAR_FIRM_ID": FIRM,
            "ADDEPAR_KEY": KEY,
            "ADDEPAR_SECRET": SECRET,
            "TASKS_FOLDER": name,
            "TASKS_FILE": other,
        }
        done = subprocess.run(  # noqa: S603 - a program of this repository
            command, env=variables, capture_output=True, text=True, check=False, timeout=seconds
        )
        said = {words[0]: words[1:] for line in done.stdout.splitlines() if (words := line.split(" ", 2))[0] in TASKS}
        journal = sandbox.journal.calls()
        judged = {}
        for task in TASKS:
            state, found = (*said.get(task, ["failed", done.stderr.strip()[-200:]]), "")[:2]
            if state != "ok":
                judged[task] = f"no: {found[:300]}"
                continue
            evidence = Evidence(found, folder, sandbox, journal)
            judged[task] = "yes" if _JUDGES[task](evidence, wanted) else "no: the sandbox saw something else"
        return judged


def _listed(evidence: Evidence, wanted: list[str]) -> bool:
    """Both pages, with the filter on each."""
    queries = [dict(each.query) for each in evidence.calls("files_list", 200)]
    filtered = all(each.get("filter[files][entityId]") == "22" and each.get("page[limit]") == "2" for each in queries)
    return len(queries) == 2 and filtered and "page[after]" in queries[1] and evidence.found.split(",") == wanted


def _statuses(evidence: Evidence, _: list[str]) -> bool:
    """One comma-separated list, and the runs that the sandbox returns for it."""
    queries = [each.query for each in evidence.calls("generated_reports_list", 200)]
    rows = json.loads(evidence.stored("/v1/generated_reports?filter[status]=FINISHED,ERROR"))["data"]
    return queries == [[("filter[status]", "FINISHED,ERROR")]] and evidence.found.split(",") == [
        each["id"] for each in rows
    ]


def _uploaded(evidence: Evidence, _: list[str]) -> bool:
    """The bytes, and what only the metadata say."""
    if len(evidence.calls("files_upload", 201)) != 1:
        return False
    record = json.loads(evidence.stored(f"/v1/files/{evidence.found}") or b'{"data": {}}')["data"]
    entities = record.get("relationships", {}).get("associated_entities", {}).get("data")
    named = record.get("attributes", {}).get("name") == "statement.pdf" and [e["id"] for e in entities] == ["22"]
    return named and evidence.stored(f"/v1/files/{evidence.found}/download") == STATEMENT


def _downloaded(evidence: Evidence, _: list[str]) -> bool:
    return bool(evidence.calls("files_download", 200)) and evidence.wrote("download") == STORED


def _ran(evidence: Evidence, _: list[str]) -> bool:
    """Submitted once and polled, and the result is what the API returns, except for a byte-order mark."""
    asked = len(evidence.calls("jobs_create", 202)) == 1 and bool(evidence.calls("jobs_get", 200))
    result = evidence.stored(f"/v1/jobs/{evidence.found}/download").removeprefix(b"\xef\xbb\xbf")
    return asked and bool(result) and evidence.wrote("job").removeprefix(b"\xef\xbb\xbf") == result


_JUDGES: dict[str, Callable[[Evidence, list[str]], bool]] = {
    "list": _listed,
    "statuses": _statuses,
    "upload": _uploaded,
    "download": _downloaded,
    "job": _ran,
}
