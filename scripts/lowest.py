"""Runs the client's tests with the oldest version of each dependency that pyproject.toml allows.

The environment is .tools/lowest, beside the usual one; everything else in it is as in requirements-dev.txt. Arguments
are handed to pytest.
"""

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from running import run

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / ".tools" / "lowest"
_TESTING = ("pytest", "pytest-xdist", "hypothesis", "trustme", "openapi-core", "hatchling", "editables")


def lowest() -> dict[str, str]:
    """Each direct dependency, of any extra, with the version that its lower bound names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    found = {}
    for line in [*project["dependencies"], *(one for extra in extras for one in extra)]:
        requirement = Requirement(line)
        if requirement.name == project["name"]:
            continue
        bounds = [one.version for one in requirement.specifier if one.operator in (">=", "==", "~=")]
        if not bounds:
            raise SystemExit(f"pyproject.toml: {line!r} has no lower bound, so nobody knows whether it works")
        found[canonicalize_name(requirement.name)] = bounds[0]
    return found


def main() -> None:
    pins = lowest()
    usual = (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()
    others = [line for line in usual if "==" in line and canonicalize_name(line.partition("==")[0]) not in pins]
    constraints = ENVIRONMENT.with_suffix(".txt")
    constraints.parent.mkdir(exist_ok=True)
    constraints.write_text(
        "\n".join([*(f"{name}=={version}" for name, version in pins.items()), *others]) + "\n", "utf-8"
    )
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", str(constraints)]
    run([*pip, *_TESTING, *pins], check=True)
    run([*pip, "--no-build-isolation", "--no-deps", "-e", str(ROOT)], check=True)
    print("lowest:", ", ".join(f"{name} {version}" for name, version in pins.items()))
    raise SystemExit(run([str(python), "-m", "pytest", *(sys.argv[1:] or ["tests/client"])], cwd=ROOT).returncode)


if __name__ == "__main__":
    main()
