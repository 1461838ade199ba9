#!/usr/bin/env python3
"""Run third-party tools on the specification, and record which of them accept it: docs/foreign-tools.md.

It needs Node, and Java for openapi-generator; the table says what is missing. The tools are installed in
.tools/foreign, and their output is in build/foreign. Whether the generated clients work against a server is not tested.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TOOLS, OUT = ROOT / ".tools" / "foreign", ROOT / "build" / "foreign"
SPEC, FORMS = ROOT / "openapi.yaml", ROOT / "build" / "spec"
NPM = ("openapi-typescript@7.13.0", "@hey-api/openapi-ts@0.95.0", "swagger-typescript-api@13.13.0", "typescript@5.9.3")
PIP = (
    "openapi-generator-cli==7.26.0",
    "datamodel-code-generator==0.89.0",
    "openapi-python-client==0.29.1",
    "pydantic>=2",
)
BIN, PYTHON = TOOLS / "node_modules" / ".bin", TOOLS / "venv" / "bin"
PLAIN = FORMS / "openapi.plain.json"
_TSC = (str(BIN / "tsc"), "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext")


class Tool(NamedTuple):
    """A tool, what it is given, the command that digests it, and the one that checks what came out."""

    name: str
    source: Path
    command: Sequence[str]
    check: Sequence[str] = ()
    needs: str = "node"


def tools() -> list[Tool]:
    every = [
        Tool(
            "Redocly lint, recommended-strict",
            SPEC,
            ("sh", "scripts/tools/redocly.sh", "lint", "--extends", "recommended-strict", "{in}"),
        ),
        Tool("openapi-spec-validator", SPEC, (sys.executable, "-m", "openapi_spec_validator", "{in}"), needs=""),
        Tool(
            "schemathesis",
            SPEC,
            (
                sys.executable,
                "-c",
                "import schemathesis; print(len(list(schemathesis.openapi.from_path('{in}').get_all_operations())))",
            ),
            needs="",
        ),
        Tool(
            "openapi-core",
            SPEC,
            (sys.executable, "-c", "from openapi_core import OpenAPI; OpenAPI.from_file_path('{in}')"),
            needs="",
        ),
        Tool(
            "openapi-typescript 7.13",
            SPEC,
            (str(BIN / "openapi-typescript"), "{in}", "-o", "{out}/schema.ts"),
            (*_TSC, "{out}/schema.ts"),
        ),
        Tool(
            "@hey-api/openapi-ts 0.95",
            SPEC,
            (str(BIN / "openapi-ts"), "-i", "{in}", "-o", "{out}"),
            (
                *_TSC,
                "--moduleResolution",
                "bundler",
                "--module",
                "esnext",
                "--lib",
                "es2022,dom,dom.iterable",
                "{out}/index.ts",
            ),
        ),
        Tool(
            "swagger-typescript-api 13",
            SPEC,
            (str(BIN / "swagger-typescript-api"), "generate", "-p", "{in}", "-o", "{out}"),
            (*_TSC, "--lib", "es2022,dom,dom.iterable", "{out}/Api.ts"),
        ),
        Tool(
            "datamodel-code-generator 0.89",
            SPEC,
            (
                str(PYTHON / "datamodel-codegen"),
                "--input",
                "{in}",
                "--input-file-type",
                "openapi",
                "--output",
                "{out}/models.py",
                "--output-model-type",
                "pydantic_v2.BaseModel",
            ),
            (str(PYTHON / "python"), "{out}/models.py"),
            "",
        ),
        Tool(
            "openapi-python-client 0.29, no templates",
            SPEC,
            (
                str(PYTHON / "openapi-python-client"),
                "generate",
                "--path",
                "{in}",
                "--meta",
                "none",
                "--output-path",
                "{out}/client",
                "--overwrite",
            ),
            (str(PYTHON / "python"), "-m", "compileall", "-q", "{out}/client"),
            "",
        ),
    ]
    for target in ("python", "java", "go", "typescript-axios", "typescript-fetch"):
        for source in (SPEC, PLAIN):
            command = (str(PYTHON / "openapi-generator-cli"), "generate", "-i", "{in}", "-g", target, "-o", "{out}")
            check: tuple[str, ...] = ()
            if target == "python":
                check = (str(PYTHON / "python"), "-m", "compileall", "-q", "{out}/openapi_client")
            if target == "typescript-fetch":
                check = (
                    *_TSC,
                    "--moduleResolution",
                    "bundler",
                    "--module",
                    "esnext",
                    "--lib",
                    "es2022,dom,dom.iterable",
                    "{out}/index.ts",
                )
            every.append(Tool(f"openapi-generator 7.26, {target}", source, command, check, "java"))
    return every


def install() -> None:
    """Put the pinned tools into .tools/foreign."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    if shutil.which("npm"):
        _run(("npm", "install", "--prefix", str(TOOLS), "--no-audit", "--no-fund", "--loglevel=error", *NPM))
    if not PYTHON.exists():
        _run((sys.executable, "-m", "venv", str(PYTHON.parent)))
    _run((str(PYTHON / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PIP))


def _run(command: Sequence[str], seconds: float = 300) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds)  # noqa: S603


def row(number: int, tool: Tool) -> tuple[str, ...]:
    """The line of a tool: its name, the form, whether it digests that, and whether the result compiles."""
    shown = tool.source.name
    if tool.needs and not shutil.which(tool.needs):
        return tool.name, shown, f"not tried: no {tool.needs}", ""
    out = OUT / str(number)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    answers = []
    for command in filter(None, (tool.command, tool.check)):
        filled = [word.replace("{in}", str(tool.source)).replace("{out}", str(out)) for word in command]
        done = _run(filled)
        errors = sum("error" in line.lower() for line in (done.stdout + done.stderr).splitlines())
        answers.append("yes" if done.returncode == 0 else f"no, {errors} lines of errors")
        if done.returncode:
            break
    return tool.name, shown, answers[0], answers[1] if len(answers) > 1 else "" if tool.check else "not checked"


def main() -> int:
    install()
    _run((sys.executable, "-m", "scripts.spec", "--no-postman"))
    rows = []
    for number, tool in enumerate(tools()):
        rows.append(row(number, tool))
        print(" | ".join(rows[-1]), flush=True)
    lines = ["| tool | form | digests it | what it writes compiles |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(each)} |" for each in rows]
    head = __doc__.partition("\n\n")[2].strip() if __doc__ else ""
    text = (
        f"# Third-party tools\n\n`make tools` writes this page. {' '.join(head.split())}\n\n" + "\n".join(lines) + "\n"
    )
    (ROOT / "docs" / "foreign-tools.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
