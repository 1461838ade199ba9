"""Runs the client's tests on each Python from 3.11 on that this machine has, and says which it has not.

Environments are .tools/python3.x; arguments are handed to pytest. An interpreter is looked for by name and in pyenv.
"""

import shutil
import sys
from pathlib import Path

from running import run

ROOT = Path(__file__).parents[1]
_VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
_TESTING = ("pytest", "pytest-xdist", "hypothesis", "trustme", "openapi-core", "ruamel.yaml", "hatchling", "editables")


def interpreter(version: str) -> str | None:
    """A program that is this Python, or None."""
    installed = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    for candidate in [*map(str, installed), shutil.which(f"python{version}")]:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        if candidate:
            ran = run([candidate, "-c", code], capture_output=True, text=True, check=False)
            if ran.stdout.strip() == version:
                return candidate
    return None


def tested(version: str, python: str) -> int:
    """Install the package with its extras, and test it; gives the exit code."""
    folder = ROOT / ".tools" / f"python{version}"
    inside = folder / "bin" / "python"
    if not inside.exists():
        run([python, "-m", "venv", str(folder)], check=True)
    pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "-c", str(ROOT / "requirements-dev.txt"), *_TESTING], check=True)
    with_pins = ["-c", str(ROOT / "requirements-dev.txt"), "--no-build-isolation", "-e", f"{ROOT}[all]"]
    run([*pip, *with_pins], check=True)
    told = sys.argv[1:] or ["tests/client", "-n", "2", "--dist", "loadgroup", "-q"]
    return run([str(inside), "-m", "pytest", *told], cwd=ROOT, check=False).returncode


def main() -> None:
    outcomes = {}
    for version in _VERSIONS:
        python = interpreter(version)
        if python is None:
            outcomes[version] = "SKIPPED: not on this machine"
        else:
            outcomes[version] = "passed" if tested(version, python) == 0 else "FAILED"
    print("\n".join(f"Python {version}: {outcome}" for version, outcome in outcomes.items()))
    raise SystemExit("FAILED" in outcomes.values())


if __name__ == "__main__":
    main()
