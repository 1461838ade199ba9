"""A client written from core and overlay talks to a sandbox that serves the same: the newer facts, and a firm's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
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


PAGE = ROOT / "docs" / "guides" / "specification.md"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overlay that the page shows."""
    (block,) = re.findall(r"```yaml\n(overlay: .*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path_factory.mktemp("documented") / "our.overlay.yaml"
    path.write_text(block, encoding="utf-8")
    return path


def test_the_overlay_of_the_page_gives_a_client_that_works(documented: Path, tmp_path: Path) -> None:
    assert generate.main(["--overlay", str(documented), "--output", str(tmp_path / "addepar_api")]) == 0
    code = """
import sys
from addepar_api import Client
from addepar_api.models import PositionWriteAttributes
with Client(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    print([each.id for each in client.regions.list()])
    attributes = PositionWriteAttributes(_custom_strategy_77=[{"value": "income"}])
    changed = client.positions.update("998", {"attributes": attributes})
    print(changed.attributes["_custom_strategy_77"][0]["value"])
"""
    with served(documented) as (url, said):
        assert said[-1].endswith("regions_list")
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", code, url], env=environment, capture_output=True, text=True, check=False
        )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["['north', 'south']", "income"]


@pytest.mark.parametrize(
    ("content", "media_type", "body"),
    [
        ({"application/json": {"example": {"north": 1}}}, "application/json", b'{"north":1}'),
        ({"application/json": {"examples": {"one": {"value": [1]}}}}, "application/json", b"[1]"),
        ({"text/csv": {"example": "a,b\n"}, "text/html": {"schema": {}}}, "text/csv", b"a,b\n"),
        (
            {"application/json": {"example": 1}, "application/vnd.api+json": {"example": {"data": []}}},
            "application/vnd.api+json",
            b'{"data":[]}',
        ),
    ],
)
def test_an_example_of_any_media_type_is_sent(
    documented: Path, tmp_path: Path, content: dict[str, Any], media_type: str, body: bytes
) -> None:
    overlay = yaml.safe_load(documented.read_text(encoding="utf-8"))
    regions = overlay["actions"][-2]["update"]["/v1/regions"]
    regions["get"]["responses"]["200"]["content"] = content
    changed = tmp_path / "changed.overlay.yaml"
    changed.write_text(yaml.safe_dump(overlay), encoding="utf-8")
    with served(changed) as (url, _), _api(url) as api:
        answer = api.get("/v1/regions")
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, media_type, body)
    assert answer.headers["X-Sandbox-Answer"] == "example"


def test_a_response_without_an_example_is_501_and_says_what_to_do(documented: Path, tmp_path: Path) -> None:
    overlay = yaml.safe_load(documented.read_text(encoding="utf-8"))
    del overlay["actions"][-2]["update"]["/v1/regions"]["get"]["responses"]["200"]["content"]["application/vnd.api+json"]["example"]
    changed = tmp_path / "changed.overlay.yaml"
    changed.write_text(yaml.safe_dump(overlay), encoding="utf-8")
    with served(changed) as (url, _), _api(url) as api:
        answer = api.get("/v1/regions")
    assert answer.status_code == 501
    assert "regions_list, and its response 200 has no example" in answer.text


def test_a_body_of_plain_json_is_checked(documented: Path, tmp_path: Path) -> None:
    overlay = yaml.safe_load(documented.read_text(encoding="utf-8"))
    get = overlay["actions"][-2]["update"]["/v1/regions"]["get"]
    schema = {"type": "object", "required": ["name"], "description": "A region."}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    overlay["actions"][-2]["update"]["/v1/regions"]["post"] = {**get, "operationId": "regions_create", "requestBody": body}
    changed = tmp_path / "changed.overlay.yaml"
    changed.write_text(yaml.safe_dump(overlay), encoding="utf-8")
    with served(changed) as (url, _), _api(url) as api:
        assert api.post("/v1/regions", json={"name": "west"}).status_code == 200
        assert "name" in api.post("/v1/regions", json={}).json()["errors"][0]["detail"]
        assert api.post("/v1/regions", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415


def _api(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"})
