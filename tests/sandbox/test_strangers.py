"""Web pages and other users of the machine: Host, Origin, CORS, the token, and a state that names foreign files."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.sandbox.tools import anonymous, connect, refused, upload

from addepar_sandbox import Sandbox
from addepar_sandbox.auth.browsers import BrowserAccess

PAGE = "http://localhost:3000"
KNOWN: dict[str, Any] = {"control_token": "chosen by the caller"}
CONTROL = ("/", "/reset", "/clock", "/jobs", "/limits", "/faults", "/firms", "/keys", "/codes", "/journal", "/state")


def ask(sandbox: Sandbox, method: str, path: str, **options: Any) -> httpx.Response:
    """A request by its path from the server's own root, without credentials."""
    with anonymous(sandbox) as client:
        return client.request(method, str(client.base_url.join(path)), **options)


def token(sandbox: Sandbox, **headers: str) -> dict[str, str]:
    return {"X-Sandbox-Token": sandbox.control_token, **headers}


# --- the token


def test_several_origins_are_no_page() -> None:
    with Sandbox(cors=PAGE) as sandbox, sandbox.serve():
        for origins, status in (((PAGE,), 401), ((PAGE, "http://elsewhere.example"), 403), ((PAGE, PAGE), 403)):
            headers = [("Origin", origin) for origin in origins]
            assert ask(sandbox, "GET", "/api/v1/files", headers=headers).status_code == status


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_no_control_route_works_without_the_token(sandbox: Sandbox, method: str) -> None:
    for path in CONTROL:
        for headers in ({}, {"X-Sandbox-Token": ""}, {"X-Sandbox-Token": sandbox.control_token + "x"}):
            response = ask(sandbox, method, f"/_sandbox{path}", headers=headers)
            assert response.status_code == 401
            assert "sandbox.control_token" in response.json()["error"]
    assert ask(sandbox, "GET", "/_sandbox/", headers=token(sandbox)).status_code == 200


@pytest.mark.parametrize("path", ["/_sandbox", "/%5fsandbox/reset", "/_sandbox/no/such", "/_sandbox/openapi.jsonx"])
def test_no_spelling_of_a_control_route_leads_around_the_token(sandbox: Sandbox, path: str) -> None:
    assert ask(sandbox, "POST", path).status_code == 401


def test_each_sandbox_has_a_token_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADDEPAR_SANDBOX_TOKEN", raising=False)
    with Sandbox(seed=False) as first, Sandbox(seed=False) as second, Sandbox(seed=False, **KNOWN) as third:
        assert len({first.control_token, second.control_token}) == 2
        assert re.fullmatch("[0-9a-f]{32,}", first.control_token), "no option takes it for another option"
        assert third.control_token == KNOWN["control_token"]
    monkeypatch.setenv("ADDEPAR_SANDBOX_TOKEN", KNOWN["control_token"])
    with Sandbox(seed=False) as known:
        assert known.control_token == KNOWN["control_token"]


def test_the_journal_shows_no_token(sandbox: Sandbox, api: httpx.Client) -> None:
    secrets = {"X-Sandbox-Token": "planted", "Cookie": "planted=1; other=2", "Proxy-Authorization": "planted"}
    api.get("/v1/files/123", headers=secrets)
    assert "planted" not in repr(sandbox.journal.calls())


# --- Host


@pytest.mark.parametrize(
    "host", ["attacker.example", "127.0.0.1.attacker.example", "sandbox", "localhost.x", "a@b", ""]
)
@pytest.mark.parametrize("path", ["/api/v1/files", "/_sandbox/reset", "/_sandbox/openapi.json"])
def test_a_host_of_somebody_else_is_refused(sandbox: Sandbox, host: str, path: str) -> None:
    response = ask(sandbox, "GET", path, headers=token(sandbox, Host=host))
    assert response.status_code == 403
    assert "--allow-host" in response.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "app.localhost", "127.0.0.1:9", "[::1]:8700", "10.0.0.1"])
def test_this_machine_goes_by_several_names(sandbox: Sandbox, host: str) -> None:
    assert ask(sandbox, "GET", "/_sandbox/", headers=token(sandbox, Host=host)).status_code == 200


