"""Stub routes: answers for paths outside of the specification."""

from collections.abc import Iterator

import httpx
import pytest

from addepar_sandbox import Sandbox, StubAnswer, StubRequest, Window

PAGE = {"data": [{"type": "entities", "id": "22", "attributes": {"display_name": "Adam Smith"}}]}


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """The control routes over HTTP."""
    headers, root = {"X-Sandbox-Token": sandbox.control_token}, (sandbox.url or "").removesuffix("/api")
    with httpx.Client(base_url=root, headers=headers, trust_env=False) as client:
        yield client


def test_a_path_outside_of_the_specification_is_answered_as_it_was_told(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE, headers={"X-Request-Id": "r1"})
    answer = api.get("/v1/entities", params={"page[limit]": 2})
    assert (answer.status_code, answer.json(), answer.headers["x-request-id"]) == (200, PAGE, "r1")
    assert answer.headers["content-type"] == "application/vnd.api+json"
    (entry,) = sandbox.journal.assert_called("GET /v1/entities", times=1, status=200)
    assert entry.query == [("page[limit]", "2")]


def test_a_function_answers_from_what_was_asked(sandbox: Sandbox, api: httpx.Client) -> None:
    def create(request: StubRequest) -> StubAnswer:
        assert "authorization" not in request.headers
        name = request.json()["data"]["attributes"]["name"]
        return StubAnswer({"data": {"id": request.ids["id"], "name": name, **request.query}}, 201, {"X-A": "b"})

    sandbox.route("post", "/v1/entities/{id}/notes", create)
    answer = api.post("/v1/entities/22/notes?q=1", json={"data": {"attributes": {"name": "new"}}})
    assert (answer.status_code, answer.headers["x-a"]) == (201, "b")
    assert answer.json() == {"data": {"id": "22", "name": "new", "q": "1"}}
    assert sandbox.journal.calls()[0].document == {"data": {"attributes": {"name": "new"}}}


def test_a_plain_result_of_a_function_is_the_document(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v2/things/{one}", lambda request: {"data": request.ids}, status=202)
    answer = api.get("/v2/things/7")
    assert (answer.status_code, answer.json()) == (202, {"data": {"one": "7"}})


def test_credentials_firm_and_limits_are_checked_as_everywhere(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE)
    assert api.get("/v1/entities", auth=("sandbox", "wrong")).status_code == 401
    assert api.get("/v1/entities", headers={"Addepar-Firm": "9"}).status_code == 401
    sandbox.limits.set((Window(1, 60),))
    assert [api.get("/v1/entities").status_code for _ in range(2)] == [200, 429]


def test_faults_strike_stubs_too(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE)
    sandbox.fail("status", "GET /v1/entities", status=503)
    assert [api.get("/v1/entities").status_code for _ in range(2)] == [503, 200]


def test_the_route_that_was_added_last_answers(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v1/entities", json={"data": [1], "links": {"next": "/v1/entities?page[after]=2"}})
    sandbox.route("GET", "/v1/entities", json={"data": [2]}, query={"page[after]": "2"})
    assert api.get("/v1/entities").json()["data"] == [1]
    assert api.get("/v1/entities?page[after]=2").json() == {"data": [2]}


def test_what_is_not_there_says_how_it_could_be(sandbox: Sandbox, api: httpx.Client) -> None:
    assert "sandbox.route()" in api.get("/v1/entities").text
    sandbox.route("PUT", "/v1/entities", json=PAGE)
    assert (api.get("/v1/entities").status_code, api.get("/v1/entities").headers["allow"]) == (405, "PUT")
    sandbox.route("GET", "/v1/other", json=PAGE, query={"a": "b"})
    assert api.get("/v1/other").status_code == 404
    sandbox.route("PUT", "/v1/files", content="put", headers={"Content-Type": "text/plain"})
    assert api.put("/v1/files").text == "put"
    assert api.patch("/v1/files").headers["allow"] == "GET, POST, PUT"
    assert api.get("/public/oauth2/token").status_code == 405
    sandbox.reset()
    assert api.get("/v1/entities").status_code == 404


def test_a_function_that_fails_is_a_500_and_the_sandbox_goes_on(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.route("GET", "/v1/entities", lambda request: {1, 2})
    assert [api.get(path).status_code for path in ("/v1/entities", "/v1/files/123")] == [500, 200]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"method": "GET", "path": "/v1/files"}, "files_list"),
        ({"method": "GET", "path": "/v1/files/{id}"}, "files_get"),
        ({"method": "DELETE", "path": "/v1/files/77"}, "handles itself"),
        ({"method": "FETCH", "path": "/v1/a"}, "not one of GET"),
        ({"method": 7, "path": "/v1/a"}, "not one of GET"),
        ({"method": "GET", "path": "v1/a"}, "not a path"),
        ({"method": "GET", "path": "/v1/a?b=c"}, "not a path"),
        ({"method": "GET", "path": "/v1/a", "status": 99}, "from 200 to 599"),
        ({"method": "GET", "path": "/v1/a", "json": {}, "content": "x"}, "pass one of"),
        ({"method": "GET", "path": "/v1/a", "headers": []}, "not a mapping"),
        ({"method": "GET", "path": "/v1/a", "jsn": {}}, "jsn"),
    ],
)
def test_what_cannot_be_a_route_is_refused(
    sandbox: Sandbox, control: httpx.Client, given: dict[str, object], words: str
) -> None:
    with pytest.raises((ValueError, TypeError), match=words):
        sandbox.route(**given)  # type: ignore[arg-type]
    refused = control.post("/_sandbox/routes", json=given)
    assert (refused.status_code, words in refused.text) == (400, True)


def test_routes_over_http(sandbox: Sandbox, api: httpx.Client, control: httpx.Client) -> None:
    stub = {"method": "GET", "path": "/v1/entities", "json": PAGE, "status": 202, "headers": {"X-A": "b"}}
    assert control.post("/_sandbox/routes", json=stub).json() == {"routes": ["GET /v1/entities"]}
    answer = api.get("/v1/entities")
    assert (answer.status_code, answer.json(), answer.headers["x-a"]) == (202, PAGE, "b")
    assert control.post("/_sandbox/routes", json={**stub, "respond": "x"}).status_code == 400
    assert control.get("/_sandbox/routes").json() == {"routes": ["GET /v1/entities"]}
    fault = {"kind": "status", "operation": "GET /v1/entities", "status": 503}
    assert control.post("/_sandbox/faults", json=fault).status_code == 200
    assert api.get("/v1/entities").status_code == 503
    assert control.delete("/_sandbox/routes").json() == {"routes": []}
    assert api.get("/v1/entities").status_code == 404
