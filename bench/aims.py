"""The goals: each line of the table, with what it is compared with and its limit."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Aim:
    """One line of the table.

    Attributes:
        key: the name of its row in the results.
        what: what is measured.
        against: what the figure is divided by; empty if the figure is absolute.
        most: the highest median that reaches the goal; None without a goal.
        unit: the unit of the figure; ``x`` for a ratio.
        why: shown if the goal is missed: the reason, and what would be needed.
    """

    key: str
    what: str
    against: str
    most: float | None
    unit: str = "x"
    why: str = ""

    def reached(self, row: dict[str, Any] | None) -> bool | None:
        """Whether the row reaches the goal; None without a goal or a measurement."""
        if self.most is None or row is None or row["value"] is None:
            return None
        return bool(row["value"]["median"] <= self.most)


PAGES = "100,000 positions in pages of 2,000"
FLOOR = "httpx and `json.loads`, page by page"
BUDGETED = (
    "5 % needs a poll each second up to 10 s, and then one after each tenth of the elapsed time. That is 57 polls in"
    " the first 15 minutes, and the firm has 50 requests for everything. Only a larger limit would help."
)
ATTRS = (
    "Of the processor time of httpx with its first call, attrs is 0.12, msgspec 0.07 and the client's own modules 0.18."
    " The goal cannot be reached as long as rows are attrs objects that msgspec fills."
)
RECORDS = (
    "Most of the time is decryption and the kernel's work, the same in both. The client adds one Python call for each"
    " record of 16 KiB. Rounds range from 0.75 to 1."
)
SIZE = (
    "The packages of this project are 1.6 MiB without bytecode: runtime, generated client, overlay, command, sandbox"
    " and contract tests are one wheel, because the sandbox and the command are part of what a user tries first."
)
PLAIN = (
    "Nearly all of the time is the kernel's work for both. Rounds range from 0.71 to 1.01, because other processes of"
    " the machine were running during some of them."
)
AIMS = (
    Aim("import", "`import addepar_client`", "`import httpx`", 1.15),
    Aim("import-client", "`from addepar_client import AddeparClient`", "`import httpx`", 1.10, why=ATTRS),
    Aim("first-call", "import, client and first call, over https", "the same with httpx", 1.15, why=ATTRS),
    Aim("help", "`addepar --help`", "`python -c pass`", 3.0),
    Aim("generate", "`make generate`", "", None, "s"),
    Aim("size", "installed, with dependencies, no extras", "", 4.0, "MiB", why=SIZE),
    Aim("small-get", "one small GET, typed, keep-alive", "httpx and `.json()`", 1.0),
    Aim("small-get-addepy", "the same over https", "addepy", 0.8),
    Aim("small-get-async", "the same, async", "async httpx and `.json()`", 1.0),
    Aim("list-some", f"processor time of {PAGES}: id, name and owner of each", FLOOR, 0.75),
    Aim("list-some-async", "the same, async", FLOOR, None),
    Aim("list-ten", "the same: ten fields of each, three of them dates", f"{FLOOR}; `fromisoformat`", 0.85),
    Aim("list-pandas", "the same into pandas", "httpx, `json.loads` and `pandas.json_normalize`", 0.8),
    Aim("list-arrow", "the same into Arrow", "httpx, `json.loads` and `pandas.json_normalize`", 0.8),
    Aim("list-memory", "the most memory that reading 50 pages adds", "one page by httpx and `json.loads`", 2.0),
    Aim("list-memory-flat", "the same", "reading 10 pages", 1.1),
    Aim("download-http", "1 GiB to disk, http", "`curl -o`", 0.8, why=PLAIN),
    Aim("download-https", "1 GiB to disk, https", "`curl -o`", 0.9, why=RECORDS),
    Aim("download-http-cpu", "processor time of the same, http", "`curl -o`", 0.8, why=PLAIN),
    Aim("download-https-cpu", "the same, https", "`curl -o`", 0.9, why=RECORDS),
    Aim("download-http-async", "1 GiB to disk, http, async", "`curl -o`", 1.0),
    Aim("download-https-async", "the same, https", "`curl -o`", 1.0),
    Aim("upload-http", "1 GiB from a file as multipart, http", "`curl -F`", 1.1),
    Aim("upload-https", "1 GiB from a file as multipart, https", "`curl -F`", 1.1),
    Aim("upload-http-async", "the same, http, async", "`curl -F`", 1.5),
    Aim("upload-https-async", "the same, https, async", "`curl -F`", 1.5),
    Aim("transfer-memory", "the most memory that a transfer of 1 GiB adds", "", 8.0, "MiB"),
    Aim("at-once", "640 downloads of 64 KiB to disk, 64 at a time, https", "the fastest peer", None),
    Aim("many-calls", "failures of 10,000 calls from 64 threads, and from 64 tasks", "", 0.0, ""),
    Aim("jobs-real", "delay until the end of a job of 2 s is noticed", "", 0.5, "s"),
    Aim(
        "jobs-simulated", "the same, as a share of the run time, over jobs of 2 s to 2 h, simulated clock", "", 5.0, "%"
    ),
    Aim("jobs-worst", "the same, for the worst job length", "", 5.0, "%", BUDGETED),
    Aim("budget-memory", "what the budget adds to a request: in memory", "", 20.0, "µs"),
    Aim("budget-sqlite", "the same, SQLite", "", None, "µs"),
    Aim("budget-redis", "the same, Redis", "", None, "µs"),
)
