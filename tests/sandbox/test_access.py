"""Scopes, tool permissions, portfolio access, firms, and the OAuth 2 token endpoint."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.tools import anonymous, connect, ids, refused, send, upload

from addepar_sandbox import Sandbox
from addepar_sandbox.spec.loading import load_spec
from addepar_sandbox.spec.spec import Operation

CLIENT = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}


def exchange(sandbox: Sandbox, **form: str) -> httpx.Response:
    with anonymous(sandbox) as client:
        return client.post("/public/oauth2/token", data={**CLIENT, **form})


def tokens(sandbox: Sandbox, *scopes: str) -> dict[str, Any]:
    code = sandbox.authorization_code(scopes)
    response = exchange(sandbox, grant_type="authorization_code", code=code, redirect_uri="http://localhost/")
    assert response.status_code == 200, response.text
    return dict(response.json())


def bearer(sandbox: Sandbox, token: str, firm: str = "1") -> httpx.Client:
    return anonymous(sandbox, **{"Authorization": f"Bearer {token}", "Addepar-Firm": firm})


@pytest.mark.parametrize("operation", list(load_spec().operations.values()), ids=lambda operation: operation.id)
def test_every_operation_asks_for_its_scopes(sandbox: Sandbox, operation: Operation) -> None:
    path = operation.path.format(
        job_id="13",
        file_id="123",
        position_id="13",
        snapshot_id="1968",
        generated_report_id="A-UUID-ASSOCIATED-WITH-EACH-RUN",
    )
    assert operation.scopes
    for scopes in ([], ["PROFILE"]):
        with bearer(sandbox, tokens(sandbox, *scopes)["access_token"]) as client:
            refused(client.request(operation.method, path), 403, *sorted(operation.scopes[0]))
    for alternative in operation.scopes:
        with bearer(sandbox, tokens(sandbox, *alternative)["access_token"]) as client:
            assert client.request(operation.method, path).status_code not in (401, 403)


def test_the_creator_needs_both_scopes(sandbox: Sandbox) -> None:
    path = "/v1/generated_reports/A-UUID-ASSOCIATED-WITH-EACH-RUN/creator"
    for scopes, status in ((["FILES"], 403), (["USERS"], 403), (["FILES", "USERS"], 200)):
        with bearer(sandbox, tokens(sandbox, *scopes)["access_token"]) as client:
            assert client.get(path).status_code == status


def test_a_token_never_allows_more_than_its_user_may(sandbox: Sandbox) -> None:
    code = sandbox.authorization_code(["FILES", "FILES_WRITE"], user_id="46")
    token = exchange(sandbox, grant_type="authorization_code", code=code).json()["access_token"]
    with bearer(sandbox, token) as client:
        assert client.get("/v1/files").status_code == 200
        refused(client.delete("/v1/files/123"), 403)


def test_a_token_belongs_to_one_firm(sandbox: Sandbox) -> None:
    sandbox.add_firm("2")
    with bearer(sandbox, tokens(sandbox, "FILES")["access_token"], firm="2") as client:
        refused(client.get("/v1/files"), 401)


def test_the_answer_of_the_token_endpoint(sandbox: Sandbox) -> None:
    granted = tokens(sandbox, "FILES", "USERS")
    assert granted["token_type"] == "Bearer"  # noqa: S105
    assert granted["expires_in"] == 3600
    assert granted["scope"] == "FILES USERS"


def test_tokens_last_an_hour(sandbox: Sandbox) -> None:
    sandbox.clock.freeze()
    with bearer(sandbox, tokens(sandbox, "FILES")["access_token"]) as client:
        sandbox.clock.advance(3599)
        assert client.get("/v1/files").status_code == 200
        sandbox.clock.advance(1)
        refused(client.get("/v1/files"), 401)


def test_refresh_tokens_rotate(sandbox: Sandbox) -> None:
    first = tokens(sandbox, "FILES")
    second = exchange(sandbox, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == "FILES"
    for token in (first["access_token"], second["access_token"]):
        with bearer(sandbox, token) as client:
            assert client.get("/v1/files").status_code == 200


def test_a_refresh_token_used_twice_takes_everything_with_it(sandbox: Sandbox) -> None:
    first = tokens(sandbox, "FILES")
    second = exchange(sandbox, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    again = exchange(sandbox, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    late = exchange(sandbox, grant_type="refresh_token", refresh_token=second["refresh_token"])
    assert (late.status_code, late.json()["error"]) == (400, "invalid_grant")
    with bearer(sandbox, second["access_token"]) as client:
        refused(client.get("/v1/files"), 401)
    with bearer(sandbox, tokens(sandbox, "FILES")["access_token"]) as client:
        assert client.get("/v1/files").status_code == 200


def test_codes_work_once_and_for_ten_minutes(sandbox: Sandbox) -> None:
    code = sandbox.authorization_code(["FILES"])
    assert exchange(sandbox, grant_type="authorization_code", code=code).status_code == 200
    assert exchange(sandbox, grant_type="authorization_code", code=code).json()["error"] == "invalid_grant"
    late = sandbox.authorization_code(["FILES"])
    sandbox.clock.advance(601)
    assert exchange(sandbox, grant_type="authorization_code", code=late).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials"}, 400, "unsupported_grant_type"),
        ({}, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "unknown"}, 400, "invalid_grant"),
        ({"grant_type": "refresh_token"}, 400, "invalid_grant"),
    ],
)
def test_refused_exchanges(sandbox: Sandbox, form: dict[str, str], status: int, error: str) -> None:
    response = exchange(sandbox, **form)
    assert (response.status_code, response.json()["error"]) == (status, error)


def test_the_token_endpoint_takes_forms_only(sandbox: Sandbox) -> None:
    with anonymous(sandbox) as client:
        response = client.post("/public/oauth2/token", json={**CLIENT, "grant_type": "refresh_token"})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


def test_keys_follow_the_permissions_of_their_user(sandbox: Sandbox) -> None:
    with connect(sandbox, "readonly") as client:
        assert client.get("/v1/files").status_code == 200
        refused(client.delete("/v1/files/123"), 403)
        refused(upload(client, b"x"), 403)
    with connect(sandbox, "powerless") as client:
        for path in ("/v1/files", "/v1/jobs", "/v1/positions", "/v1/snapshots/1968", "/v1/generated_reports"):
            refused(client.get(path), 403)


def test_limited_users_and_files(sandbox: Sandbox, api: httpx.Client) -> None:
    with connect(sandbox, "limited") as limited:
        visible = ids(limited.get("/v1/files"))
        assert "123" in visible
        assert "345" not in visible
        refused(limited.get("/v1/files/345"), 404)
        refused(limited.get("/v1/files/345/download"), 404)
        # Of file 123 this user may see one group and one entity, but not all of them.
        refused(limited.delete("/v1/files/123"), 403)
        document = {"data": [{"type": "groups", "id": "200"}]}
        refused(send(limited, "POST", "/v1/files/123/relationships/associated_groups", document), 403)
        refused(upload(limited, b"x", associated_entities={"data": [{"type": "entities", "id": "54"}]}), 400, "54")
        own = upload(limited, b"x", associated_entities={"data": [{"type": "entities", "id": "22"}]})
        assert limited.delete(f"/v1/files/{own.json()['data']['id']}").status_code == 204
    assert api.get("/v1/files/123").status_code == 200


def test_firms_are_apart(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.add_firm("2", key="second", secret="second")  # noqa: S106
    sandbox.add_firm("3", key="third", secret="third", seed=False)  # noqa: S106
    with connect(sandbox, "second", firm="2") as second, connect(sandbox, "third", firm="3") as third:
        assert second.delete("/v1/files/123").status_code == 204
        assert ids(third.get("/v1/files")) == []
        refused(third.get("/v1/positions/13"), 404)
    assert "123" in ids(api.get("/v1/files"))
    with connect(sandbox, "second", firm="1") as stranger:
        refused(stranger.get("/v1/files"), 401)
