"""`make integrations`: run each framework's test in a separate environment, and record the result.

The environments are kept in .integrations, so that a second run is fast. ONLY="sentry celery" runs only these two; the
others keep their lines in docs/integrations.md.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".integrations"
RESULTS = ROOT / "integrations" / "results.json"
PAGE = ROOT / "docs" / "integrations.md"


class Framework(NamedTuple):
    """One environment: what pip installs, the test, and what the test does."""

    name: str
    packages: str
    test: str
    what: str


FRAMEWORKS = [
    Framework(**each)
    for each in tomllib.loads((ROOT / "integrations" / "frameworks.toml").read_text("utf-8"))["frameworks"]
]


def main() -> int:
    """Run the tests of the chosen frameworks; 1 if one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="names of frameworks")
    only = parser.parse_args().only
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    failed = False
    for framework in FRAMEWORKS:
        if only and framework.name not in only:
            continue
        results[framework.name] = outcome = tried(framework)
        failed |= not re.fullmatch(r"\d+ passed(, \d+ warnings?)?", outcome["result"])
        print(f"{framework.name} {outcome['version']}: {outcome['result']}", flush=True)
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    PAGE.write_text(page(results), "utf-8")
    return int(failed)


def tried(framework: Framework) -> dict[str, str]:
    """Install a framework and run its test; returns the versions, the date and the result."""
    run_on = {"python": platform.python_version(), "date": f"{date.today():%Y-%m-%d}"}
    environment = PLACE / framework.name.replace(" ", "-")
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", str(environment)])
    packages = [f"{ROOT}[sandbox,redis]", "pytest", *framework.packages.split()]
    # Not editable: pip 23 then finds no addepar-client for addepar-airflow, which depends on it.
    installed = run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
    if installed.returncode:
        (environment / "pytest.log").write_text(installed.stdout + installed.stderr, "utf-8")
        return {"version": "?", "result": "failed: pip could not install it", **run_on}
    asked = framework.packages.split()[0].partition("<")[0]
    code = f"import importlib.metadata, sys; print(importlib.metadata.version({asked!r}))"
    version = run([str(python), "-c", code]).stdout.strip()
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={ROOT / 'integrations'}"]
    done = run([*command, f"--confcutdir={ROOT / 'integrations'}", str(ROOT / "integrations" / framework.test)])
    (environment / "pytest.log").write_text(done.stdout + done.stderr, "utf-8")
    summary = re.findall(r"^(\d+ (?:passed|failed|skipped|error).*?) in ", done.stdout, re.MULTILINE)
    result = summary[-1] if summary else "failed: no test ran"
    if done.returncode and "failed" not in result:
        result = f"failed: {result}"
    return {"version": version, "result": result, **run_on}


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a program without the variables of this environment that would affect it."""
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTEST_ADDOPTS")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, cwd=ROOT / "integrations")  # noqa: S603


def page(results: dict[str, dict[str, str]]) -> str:
    """The page with the table."""
    lines = [
        "# Integrations that were tried",
        "",
        "Written by `make integrations`. Each framework is installed in a separate environment; its test in",
        "`integrations/` runs against the sandbox, whose journal is the witness. The code of the schedulers is that of",
        "[the guide](guides/schedulers.md).",
        "",
        "| Framework | Version | What is run | Tests | Last run |",
        "|---|---|---|---|---|",
    ]
    for framework in FRAMEWORKS:
        if (outcome := results.get(framework.name)) is not None:
            when = f"{outcome['date']}, Python {outcome['python']}"
            cells = [framework.name, outcome["version"], framework.what, outcome["result"], when]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
