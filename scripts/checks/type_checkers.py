"""`make type-checkers`: run five type checkers on right and wrong user code, and write docs/type-checkers.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".integrations" / "type-checkers"
CODE = ROOT / "integrations" / "types"
PAGE = ROOT / "docs" / "type-checkers.md"
PYTHON = sys.executable
STRICT = '{"typeCheckingMode": "strict", "reportUnusedExpression": false, "pythonVersion": "3.11"}'
# Name, package and command line; each prints FILE:LINE in its own format.
CHECKERS = {
    "mypy --strict": ("mypy", ["mypy", "--strict", "--no-incremental", "--python-executable", PYTHON]),
    "pyright, strict": ("pyright", ["pyright", "--pythonpath", PYTHON, "-p", "."]),
    "basedpyright, strict": ("basedpyright", ["basedpyright", "--pythonpath", PYTHON, "-p", "."]),
    "ty": ("ty", ["ty", "check", "--python", PYTHON, "--output-format", "concise"]),
    "pyrefly": ("pyrefly", ["pyrefly", "check", "--python-interpreter-path", PYTHON, "--output-format", "min-text"]),
}  # fmt: skip
# The wrong lines that a checker misses. ty does not check keyword arguments that a TypedDict describes:
# from_env(timout=3).
GAPS = {"ty": {12}}


def main() -> int:
    """Run all checkers; 1 if one of them refuses right code or misses a mistake."""
    folder = PLACE / "bin"
    if not (folder / "python").exists():
        subprocess.run([PYTHON, "-m", "venv", str(PLACE)], check=True)  # noqa: S603
    packages = [package for package, _ in CHECKERS.values()]
    subprocess.run([folder / "python", "-m", "pip", "install", "--quiet", *packages], check=True)  # noqa: S603
    work = PLACE / "code"
    work.mkdir(exist_ok=True)
    for name in ("right.py", "wrong.py"):
        (work / name).write_text((CODE / name).read_text("utf-8"), "utf-8")
    (work / "pyrightconfig.json").write_text(STRICT, "utf-8")
    wrong = {number for number, line in enumerate((work / "wrong.py").read_text().splitlines(), 1) if "# wrong" in line}
    lines, bad = [], False
    for name, (package, command) in CHECKERS.items():
        arguments = command[1:] if command[-1] == "." else [*command[1:], "right.py", "wrong.py"]
        environ = os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
        done = subprocess.run(  # noqa: S603
            [folder / command[0], *arguments], cwd=work, capture_output=True, text=True, check=False, env=environ
        )
        found = re.findall(r"(right|wrong)\.py:(\d+)[:-].*?error", done.stdout + done.stderr, re.IGNORECASE)
        found += re.findall(r"ERROR .*?(right|wrong)\.py:(\d+)", done.stdout + done.stderr)
        refused = {int(line) for file, line in found if file == "right"}
        missed = wrong - {int(line) for file, line in found if file == "wrong"}
        bad |= bool(refused or missed - GAPS.get(name, set()))
        version = subprocess.run(  # noqa: S603
            [folder / "python", "-c", f"import importlib.metadata as m; print(m.version({package!r}))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        right_code = "accepted" if not refused else f"refused in lines {sorted(refused)}"
        mistakes = f"{len(wrong) - len(missed)} of {len(wrong)} found"
        lines.append(
            f"| {name} | {version} | {right_code} | {mistakes}{f', not in lines {sorted(missed)}' * bool(missed)} |"
        )
        print(lines[-1], flush=True)
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return int(bad)


HEAD = """# Type checkers

Written by `make type-checkers`: what five type checkers say of right user code (`integrations/types/right.py`) and of
one mistake a line (`wrong.py`): misspelt and missing arguments, wrong types, options, resources and attributes, a
forgotten `await`, a wrong `portfolio_type`, `output_type` or `auth`.

`portfolio_type` and `output_type` are typed as the documented values in upper or lower case, so that a typo is found
before anything runs. A variable needs one of the types `PortfolioType`, `QueryPortfolioType` and `OutputType` of
`addepar_api.facts`; a plain `str` is refused, for a checker cannot tell it from a typo. At run time any text is sent as
`portfolio_type`: for a value that is newer than this package use `typing.cast`.

| Checker | Version | Right code | Mistakes |
|---|---|---|---|
"""

if __name__ == "__main__":
    raise SystemExit(main())
