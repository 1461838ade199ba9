"""What pyproject.toml promises: each Python (`make test-matrix`) and the lowest versions (`make test-lowest`).

Every session has an environment of its own in .nox, and hands further arguments to pytest. pip installs, so that an
index that pip is set up with is used.
"""

import re
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
TEST_TOOLS = nox.project.dependency_groups(PROJECT, "test")
BUILD_TOOLS = [*PROJECT["build-system"]["requires"], "editables"]
UV = "uv==0.13.9"
TESTS = ["-q", "-n", "2", "--dist", "loadgroup", "tests/client", "tests/cli", "tests/sandbox"]

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"


def tested(session: nox.Session, constraints: str, tools: list[str]) -> None:
    """Install the package with all extras within these constraints, and test it."""
    session.install("-c", constraints, *tools, *BUILD_TOOLS)
    session.install("-c", constraints, "--no-build-isolation", "-e", ".[all]")
    session.run("python", "-m", "pytest", *(session.posargs or TESTS))


@nox.session(python=nox.project.python_versions(PROJECT))
def python(session: nox.Session) -> None:
    """The tests on this Python, with the versions of requirements-dev.txt."""
    tested(session, "requirements-dev.txt", TEST_TOOLS)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests with the lowest version of each dependency that pyproject.toml allows."""
    session.install(UV)
    pins = Path(session.create_tmp(), "lowest.txt").resolve()
    resolve = ["uv", "pip", "compile", "--quiet", "--no-config", "--no-emit-index-url", "--strip-extras"]
    session.run(*resolve, "--resolution", "lowest-direct", "--all-extras", "-o", str(pins), "pyproject.toml")
    # The extra `contract` has pytest too: the version of the test group must not get in the way of its lowest one.
    tested(session, str(pins), [re.split("[<>=]", tool)[0] for tool in TEST_TOOLS])