def test_further_hosts_are_allowed_by_name() -> None:
    access = BrowserAccess(["Sandbox.Test"])
    assert access.knows_host("sandbox.test:8700")
    assert not access.knows_host("other.sandbox.test")
    assert not access.knows_host("sandbox")


def test_a_sandbox_for_other_machines_answers_for_short_names() -> None:
    with Sandbox(seed=False) as sandbox, sandbox.serve(allow_remote=True):
        for host, status in (("sandbox:8700", 200), ("host.docker.internal", 200), ("attacker.example", 403)):
            assert ask(sandbox, "GET", "/_sandbox/", headers=token(sandbox, Host=host)).status_code == status


@pytest.mark.parametrize("given", ["http://x", "a b", "x:1", "*"])
def test_an_impossible_host_is_refused_at_the_start(given: str) -> None:
    with pytest.raises(ValueError, match="allowed_hosts"):
        BrowserAccess([given])


# --- Origin and CORS


@pytest.fixture
def shared() -> Iterator[Sandbox]:
    """A sandbox that pages of one origin may call."""
    with Sandbox(cors=PAGE) as sandbox, sandbox.serve():
        yield sandbox


def test_pages_may_not_call_unless_asked_for(sandbox: Sandbox, api: httpx.Client) -> None:
    for origin in (PAGE, "http://evil.example", "null"):
        refused(api.get("/v1/files/123", headers={"Origin": origin}), 403, "--cors")
        response = ask(sandbox, "OPTIONS", "/api/v1/files", headers=preflight(origin))
        assert response.status_code == 403
        assert not [name for name in response.headers if name.startswith("access-control")]
    own = f"http://{api.base_url.host}:{api.base_url.port}"
    assert api.get("/v1/files/123", headers={"Origin": own}).status_code == 200


def preflight(origin: str = PAGE, method: str = "GET") -> dict[str, str]:
    wanted = "authorization,addepar-firm,content-type"
    return {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": wanted,
        "Access-Control-Request-Private-Network": "true",
    }


@pytest.mark.parametrize("path", ["/api/v1/files", "/api/v1/files/123", "/api/public/oauth2/token"])
def test_a_preflight_is_answered_without_credentials(shared: Sandbox, path: str) -> None:
    response = ask(shared, "OPTIONS", path, headers=preflight(method="PATCH"))
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == PAGE
    assert "PATCH" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "authorization,addepar-firm,content-type"
    assert response.headers["access-control-allow-private-network"] == "true"
    assert response.headers["vary"] == "Origin"


def test_pages_read_answers_and_errors_with_their_headers(shared: Sandbox) -> None:
    with connect(shared) as api:
        for path, status in (("/v1/files/123/download", 200), ("/v1/files/404", 404), ("/v1/nothing", 404)):
            response = api.get(path, headers={"Origin": PAGE})
            assert response.status_code == status
            assert response.headers["access-control-allow-origin"] == PAGE
            assert response.headers["access-control-expose-headers"] == "*"
        assert "access-control-allow-origin" not in api.get("/v1/files/123").headers
    with connect(shared, "stranger") as nobody:
        assert nobody.get("/v1/files", headers={"Origin": PAGE}).headers["access-control-allow-origin"] == PAGE


def test_other_pages_stay_out(shared: Sandbox) -> None:
    with connect(shared) as api:
        refused(api.get("/v1/files/123", headers={"Origin": "http://localhost:3001"}), 403, "localhost:3001")


def test_all_pages_may_call_when_that_is_asked_for() -> None:
    with Sandbox(cors=True) as sandbox, sandbox.serve(), connect(sandbox) as api:
        for origin in (PAGE, "https://evil.example", "null"):
            response = api.get("/v1/files/123", headers={"Origin": origin})
            assert response.headers["access-control-allow-origin"] == origin


def test_no_page_reaches_the_control_routes() -> None:
    with Sandbox(cors=True) as sandbox, sandbox.serve():
        headers = token(sandbox, **preflight(method="POST"))
        for path in CONTROL:
            for method in ("OPTIONS", "POST"):
                response = ask(sandbox, method, f"/_sandbox{path}", headers=headers)
                assert response.status_code == 403
                assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("given", ["localhost:3000", "http://x/path", "ftp://x", "null"])
