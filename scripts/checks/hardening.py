"""`make hardening`: runs tests/hardening/ for longer than `make test` does, and writes docs/hardening.md.

A test that passes records what it tried and what happened. If any test fails, the page is not written.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from scripts.tools import running

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "hardening.md"
SIDES = ("sync", "async", "CLI")

OPEN = (
    (
        "A process that is killed after the server has accepted its refresh token, and before it has stored the new"
        " one, loses both.",
        "A refresh token works once, and the new one is only in the response that was lost. The user must consent"
        " again; the error says so.",
    ),
    (
        "A snapshot whose creation got no response cannot be searched for: the API has no list of snapshots.",
        "`same_holding` compares one that is read by its id; otherwise, Addepar's own pages show it.",
    ),
    (
        "If another program changes a file in the last milliseconds of its upload, and the length stays the same, the"
        " change goes unnoticed.",
        "The clock of the file system is not finer, and the file is not read twice. Do not change a file while it is"
        " sent.",
    ),
    (
        "A budget shared through a file uses the system clock. If that is set forward, or back by more than a window,"
        " requests are sent too early.",
        "The server's 429 corrects this, and nothing is lost. A budget in memory does not depend on that clock.",
    ),
)


# Without years: its tests of packages and releases take long, and harden nothing at run time.
ROOMS = ("faults", "inputs", "kills", "security", "soak", "wire")
COUNTS = ROOT / "build" / "hardening"
"""What the tests of each folder counted when they last passed."""


def run(room: str, kills: int, fuzz: int, soak: int) -> None:
    """Run the tests of one folder, and keep what they counted; ends the program if one fails."""
    counts = COUNTS / f"{room}.jsonl"
    counts.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="addepar-hardening-") as folder:
        lines = Path(folder, "counts.jsonl")
        environ = {
            **os.environ,
            "ADDEPAR_HARDENING_COUNTS": str(lines),
            "ADDEPAR_KILLS": str(kills),
            "ADDEPAR_FUZZ": str(fuzz),
            "ADDEPAR_SOAK": str(soak),
            "ADDEPAR_PROOF": "1",
        }
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", f"tests/hardening/{room}"]
        if running.run(command, cwd=ROOT, env=environ, check=False).returncode:
            sys.exit(f"tests of {room} failed; docs/hardening.md is unchanged")
        COUNTS.mkdir(parents=True, exist_ok=True)
        counts.write_bytes(lines.read_bytes())


def page(lines: list[dict[str, Any]]) -> str:
    """The text of docs/hardening.md."""
    tried: Counter[str] = Counter()
    for line in lines:
        tried[line["part"]] += line["tried"]
    inputs = sum(count for part, count in tried.items() if part not in ("faults", "kills", "soak", "wire"))
    text = [
        "# Hardening",
        "",
        "`make hardening` writes this page from what its tests counted. If a test fails, the page is not written and",
        "stays unchanged.",
        "",
        "| | survived |",
        "|---|---|",
        f"| faults: a connection, disk, file or clock harmed during a call | {tried['faults']:,} |",
        f"| kills: a process killed with SIGKILL at a random point, and started again | {tried['kills']:,} |",
        f"| calls cut at a step, or answered by an erratic server; hostile framings | {tried['wire']:,} |",
        f"| inputs: hostile arguments, responses, names and archives | {inputs:,} |",
        f"| operations of 64 workers at once on a network that breaks | {tried['soak']:,} |",
        "",
        "Survived means: no wrong result, no incomplete file under a final name, nothing stored twice, nothing stored",
        "without an error that says it may be, and no undocumented exception.",
        "",
        "## Harmed connections",
        "",
        "A proxy between client and server damages the first connection of a call at a random byte: `reset`",
        "(RST), `truncate` (an orderly end), `stall` (silence, with a timeout of 0.15 s), `delay` (20 ms), `split`",
        "(bytes one by one), on the way `up` to the server or `down` from it. There are two retries. The table shows",
        "outcomes with their counts; `yet stored` means that the server stored it although the response was lost. For",
        "faults of the server see [the table of faults](client-faults.md).",
        "",
    ]
    text += _matrix([line for line in lines if line["part"] == "faults" and _of_network(line)])
    text += ["", "## Disks, files and clocks", ""]
    text += _matrix([line for line in lines if line["part"] == "faults" and not _of_network(line)])
    text += [
        "",
        "## Kills",
        "",
        "Each process counts its function calls and those that touch files and sockets, and sends itself SIGKILL at a",
        "random count. Then the same work is started again and its result is checked.",
        "",
        "| work | kills | outcomes |",
        "|---|---|---|",
    ]
    text += _rows(line for line in lines if line["part"] == "kills")
    text += [
        "",
        "## Soak",
        "",
        "Half of the workers are threads, half are tasks. At the end every object is accounted for, memory is the same",
        "as after two fifths of the time, no file, socket, thread or task is left, and no request exceeded the",
        "budget.",
        "",
        "| work | operations | outcomes |",
        "|---|---|---|",
    ]
    text += _rows(line for line in lines if line["part"] == "soak")
    text += [
        "",
        "## The wire",
        "",
        "Every response belongs to its call and every file is complete, whatever is cancelled, interrupted or framed",
        "maliciously. After each cut the same client continued, and nothing was left: no slot, thread, task, socket or",
        "file.",
        "",
        "| proof | calls | outcomes |",
        "|---|---|---|",
    ]
    text += _rows(line for line in lines if line["part"] == "wire")
    text += ["", "## Inputs", "", "| part | tried on | inputs |", "|---|---|---|"]
    kinds: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line["part"] not in ("faults", "kills", "soak", "wire"):
            kinds[line["part"], line["what"]] += line["tried"]
    text += [f"| {part} | {what} | {count:,} |" for (part, what), count in sorted(kinds.items())]
    text += ["", "## Open findings", ""]
    text += [f"- **{finding}** {reason}" for finding, reason in OPEN]
    return "\n".join(text) + "\n"


def _of_network(line: dict[str, Any]) -> bool:
    return bool(line["what"].split()[0] in ("reset", "truncate", "stall", "delay", "split"))


def _matrix(lines: list[dict[str, Any]]) -> list[str]:
    """A table: a row for each fault and kind of operation, a column for each side."""
    cells: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for line in lines:
        fault, _, kind = line["what"].partition(" | ")
        of_cell = cells.setdefault((fault, kind), {}).setdefault(line["side"], Counter())
        of_cell.update(line["outcomes"])
    rows = [f"| fault | operation | {' | '.join(SIDES)} |", "|" + "---|" * (2 + len(SIDES))]
    for (fault, kind), sides in sorted(cells.items()):
        rows.append(f"| {fault} | {kind} | {' | '.join(_counts(sides.get(side, {})) for side in SIDES)} |")
    return rows


def _rows(lines: Any) -> list[str]:
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        together[line["what"]].update(line["outcomes"])
    return [f"| {what} | {found.total():,} | {_counts(found)} |" for what, found in sorted(together.items())]


def _counts(outcomes: Any) -> str:
    ordered = sorted(outcomes.items(), key=lambda one: (-one[1], one[0]))
    return "; ".join(f"{name} ({count:,})" for name, count in ordered) or "not tried"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--fuzz", type=int, default=5)
    parser.add_argument("--soak", type=int, default=600)
    parser.add_argument("--only", nargs="*", choices=ROOMS, help="folders to run; the others keep their last counts")
    options = parser.parse_args()
    for room in options.only or ROOMS:
        run(room, options.kills, options.fuzz, options.soak)
    if missing := [room for room in ROOMS if not (COUNTS / f"{room}.jsonl").exists()]:
        sys.stdout.write(f"docs/hardening.md is unchanged: no counts yet for {', '.join(missing)}\n")
    else:
        counted = [line for room in ROOMS for line in (COUNTS / f"{room}.jsonl").read_text("utf-8").splitlines()]
        PAGE.write_text(page([json.loads(line) for line in counted]), "utf-8")
        sys.stdout.write(f"wrote {PAGE.relative_to(ROOT)}\n")
