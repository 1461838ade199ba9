"""Run third-party tools on the specification, and record what works: docs/guides/specification.md.

For each tool it records whether the tool reads the specification, whether its output compiles, and whether a program
that uses it can list, filter, upload, download and run a job against a sandbox. The sandbox's journal is the proof. It
needs Node, and Java for openapi-generator; the table says which tools could not be tried. Tools are installed in
.tools/foreign, and their output is in build/foreign.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from scripts.spec.foreign.building import PATH, build, run, type_checked
from scripts.spec.foreign.tools import BIN, CORE, FORMS, NPM, OUT, PIP, PLACE, PYTHON, ROOT, TOOLS, Tool
from scripts.spec.foreign.witness import TASKS, run_tasks

PAGE = ROOT / "docs" / "guides" / "specification.md"
BEGIN, END = "<!-- written by make tools -->\n", "<!-- end of what make tools writes -->"
HEAD = (
    "Tool",
    "Form",
    "Reads it",
    "Compiles",
    "List",
    "Statuses",
    "Upload",
    "Download",
    "Job",
    "Set, or reason",
    "Tried",
)


def install() -> None:
    """Install the pinned tools in .tools/foreign; raises CalledProcessError if pip fails."""
    wanted = "\n".join((*NPM, *PIP))
    mark = PLACE / "versions"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    PLACE.mkdir(parents=True, exist_ok=True)
    if shutil.which("npm"):
        options = ("--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
        run(("npm", "install", "--prefix", str(PLACE), *options, *NPM))
    if not Path(PYTHON).exists():
        run((sys.executable, "-m", "venv", str(BIN.parent)))
    run((PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PIP)).check_returncode()
    mark.write_text(wanted, encoding="utf-8")


def row(tool: Tool) -> tuple[str, ...]:
    """Try a tool, and return its line of the table."""
    if tool.needs and not shutil.which(tool.needs, path=PATH):
        return tool.name, tool.form, f"not tried: no {tool.needs}", *[""] * 6, tool.hint
    out = OUT / re.sub(r"\W+", "-", tool.name)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    source = ROOT / CORE if tool.form == CORE else FORMS / tool.form
    variables = {"ADDEPAR_SPECIFICATION": str(source), "ADDEPAR_OUTPUT": str(out)}
    if tool.digest:
        names = {"{in}": str(source), "{out}": str(out), "{redocly}": str(_redocly())}
        command = [re.sub(r"\{\w+\}", lambda found: names[found[0]], word) for word in tool.digest]
        done = run(command, cwd=PLACE, **variables)
        if done.returncode:
            (out / "log").write_text(done.stdout + done.stderr, encoding="utf-8")
            return tool.name, tool.form, "no", *[""] * 6, tool.hint
    # Checked before the program of this repository adds its own files.
    wrote = any(out.iterdir())
    if not tool.program:
        compiles = ("no" if type_checked(out, *tool.compile) else "yes") if tool.compile else ""
        return tool.name, tool.form, "yes", compiles, *[""] * 5, tool.hint
    built = build(tool, out)
    if built.problem:
        print(f"  {built.problem}", flush=True)
        return tool.name, tool.form, "yes", "no", *[""] * 5, tool.hint
    judged = run_tasks(built.command, {**variables, **built.environment, "PATH": PATH})
    for task, verdict in judged.items():
        if verdict != "yes":
            print(f"  {task}: {verdict}", flush=True)
    shown = [judged[task].partition(":")[0] for task in TASKS]
    return tool.name, tool.form, "yes" if "yes" in shown else "no", "yes" if wrote else "", *shown, tool.hint


def _redocly() -> Path:
    return next((ROOT / "scripts").rglob("redocly.sh"))


def written(rows: list[tuple[str, ...]], text: str, day: date) -> str:
    """The page with the new table; tools that were not tried this time keep their lines and dates."""
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    known = {line.split(" | ")[0].removeprefix("| "): line for line in old.splitlines() if line.startswith("| ")}
    known |= {each[0]: "| " + " | ".join((*each, day.isoformat())) + " |" for each in rows}
    lines = [known[tool.name] for tool in TOOLS if tool.name in known]
    tried = [line for tool in TOOLS if tool.program and (line := known.get(tool.name))]
    cells = [line.split(" | ") for line in tried]
    reads = sum(each[2] == "yes" for each in cells)
    able = sum(each[4:9] == ["yes"] * 5 for each in cells)
    summary = f"{reads} of {len(tried)} tools that send requests read it; {able} do all five tasks.\n"
    table = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD), *lines]
    return f"{before}{BEGIN}{summary}\n" + "\n".join(table) + f"\n\n{END}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Run third-party tools on the specification.")
    parser.add_argument("only", nargs="*", metavar="WORD", help="only tools whose name contains one of these words")
    only = parser.parse_args().only
    install()
    # The Postman collection needs Node.
    options = [] if shutil.which("npm") else ["--no-postman"]
    subprocess.run((sys.executable, "-m", "scripts.spec", *options), cwd=ROOT, check=True)  # noqa: S603
    rows = []
    for tool in TOOLS:
        if only and not any(word in tool.name for word in only):
            continue
        rows.append(row(tool))
        print(" | ".join(rows[-1]), flush=True)
    PAGE.write_text(written(rows, PAGE.read_text(encoding="utf-8"), datetime.now(UTC).date()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
