"""A client written from core and overlay talks to a sandbox that serves the same: the newer facts, and a firm's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from scripts import generate
from tests.spec.walk import ROOT

NEWER = ROOT / "overlays" / "spec" / "newer.overlay.yaml"
FIRM = Path(__file__).with_name("firm.overlay.yaml")
_CALLS = {
    NEWER: """
        list(client.positions.list(owner_entity_ids=[22], position_fields=["name"]))
        client.jobs.list
        print(client.snapshots.delete_many([{"type": "snapshots", "id": "344671144892"}]))
        from addepar_api.models import FileWriteAttributes
        print(FileWriteAttributes.from_dict({"parent_folder_id": 3}).to_dict())
    """,
    FIRM: """
        entity = client.entities.get(22)
        print(entity.attributes.display_name)
        print([one.id for one in client.positions.list()][:1] != [])
    """,
}
_PRINTED = {NEWER: "None\n{'parent_folder_id': 3}\n", FIRM: "An example\nTrue\n"}


@contextmanager
def served(overlay: Path) -> Iterator[tuple[str, list[str]]]:
    """The command with an overlay: the URL, and what it says before it serves."""
    command = [sys.executable, "-m", "addepar_sandbox", "--overlay", str(overlay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().strip()]
            while "return the examples" not in lines[-1]:
                line = process.stdout.readline()
                assert line, lines
                lines.append(line.strip())
            yield lines[0], lines
        finally:
            process.terminate()


@pytest.fixture(scope="module", params=[NEWER, FIRM], ids=["newer", "firm"])
def overlay(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_the_client_of_an_overlay(overlay: Path, tmp_path: Path) -> None:
    package = tmp_path / "addepar_api"
    assert generate.main(["--overlay", str(overlay), "--output", str(package)]) == 0
    body = "\n".join(line[8:] for line in _CALLS[overlay].splitlines())
    code = f"""
from addepar_api import Client
import sys
with Client(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    {body.strip().replace(chr(10), chr(10) + "    ")}
"""
    with served(overlay) as (url, _):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        command = [sys.executable, "-c", code, url]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", _PRINTED[overlay])


def test_what_has_no_handler_answers_by_its_example_and_says_so() -> None:
    with served(FIRM) as (url, said), httpx.Client(auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"}) as client:
        assert said[-1].endswith("entities_get")
        answer = client.get(f"{url}/v1/entities/99")
        assert answer.headers["X-Sandbox-Answer"] == "example"
        assert answer.json()["data"]["id"] == "22"
        assert "X-Sandbox-Answer" not in client.get(f"{url}/v1/positions/100").headers
        assert client.get(f"{url}/v1/entities/99", params={"include": "x"}).status_code == 400


def test_a_parameter_without_effect_is_named() -> None:
    with served(NEWER) as (url, _), httpx.Client(auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"}) as client:
        query = {"filter[owner_entity_id]": "22", "page[limit]": "1"}
        assert client.get(f"{url}/v1/positions", params=query).headers["X-Sandbox-Ignored"] == "filter[owner_entity_id]"
        assert "X-Sandbox-Ignored" not in client.get(f"{url}/v1/positions").headers


def test_the_published_client_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        generate.main(["--overlay", str(FIRM)])
    assert "--output DIR/addepar_api" in capsys.readouterr().err


def test_a_misspelled_target_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.overlay.yaml"
    wrong.write_text("overlay: 1.0.0\nactions: [{target: $.components.shemas.Job, update: {x-a: 1}}]\n")
    assert generate.main(["--overlay", str(wrong), "--output", str(tmp_path / "addepar_api")]) == 1
    assert "actions[0]: $.components.shemas.Job: selects nothing" in capsys.readouterr().err
    command = [sys.executable, "-m", "addepar_sandbox", "--overlay", str(wrong)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "selects nothing" in done.stderr
