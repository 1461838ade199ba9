"""What somebody without a checkout has: the suite against a sandbox at an address, and a configuration for `st run`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from addepar_contract import schemathesis_config
from addepar_contract.calls.calling import OPERATIONS
from addepar_contract.calls.target import NotASandbox, Target
from addepar_sandbox import Sandbox, openapi_path

# The plugins of others take longer to import than the suite to run.
SUITE = [*(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:anyio")]
SUITE += ["--pyargs", "addepar_contract.suite"]


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Pytest in an empty folder, as in another project."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("ADDEPAR_", "PYTEST_"))}
    return subprocess.run(  # noqa: S603
        [*SUITE, *arguments],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_suite_runs_against_an_address(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.add_entity("4711")
    done = run(
        tmp_path,
        *("--addepar-url", str(sandbox.url), "-k", "archived_files_list or printed_deletions"),
        ADDEPAR_SANDBOX_TOKEN=sandbox.control_token,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    operations = {entry.operation for entry in sandbox.journal.calls()}
    assert operations == set(), "after the run the default data are back, and nothing is remembered"


def test_the_suite_finds_what_is_wrong(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addepar_sandbox.handlers.files.handlers.readable", lambda identity, row: True)
    done = run(
        tmp_path,
        "--addepar-url",
        str(sandbox.url),
        "--addepar-token",
        sandbox.control_token,
        "-k",
        "probes and files_list",
    )
    assert done.returncode == 1
    assert "limited_users_see_their_part" in done.stdout


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_wrong_token_is_named_and_nothing_is_tried(sandbox: Sandbox, tmp_path: Path, token: str) -> None:
    done = run(tmp_path, "--addepar-url", str(sandbox.url), *(["--addepar-token", token] if token else []))
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "the control token was refused. Set --addepar-token or ADDEPAR_SANDBOX_TOKEN" in done.stdout + done.stderr
    assert sandbox.journal.calls() == []


def test_what_has_no_control_routes_is_left_alone(sandbox: Sandbox) -> None:
    assert sandbox.url is not None
    there_is_none = r"returned 404.*`addepar drift` checks a real environment"
    with Target(sandbox.url, sandbox.control_token) as target, pytest.raises(NotASandbox, match=there_is_none):
        target._control("/a-route-that-nothing-has")


def test_resources_get_known_ids(sandbox: Sandbox) -> None:
    assert sandbox.url is not None
    with Target(sandbox.url, sandbox.control_token) as target:
        target.start_ids_at("files", 123)
        assert target.caller.call("files_get", "123").status_code == 404
        target.reset()
        assert target.caller.call("files_get", "123").status_code == 200
    assert sandbox.add_file("a.txt", b"a") == "1112"


@pytest.mark.parametrize(
    ("kind", "first", "problem"), [("users", 7, "kind: "), ("files", 0, "first: "), ("jobs", "x", "first: ")]
)
def test_ids_that_make_no_sense_are_named(sandbox: Sandbox, kind: str, first: int, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        sandbox.start_ids_at(kind, first)


def test_the_paths_lead_to_files() -> None:
    assert openapi_path().is_file()
    assert Path(said("--schemathesis-config").strip()) == schemathesis_config()
    assert schemathesis_config().is_file()


def test_without_an_argument_the_package_says_what_it_is_for() -> None:
    for way in ("addepar drift", "--pyargs addepar_contract.suite --addepar-url", "--schemathesis-config"):
        assert way in said()


def said(*arguments: str) -> str:
    """What `python -m addepar_contract` prints."""
    command = [sys.executable, "-m", "addepar_contract", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_schemathesis_judges_what_a_sandbox_serves(sandbox: Sandbox, tmp_path: Path) -> None:
    """One resource of it, with the specification from the sandbox itself.

    `make contract` runs all resources, and the stateful phase.
    """
    origin = str(sandbox.url).removesuffix("/api")
    command = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
    command += ["--config-file", str(schemathesis_config()), "--no-color", "run", f"{origin}/_sandbox/openapi.json"]
    command += ["--include-tag", "archived_files", "--max-examples", "3", "--seed", "1"]
    command += ["--phases", "examples,coverage,fuzzing"]
    environment = {**os.environ, "ADDEPAR_SANDBOX_TOKEN": sandbox.control_token}
    for name in ("ADDEPAR_CONTRACT_URL", "ADDEPAR_CONTRACT_NOTES"):
        environment.pop(name, None)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert f"3 selected / {len(OPERATIONS)} total" in done.stdout
