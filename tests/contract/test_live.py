"""The comparison with a real environment, tried against the sandbox: what it asks, what it refuses, what it reports."""

import os
import subprocess
import sys

import pytest
from tests.spec.walk import ROOT

from addepar_sandbox import Sandbox, Window

CREDENTIALS = {"ADDEPAR_FIRM_ID": "1", "ADDEPAR_KEY": "sandbox", "ADDEPAR_SECRET": "sandbox"}


def live(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("ADDEPAR_")}
    command = [sys.executable, str(ROOT / "scripts" / "contract_live.py"), *arguments]
    return subprocess.run(  # noqa: S603
        command, env={**kept, **CREDENTIALS, **variables}, capture_output=True, text=True, check=False
    )


def against(sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert sandbox.url is not None
    return live("--base-url", sandbox.url, *arguments)


def test_reads_only_and_finds_nothing_in_the_sandbox(sandbox: Sandbox) -> None:
    done = against(sandbox, "--snapshot", "37483253353524")
    assert done.returncode == 0, done.stdout + done.stderr
    calls = sandbox.journal.calls()
    assert {entry.method for entry in calls} == {"GET"}
    assert 25 < len(calls) <= 40
    assert len({entry.operation for entry in calls}) > 20
    assert "at most 40 requests (GET only)" in done.stdout.splitlines()[0]
    assert "nothing that openapi.yaml does not know" in done.stdout


def test_reports_what_is_not_known(sandbox: Sandbox) -> None:
    sandbox.fail("unknown_enum", "generated_reports_get")
    sandbox.fail("extra_field", "files_get")
    sandbox.fail("status", "positions_get", status=418)
    sandbox.fail("html", "archived_files_get", status=200)
    done = against(sandbox)
    assert done.returncode == 1
    assert {line for line in done.stdout.splitlines() if line.startswith("drift: ")} == {
        "drift: generated_reports_get 200: the value 'Something New' of data.attributes.status is not known",
        "drift: generated_reports_get 200: the value 'Something New' of data.attributes.job_type is not known",
        "drift: files_get 200: the member data.attributes.surprise (array) is not known",
        "drift: files_get 200: the member data.surprise (number) is not known",
        "drift: files_get 200: the member surprise (object) is not known",
        "drift: positions_get 418: the status is not known",
        "drift: archived_files_get 200: the media type text/html is not known",
    }


def test_shows_neither_data_nor_credentials(sandbox: Sandbox) -> None:
    sandbox.fail("extra_field", "files_list", times=None)
    done = against(sandbox)
    for word in ("Sample.pdf", "sandbox:sandbox", "c2FuZGJveDpzYW5kYm94", "Tony Stark"):
        assert word not in done.stdout + done.stderr


def test_keeps_to_its_number_of_requests(sandbox: Sandbox) -> None:
    assert against(sandbox, "--requests", "7").returncode == 0
    assert len(sandbox.journal.calls()) == 7


def test_stops_at_the_first_429(sandbox: Sandbox) -> None:
    sandbox.limits.set((Window(3, 900),))
    done = against(sandbox)
    assert done.returncode == 1
    assert len(sandbox.journal.calls()) == 4
    assert "stopped, the firm's budget is used up" in done.stderr


def test_writes_one_file_when_told_to_and_archives_it(sandbox: Sandbox) -> None:
    done = against(sandbox, "--write", "--requests", "50")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [entry.operation for entry in sandbox.journal.calls() if entry.method != "GET"] == [
        "files_upload",
        "files_update",
        "files_delete",
    ]


@pytest.mark.parametrize(
    ("arguments", "variables", "reason"),
    [
        ([], {}, "say where"),
        (["--base-url", "https://firm.addepar.com/api"], {}, "production"),
        (["--base-url", "https://api.addepar.com"], {}, "production"),
        (["--base-url", "https://addepar.example.com/api"], {}, "production"),
        (["--base-url", "http://firm.clientdev.addepar.com/api"], {}, "not https"),
        (["--base-url", "https://firm.clientdev.addepar.com/api", "--requests", "51"], {}, "from 1 to 50"),
        (["--base-url", "https://firm.sandbox.addepar.com/api"], {"ADDEPAR_FIRM_ID": ""}, "ADDEPAR_FIRM_ID"),
        (["--base-url", "https://firm.sandbox.addepar.com/api"], {"ADDEPAR_SECRET": ""}, "ADDEPAR_SECRET"),
    ],
)
def test_does_not_start(arguments: list[str], variables: dict[str, str], reason: str) -> None:
    done = live(*arguments, **variables)
    assert done.returncode == 2
    assert reason in done.stderr
    assert done.stdout == ""
