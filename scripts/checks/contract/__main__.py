"""`make contract`: holds the sandbox to openapi.yaml from outside, with schemathesis and our own checks.

Starts a fresh sandbox, runs all phases with a fixed seed and fails on any failure, error or warning, on an operation
that hardly ever succeeds, on a probe that never checked anything, and when too few of the links were followed.
With `--long` it runs many more cases without a seed (its number is printed, and `--seed` repeats a run).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from scripts.checks.contract.gate import failures, problems, summary
from scripts.tools.running import run

from addepar_contract import schemathesis_config

ROOT = Path(__file__).parents[3]

SEED = 20261121
EXAMPLES, LONG_EXAMPLES = 15, 250


class Run(NamedTuple):
    """One run of schemathesis: its JSON report (None if it did not end), our notes, and its output."""

    report: dict[str, Any] | None
    notes: dict[str, Any]
    output: str


def schemathesis(url: str, token: str, *options: str) -> Run:
    """Run schemathesis against the API root of a sandbox whose control routes take this token."""
    with tempfile.TemporaryDirectory(prefix="addepar-contract-") as folder:
        report, notes = Path(folder, "report.json"), Path(folder, "notes.json")
        paths = [str(ROOT), *(str(ROOT / each) for each in ("runtime", "generated", "overlays", "sandbox"))]
        environment = {
            **os.environ,
            "ADDEPAR_CONTRACT_URL": url,
            "ADDEPAR_SANDBOX_TOKEN": token,
            "ADDEPAR_CONTRACT_NOTES": str(notes),
            "PYTHONPATH": os.pathsep.join(paths),
            # Sets of text would otherwise be walked in another order in each run.
            "PYTHONHASHSEED": "0",
        }
        command = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
        command += ["--config-file", str(schemathesis_config()), "--no-color", "run"]
        command += [
            str(ROOT / "openapi.yaml"),
            "--url",
            url,
            "--report",
            "json",
            "--report-json-path",
            str(report),
            *options,
        ]
        # Outside the tree: schemathesis leaves a folder in the current directory.
        done = run(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Run(_read(report), _read(notes) or {}, done.stdout)


def _read(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the contract tests against a fresh sandbox.")
    parser.add_argument("--long", action="store_true", help=f"{LONG_EXAMPLES} examples per operation, random seed")
    parser.add_argument("--seed", type=int, help="repeat a run")
    parser.add_argument("--examples", type=int, help="examples per operation")
    parser.add_argument("--verbose", action="store_true", help="show all that schemathesis says")
    parser.add_argument("--tag", help="the operations of one resource only, without the gate on what was looked at")
    parser.add_argument("--defect", help="plant this defect of tests/contract/defects first")
    options = parser.parse_args()
    if options.defect:
        from tests.contract.defects import plant

        plant(options.defect)
    examples = options.examples or (LONG_EXAMPLES if options.long else EXAMPLES)
    arguments = ["--max-examples", str(examples)]
    if options.seed is not None or not options.long:
        arguments += ["--seed", str(options.seed if options.seed is not None else SEED)]
    if options.tag:
        arguments += ["--include-tag", options.tag, "--max-failures", "1"]

    from addepar_sandbox import Sandbox

    started = time.perf_counter()
    with Sandbox() as sandbox, sandbox.serve() as url:
        run = schemathesis(url, sandbox.control_token, *arguments)
    failed = failures(run.report) if options.tag else problems(run.report, run.notes)
    if options.verbose or failed:
        print(run.output)
    print(summary(run.report, run.notes, time.perf_counter() - started))
    for each in failed:
        print(f"contract: {each}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