def test_an_impossible_origin_is_refused_at_the_start(given: str) -> None:
    with pytest.raises(ValueError, match="cors"):
        Sandbox(seed=False, cors=given)


# --- the specification


def test_the_specification_is_open_and_names_the_sandbox_as_its_server(shared: Sandbox) -> None:
    import yaml

    documents = []
    for form, read in (("json", json.loads), ("yaml", yaml.safe_load)):
        response = ask(shared, "GET", f"/_sandbox/openapi.{form}", headers={"Origin": PAGE})
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(f"application/{form}")
        assert response.headers["access-control-allow-origin"] == PAGE
        documents.append(read(response.text))
    assert documents[0] == documents[1]
    document = documents[0]
    assert [server["url"] for server in document["servers"]] == [shared.url]
    flow = document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"]
    assert flow["tokenUrl"] == f"{shared.url}/public/oauth2/token"
    assert document["paths"] == shared.spec.document["paths"]
    assert " &" not in ask(shared, "GET", "/_sandbox/openapi.yaml").text.replace(" & ", "")


# --- a state that somebody made


def changed(state: bytes, change: Callable[[dict[str, bytes], sqlite3.Connection], None], tmp_path: Path) -> bytes:
    """A saved state with something changed in its database or among its members."""
    with zipfile.ZipFile(io.BytesIO(state)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "state.sqlite"
    path.write_bytes(members["state.sqlite"])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        change(members, database)
    database.close()
    if "state.sqlite" in members:
        members["state.sqlite"] = path.read_bytes()
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def _blob(name: str) -> Callable[[dict[str, bytes], sqlite3.Connection], None]:
    def change(members: dict[str, bytes], database: sqlite3.Connection) -> None:
        sql = "UPDATE resources SET body = json_set(body, '$.blob', ?) WHERE id = '123' AND kind = 'files'"
        database.execute(sql, (name,))

    return change


def _sql(sql: str) -> Callable[[dict[str, bytes], sqlite3.Connection], None]:
    return lambda members, database: database.executescript(sql) and None


@pytest.mark.parametrize(
    "change",
    [
        _blob("/etc/passwd"),
        _blob("../secret"),
        _blob("incoming"),
        _blob(""),
        _sql("DROP TABLE resources"),
        _sql("ALTER TABLE resources RENAME TO r; CREATE VIEW resources AS SELECT * FROM r"),
        _sql("UPDATE resources SET body = '[]' WHERE id = '123'"),
        _sql("UPDATE resources SET body = x'ff00' WHERE id = '123'"),
        _sql("UPDATE resources SET body = json_set(body, '$.attributes.bytes', 5) WHERE kind = 'files' AND id = '123'"),
        lambda members, database: members.pop("state.sqlite") and None,
    ],
)
def test_a_state_that_was_tampered_with_is_refused_and_changes_nothing(
    sandbox: Sandbox, api: httpx.Client, tmp_path: Path, change: Any
) -> None:
    before = api.get("/v1/files").json()
    state = changed(ask(sandbox, "GET", "/_sandbox/state", headers=token(sandbox)).content, change, tmp_path)
    response = ask(sandbox, "PUT", "/_sandbox/state", headers=token(sandbox), content=state)
    assert response.status_code == 400
    assert "not a saved state" in response.json()["error"]
    assert api.get("/v1/files").json() == before
    assert api.get("/v1/files/123/download").status_code == 200


def test_a_packed_state_is_refused_before_it_is_unpacked(sandbox: Sandbox) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("state.sqlite", b"\0" * 10_000_000)
    response = ask(sandbox, "PUT", "/_sandbox/state", headers=token(sandbox), content=raw.getvalue())
    assert response.status_code == 400
    assert "compressed" in response.json()["error"]


def test_a_trigger_does_not_come_along(sandbox: Sandbox, api: httpx.Client, tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON resources BEGIN DELETE FROM resources; END"
    state = changed(ask(sandbox, "GET", "/_sandbox/state", headers=token(sandbox)).content, _sql(trigger), tmp_path)
    assert ask(sandbox, "PUT", "/_sandbox/state", headers=token(sandbox), content=state).status_code == 200
    assert upload(api, b"x").status_code == 201
    assert api.get("/v1/files/123").status_code == 200
