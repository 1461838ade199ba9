"""The journal, the control routes, saving and loading."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.sandbox.tools import anonymous, connect, ids, refused, send, upload

from addepar_sandbox import Clock, Sandbox


def ask(sandbox: Sandbox, method: str, path: str, **options: Any) -> httpx.Response:
    """A request to a control route, with the token."""
    with anonymous(sandbox, **{"X-Sandbox-Token": sandbox.control_token}) as client:
        return client.request(method, str(client.base_url.join("/_sandbox" + path)), **options)


def control(sandbox: Sandbox, method: str, path: str, body: Any = None) -> Any:
    response = ask(sandbox, method, path, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_journal_remembers_without_secrets(sandbox: Sandbox, api: httpx.Client) -> None:
    api.get("/v1/files?page[limit]=1")
    send(api, "PATCH", "/v1/files/404", {"data": {"id": "404", "type": "files"}})
    first, second = sandbox.journal.calls()
    assert (first.operation, first.method, first.path, first.status) == ("files_list", "GET", "/api/v1/files", 200)
    assert first.query == [("page[limit]", "1")]
    assert first.headers["authorization"] == "Basic"
    assert (second.document, second.status) == ({"data": {"id": "404", "type": "files"}}, 404)
    assert sandbox.journal.calls("files_list") == [first]
    assert sandbox.journal.calls(status=404) == [second]


def test_assertions_over_the_journal(sandbox: Sandbox, api: httpx.Client) -> None:
    api.get("/v1/files")
    api.get("/v1/files/404")
    sandbox.journal.assert_called("files_list", times=1)
    sandbox.journal.assert_called("files_get", status=404)
    sandbox.journal.assert_not_called("files_upload")
    sandbox.journal.assert_order("files_list", "files_get")
    for wrong in (
        lambda: sandbox.journal.assert_called("files_upload"),
        lambda: sandbox.journal.assert_called("files_list", times=2),
        lambda: sandbox.journal.assert_not_called("files_list"),
        lambda: sandbox.journal.assert_order("files_get", "files_list"),
    ):
        with pytest.raises(AssertionError, match="files_list 200, files_get 404"):
            wrong()


def test_the_control_routes_describe_themselves(sandbox: Sandbox) -> None:
    described = control(sandbox, "GET", "/")
    assert len(described["operations"]) == len(sandbox.spec.operations)
    assert "/_sandbox/faults" in described["control"]
    assert "drop" in described["faults"]


def test_control_by_http(sandbox: Sandbox, api: httpx.Client) -> None:
    assert control(sandbox, "POST", "/clock", {"freeze": "2024-01-31T09:00:00Z", "advance": 60}) == {
        "now": "2024-01-31T09:01:00Z"
    }
    control(sandbox, "POST", "/clock", {"resume": True})
    assert control(sandbox, "PATCH", "/jobs", {"advance": "at_once", "path": ["Queued"]})["advance"] == "at_once"
    assert api.get("/v1/jobs/7").json()["data"]["attributes"]["status"] == "Completed"
    control(sandbox, "POST", "/faults", {"kind": "status", "operation": "files_list", "status": 503})
    assert len(control(sandbox, "GET", "/faults")["faults"]) == 1
    assert api.get("/v1/files").status_code == 503
    control(sandbox, "POST", "/faults", {"kind": "drop"})
    assert control(sandbox, "DELETE", "/faults") == {"faults": []}
    assert len(control(sandbox, "GET", "/journal?operation=files_list&status=503")["entries"]) == 1
    control(sandbox, "DELETE", "/journal")
    assert control(sandbox, "GET", "/journal") == {"entries": []}
    control(sandbox, "PUT", "/limits", {"windows": [{"requests": 1, "seconds": 60}]})
    assert [api.get("/v1/jobs").status_code for _ in range(2)] == [200, 429]
    assert len(control(sandbox, "PUT", "/limits", {"documented": True})["windows"]) == 2
    control(sandbox, "PUT", "/limits", {"windows": []})
    api.delete("/v1/files/123")
    control(sandbox, "POST", "/reset")
    assert api.get("/v1/files/123").status_code == 200


def test_adding_data_by_http(sandbox: Sandbox) -> None:
    control(sandbox, "POST", "/entities", {"entity_id": "9001", "ownership_type": "SHARE_BASED"})
    control(sandbox, "POST", "/groups", {"group_id": "9002", "name": "New"})
    control(sandbox, "POST", "/users", {"user_id": "9003", "all_data": False, "entities": ["9001"]})
    control(sandbox, "POST", "/keys", {"key": "new", "secret": "new", "user_id": "9003"})
    control(sandbox, "POST", "/firms", {"firm": "9", "key": "nine", "secret": "nine"})
    assert control(sandbox, "POST", "/codes", {"scopes": ["FILES"], "code": "abc"}) == {"code": "abc"}
    with connect(sandbox, "new") as client:
        own = {"data": [{"type": "entities", "id": "9001"}]}
        assert upload(client, b"x", associated_entities=own).status_code == 201
    with connect(sandbox, "nine", firm="9") as client:
        assert "123" in ids(client.get("/v1/files"))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/faults", {"kind": "earthquake"}),
        ("POST", "/faults", {"unknown": 1}),
        ("POST", "/faults", []),
        ("PATCH", "/jobs", {"speed": 3}),
        ("POST", "/clock", {"freeze": "yesterday"}),
        ("POST", "/clock", {"advance": -1}),
        ("PUT", "/limits", {}),
    ],
)
def test_wrong_control_requests_are_400(sandbox: Sandbox, method: str, path: str, body: Any) -> None:
    response = ask(sandbox, method, path, json=body)
    assert response.status_code == 400
    assert response.json()["error"]


def test_reset_brings_everything_back(sandbox: Sandbox, api: httpx.Client) -> None:
    before = api.get("/v1/files").json()
    api.delete("/v1/files/123")
    upload(api, b"x")
    sandbox.fail("drop")
    sandbox.jobs.ends_as = "Failed"
    sandbox.reset()
    assert api.get("/v1/files").json() == before
    assert api.get("/v1/files/123/download").status_code == 200
    assert sandbox.jobs.ends_as == "Completed"
    assert len(sandbox.journal.calls()) == 2
    assert upload(api, b"x").json()["data"]["id"] == 1112


def test_saving_and_loading(tmp_path: Path, sandbox: Sandbox, api: httpx.Client) -> None:
    content = os.urandom(50_000)
    file_id = upload(api, content).json()["data"]["id"]
    api.delete("/v1/files/345")
    sandbox.save(tmp_path / "state.zip")
    with Sandbox() as other, other.serve(), connect(other) as client:
        other.load(tmp_path / "state.zip")
        assert client.get(f"/v1/files/{file_id}/download").content == content
        assert ids(client.get("/v1/archive/files")) == ["319", "345"]
        assert client.get("/v1/files").json() == api.get("/v1/files").json()


def test_state_travels_over_http(sandbox: Sandbox, api: httpx.Client) -> None:
    file_id = upload(api, b"carried over").json()["data"]["id"]
    state = ask(sandbox, "GET", "/state").content
    sandbox.reset()
    refused(api.get(f"/v1/files/{file_id}"), 404)
    assert ask(sandbox, "PUT", "/state", content=state).status_code == 200
    assert api.get(f"/v1/files/{file_id}/download").content == b"carried over"


def test_a_file_keeps_the_state(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with Sandbox(path) as sandbox, sandbox.serve(), connect(sandbox) as api:
        file_id = upload(api, b"kept").json()["data"]["id"]
        api.delete("/v1/files/123")
    with Sandbox(path) as sandbox, sandbox.serve(), connect(sandbox) as api:
        assert api.get(f"/v1/files/{file_id}/download").content == b"kept"
        refused(api.get("/v1/files/123"), 404)
        assert api.get("/v1/archive/files/123/download").status_code == 200


def test_an_empty_sandbox_has_credentials_and_nothing_else() -> None:
    with Sandbox(seed=False) as sandbox, sandbox.serve(), connect(sandbox) as api:
        for path in ("/v1/files", "/v1/jobs", "/v1/positions", "/v1/generated_reports"):
            assert ids(api.get(path)) == []
        sandbox.add_entity("1")
        file_id = sandbox.add_file("notes.txt", b"text", entities=["1"])
        assert ids(api.get("/v1/files?filter[files][entityId]=1")) == [file_id]


def test_a_file_that_is_added_takes_ids_as_numbers_and_refuses_bad_arguments() -> None:
    with Sandbox() as sandbox, sandbox.serve(), connect(sandbox) as api:
        numbers: Any = {"entities": [22], "groups": [1234]}
        file_id = sandbox.add_file("notes.txt", b"text", **numbers)
        assert file_id in ids(api.get("/v1/files?filter[files][entityId]=22"))
        before = ids(api.get("/v1/files"))
        invalid: list[tuple[str, dict[str, Any]]] = [
            ("firm", {"firm": ""}), ("name", {"name": ""}), ("content", {"content": "text"}),
            ("content_type", {"content_type": None}), ("entities", {"entities": "22"}), ("groups", {"groups": [None]}),
        ]  # fmt: skip
        for argument, given in invalid:
            with pytest.raises(ValueError, match=f"^{argument}: "):
                sandbox.add_file(**{"name": "a.txt", "content": b"a"} | given)
        assert ids(api.get("/v1/files")) == before


def test_equal_clocks_give_equal_bytes() -> None:
    answers = []
    for _ in range(2):
        with Sandbox(clock=Clock("2024-01-31T09:00:00Z")) as sandbox, sandbox.serve(), connect(sandbox) as api:
            upload(api, b"x")
            responses = [
                api.get(path) for path in ("/v1/files", "/v1/jobs/7", "/v1/positions", "/v1/files/1112/download")
            ]
            answers.append([(response.content, response.headers.raw) for response in responses])
    assert answers[0] == answers[1]
