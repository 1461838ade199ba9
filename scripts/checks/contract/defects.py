"""Shows that the contract tests notice: plants each defect of tests/contract/defects and asks what catches it.

For each defect the test that the table records runs first. If it passes, the tests run until the first of them fails,
cheapest first: the replay of the printed requests, the probes on known requests, the scopes, the permissions, canceled
jobs, bodies that are not allowed, values that are, bulk items, ids, the table of pairs, the links, the walk with
a model, then schemathesis with the probes. A test counts only if it fails twice. The table goes to
docs/contract-defects.md. Ends with 1 if a defect is caught by nothing, or if the sandbox without a defect is not clean.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from scripts.checks.contract.forks import Tests, with_tests
from scripts.tools.running import run
from tests.contract.defects import DEFECTS, Defect

ROOT = Path(__file__).parents[3]

TABLE = ROOT / "docs" / "contract-defects.md"
_KINDS = {
    "test_replay.py": "replay",
    "test_probes.py": "probes",
    "test_scopes.py": "scopes",
    "test_permissions.py": "permissions",
    "test_cancel.py": "cancel",
    "test_refusals.py": "refusals",
    "test_values.py": "values",
    "test_items.py": "items",
    "test_ids.py": "ids",
    "test_pairs.py": "pairs",
    "test_links.py": "links",
    "test_model.py": "model",
}
_FOUND = re.compile(r"^contract: (.*)$", re.MULTILINE)
_CUSTOM = re.compile(r"Custom check failed: `(\w+)`")


class Catch(NamedTuple):
    """What noticed a defect: the kind of test, and which one. An empty kind means nothing did."""

    defect: str
    kind: str
    which: str
    seconds: float


def catch(tests: Tests, defect: Defect, recorded: Catch) -> Catch:
    """Plant a defect, each time in a separate process, and find out what notices; the recorded test first."""
    started = time.perf_counter()
    kind, which = _recorded(tests, defect, recorded)
    if not kind:
        kind, which = _searched(tests, defect)
    return Catch(defect.name, kind, which, time.perf_counter() - started)


def _recorded(tests: Tests, defect: Defect, recorded: Catch) -> tuple[str, str]:
    """What the table records, if that still notices the defect."""
    files = [name for name, each in _KINDS.items() if each == recorded.kind]
    if files:
        noticed = tests.first_that_fails([f"{files[0]}::{recorded.which}"], defect)
        return (recorded.kind, recorded.which) if noticed else ("", "")
    return _schemathesis(defect) if recorded.kind else ("", "")


def _searched(tests: Tests, defect: Defect) -> tuple[str, str]:
    """The first test that fails, and fails again by itself: on a busy machine one may fail for another reason."""
    # Only what has to do with the resource that shows it; the walks, replays and pairs carry its name.
    words = (defect.tag.removeprefix("archived_"), "printed_changes", "printed_deletions") if defect.tag else ()
    for _ in range(3):
        found = tests.first_that_fails(tests.names(*words), defect)
        if not found:
            return _schemathesis(defect)
        if tests.first_that_fails([found], defect):
            return _named(found)
    return "", ""


def _clean(tests: Tests) -> tuple[str, str]:
    """What fails without a defect; empty as it should be."""
    found = tests.first_that_fails(tests.names(), None)
    return _named(found) if found else _schemathesis(None)


def _named(test: str) -> tuple[str, str]:
    file, _, which = test.partition("::")
    return _KINDS[file], which


def _schemathesis(defect: Defect | None) -> tuple[str, str]:
    command = [sys.executable, "-m", "scripts.checks.contract"]
    if defect:
        command += ["--defect", defect.name, *(("--tag", defect.tag) if defect.tag else ())]
    done = _run(command)
    if done.returncode == 0:
        return "", ""
    match = _FOUND.search(done.stderr)
    if match is None:
        raise RuntimeError(f"schemathesis did not run: {(done.stdout + done.stderr)[-2000:]}")
    said = match.group(1)
    probe = _CUSTOM.search(said)
    return ("fuzzed probe", probe.group(1)) if probe else ("schemathesis", said.partition(":")[0])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def kept(catches: list[Catch]) -> list[Catch]:
    """What was found, in its order of defects, with the table's word on those that were left out this time."""
    known = {each.defect: each for each in catches}
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.is_file() else []
    for line in lines:
        name, _, kind, which = ([each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1]] + [""] * 4)[:4]
        if name in DEFECTS and name not in known and kind != "**nothing**":
            known[name] = Catch(name, kind, which.strip("`").replace("\\|", "|"), 0)
    return [known.get(name, Catch(name, "", "", 0)) for name in DEFECTS]


