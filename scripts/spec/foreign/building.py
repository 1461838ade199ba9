"""Makes a program that can be run of what a tool wrote and a file of programs/: in TypeScript, Python, Java or Go."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.spec.foreign.tools import BIN, NODE, PLACE, PROGRAMS, PYTHON, ROOT, Tool

PATH = os.pathsep.join((str(BIN), str(NODE), os.environ.get("PATH", "")))
# What the generated Java imports in addition to Jackson, which is in the generator's own jar; and the generated Go.
JARS = ("libhttpmime-java", "libhttpclient-java", "libhttpcore-java", "libjakarta-annotation-api-java")
JARS += ("libcommons-logging-java",)
GO_SOURCES = ("golang-golang-x-oauth2-dev", "golang-golang-x-net-dev")


class Built(NamedTuple):
    """What to run, with which variables; `problem` is the first line of the compiler if it does not compile."""

    command: tuple[str, ...] = ()
    environment: dict[str, str] = {}  # noqa: RUF012 - a tuple's default, never changed
    problem: str = ""


def run(command: Sequence[str], cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": PATH, **more}
    return subprocess.run(  # noqa: S603 - the pinned tools
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def build(tool: Tool, out: Path) -> Built:
    """The program of a tool; what the tool wrote is in `out`."""
    kind = Path(tool.program).suffix
    return {".ts": _typescript, ".mjs": _javascript, ".py": _python, ".java": _java, ".go": _go}[kind](tool, out)


def type_checked(out: Path, *files: str | Path) -> str:
    """The first error of TypeScript in strict mode, or ""."""
    options = {
        "noEmit": True,
        "strict": True,
        "skipLibCheck": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2023", "dom", "dom.iterable"],
        "types": ["node"],
        "typeRoots": [str(PLACE / "node_modules/@types")],
        "paths": {
            "addepar": ["./index.ts"],
            "addepar/*": ["./*"],
            "*": [str(PLACE / "node_modules/*"), str(PLACE / "node_modules/@types/*")],
        },
    }
    settings = {"compilerOptions": options, "files": [str(each) for each in files]}
    (out / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = run((str(NODE / "tsc"), "-p", str(out)))
    return "" if done.returncode == 0 else done.stdout.partition("\n")[0]


def _typescript(tool: Tool, out: Path) -> Built:
    problem = type_checked(out, PROGRAMS / tool.program)
    return Built(problem=problem) if problem else _bundled(tool, out, "--packages=bundle")


def _javascript(tool: Tool, out: Path) -> Built:
    # What is installed is left where it is: some of it reads files in its own folder.
    return _bundled(tool, out, "--packages=external")


def _bundled(tool: Tool, out: Path, packages: str) -> Built:
    # Below .tools, so that imports find what npm installed there.
    program = PLACE / "programs" / f"{Path(tool.program).stem}.mjs"
    banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);'
    command = [str(NODE / "esbuild"), str(PROGRAMS / tool.program), "--bundle", "--platform=node", "--format=esm"]
    command += [packages, f"--outfile={program}", "--log-level=error"]
    if (out / "tsconfig.json").exists():
        command += [f"--tsconfig={out / 'tsconfig.json'}", f"--banner:js={banner}"]
    done = run(command, NODE_PATH=str(PLACE / "node_modules"))
    prism = PLACE / "node_modules/@stoplight/prism-cli/dist/index.js"
    return Built(("node", str(program)), {"PRISM": str(prism)}, done.stderr.strip().partition("\n")[0])


def _python(tool: Tool, out: Path) -> Built:
    done = run((PYTHON, "-m", "compileall", "-q", str(out)))
    path = os.pathsep.join((str(out), str(PROGRAMS)))
    return Built((PYTHON, str(PROGRAMS / tool.program)), {"PYTHONPATH": path}, done.stdout.strip().partition("\n")[0])


def _java(tool: Tool, out: Path) -> Built:
    jars = [str(next((BIN.parent / "lib").glob("python*/site-packages/openapi_generator_cli/openapi-generator.jar")))]
    jars += [str(each) for each in (_debian(JARS) / "usr/share/java").glob("*.jar") if not each.is_symlink()]
    classes = out / "classes"
    sources = [str(each) for each in (out / "src/main").rglob("*.java")]
    path = os.pathsep.join(jars)
    done = run(("javac", "-nowarn", "-cp", path, "-d", str(classes), *sources, str(PROGRAMS / tool.program)))
    problem = "" if done.returncode == 0 else done.stderr.partition("\n")[0]
    return Built(("java", "-cp", os.pathsep.join((str(classes), path)), Path(tool.program).stem), {}, problem)


def _go(tool: Tool, out: Path) -> Built:
    shutil.rmtree(out / "test")
    (out / "go.sum").unlink(missing_ok=True)
    (out / "program").mkdir()
    shutil.copy(PROGRAMS / tool.program, out / "program" / "main.go")
    settings = {"GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
    if run(("go", "mod", "tidy"), cwd=out, **settings).returncode:
        _go_from_debian(out)
    done = run(("go", "build", "-o", "program.bin", "./program"), cwd=out, **settings)
    problem = "" if done.returncode == 0 else done.stderr.strip().rpartition("\n")[2]
    return Built((str(out / "program.bin"),), {}, problem)


def _go_from_debian(out: Path) -> None:
    """Without the module proxy: the two modules that the generated client needs, from Debian's packages."""
    sources = _debian(GO_SOURCES) / "usr/share/gocode/src/golang.org/x"
    lines = ["module github.com/GIT_USER_ID/GIT_REPO_ID", "go 1.23"]
    for name, needs in (("net", ""), ("oauth2", "require golang.org/x/net v0.0.0")):
        shutil.copytree(sources / name, out / "debian" / name, dirs_exist_ok=True)
        (out / "debian" / name / "go.mod").write_text(f"module golang.org/x/{name}\n{needs}\n", encoding="utf-8")
        (out / "debian" / name / "go.sum").unlink(missing_ok=True)
        lines += [f"require golang.org/x/{name} v0.0.0", f"replace golang.org/x/{name} => ./debian/{name}"]
    (out / "go.mod").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _debian(packages: Sequence[str]) -> Path:
    """The contents of Debian's packages, below .tools and not installed; FileNotFoundError if they cannot be had."""
    place = PLACE / "debian" / packages[0]
    if not (place / "usr").exists():
        place.mkdir(parents=True, exist_ok=True)
        run(("apt-get", "download", *packages), cwd=place)
        for package in place.glob("*.deb"):
            run(("dpkg-deb", "-x", str(package), str(place)))
    if not (place / "usr").exists():
        raise FileNotFoundError(f"no {packages[0]}: this is not Debian, or apt-get update was not run")
    return place