def write(catches: list[Catch], seconds: float) -> None:
    """The table, for people."""
    caught = [each for each in catches if each.kind]
    kinds = sorted({each.kind for each in caught})
    counts = ", ".join(f"{sum(each.kind == kind for each in caught)} by {kind}" for kind in kinds)
    lines = [
        "# What the contract tests notice",
        "",
        "`make defects` writes this page; do not edit it. Each line is a defect that was planted",
        "into a running sandbox, with the test that failed. The one recorded here runs first; if it passes, those",
        "of the affected resource run, cheapest first; later ones might catch the defect too.",
        "",
        f"{len(caught)} of {len(catches)} defects caught: {counts}.",
        "",
        "| Kind | What it is |",
        "|---|---|",
        "| replay | every printed request gets the printed response (`test_replay.py`) |",
        "| probes | our own checks on requests that are known to succeed (`test_probes.py`) |",
        "| scopes | each operation needs its OAuth scopes (`test_scopes.py`) |",
        "| permissions | each operation needs the permissions of its page (`test_permissions.py`) |",
        "| cancel | a job that is canceled goes through the right statuses (`test_cancel.py`) |",
        "| refusals | a body that the specification does not allow is refused (`test_refusals.py`) |",
        "| values | what the specification allows is stored as sent, in either case (`test_values.py`) |",
        "| items | each item of a bulk request is checked like the first (`test_items.py`) |",
        "| ids | an id names a record of its own kind (`test_ids.py`) |",
        "| pairs | every status of every operation is provoked and fits the specification (`test_pairs.py`) |",
        "| links | every link of the specification can be followed (`test_links.py`) |",
        "| model | random walks, compared with a simple model (`test_model.py`) |",
        "| fuzzed probe | a probe within the schemathesis run (`probes/`) |",
        "| schemathesis | a check of schemathesis itself |",
        "",
        "| Defect | What is wrong | Caught by | Which |",
        "|---|---|---|---|",
    ]
    for each in catches:
        which = each.which.replace("|", "\\|")
        lines.append(f"| {each.defect} | {DEFECTS[each.defect].what} | {each.kind or '**nothing**'} | `{which}` |")
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"defects: {len(caught)} of {len(catches)} caught ({counts}) in {seconds:.0f} s; see {TABLE.relative_to(ROOT)}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Plant each defect and write down what catches it.")
    parser.add_argument("names", nargs="*", metavar="DEFECT", help="only these; the table keeps its word on the others")
    options = parser.parse_args()
    started = time.perf_counter()
    wanted = [DEFECTS[name] for name in options.names] or list(DEFECTS.values())
    catches: list[Catch] = []
    recorded = {each.defect: each for each in kept([])}

    def look(tests: Tests) -> None:
        tests.warm(tests.names("printed_request")[0])
        kind, which = _clean(tests)
        if kind:
            raise SystemExit(f"defects: the sandbox without a defect is not clean: {kind} {which}")
        for defect in wanted:
            caught = catch(tests, defect, recorded[defect.name])
            print(f"{caught.defect:34} {caught.seconds:5.1f} s  {caught.kind or 'NOTHING'}: {caught.which}", flush=True)
            catches.append(caught)

    with_tests(ROOT, list(_KINDS), look)
    write(kept(catches), time.perf_counter() - started)
    return 0 if all(each.kind for each in catches) else 1


if __name__ == "__main__":
    sys.exit(main())
