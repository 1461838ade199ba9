"""``client.request`` and ``client.pages``: paths that no method is for, under the rules of every method."""

import contextlib
import datetime
import json
import pickle
from typing import Any

import pytest
from tests.client.printed_bodies import BODIES
from tests.client.support import JSON_API, FakeTime, Reply, Seen, Side, hostile

from addepar_client import (
    AddeparError,
    APIConnectionError,
    AuthenticationError,
    BudgetExceededError,
    HttpResponse,
    InputError,
    NotFoundError,
    ProtocolError,
    RateLimitError,
    RawResponse,
    ServerError,
)
from addepar_sandbox import Sandbox, StubAnswer, StubRequest

PAGE = {"data": [{"type": "entities", "id": "22", "attributes": {"display_name": "Adam Smith"}}]}


def rows(number: int) -> list[dict[str, Any]]:
    return [{"type": "entities", "id": str(number * 10 + each)} for each in range(2)]


def test_a_path_outside_of_the_specification(sandbox: Sandbox, side: Side) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE, headers={"X-Request-Id": "r-1"})
    client = side.client(sandbox.url or "")
    answer = side.run(
        client.request(
            "get",
            "/v1/entities",
            params={"page[limit]": 2, "ids": [1, "b"], "on": datetime.date(2026, 1, 31), "open": True, "none": None},
            headers={"X-Mine": "1"},
        )
    )
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer.json(), answer.request_id) == (200, PAGE, "r-1")
    assert answer.headers["Content-Type"] == JSON_API
    assert answer.content.decode() == answer.text
    assert answer.request.method == "GET"
    assert pickle.loads(pickle.dumps(answer)).json() == PAGE  # noqa: S301
    (entry,) = sandbox.journal.calls("GET /v1/entities")
    assert dict(entry.query) == {"page[limit]": "2", "ids": "1,b", "on": "2026-01-31", "open": "true"}
    assert (entry.headers["x-mine"], entry.headers["addepar-firm"]) == ("1", "1")


def test_bodies(sandbox: Sandbox, side: Side) -> None:
    seen: list[StubRequest] = []

    def create(request: StubRequest) -> StubAnswer:
        seen.append(request)
        return StubAnswer({"data": {"id": "1"}}, 201)

    sandbox.route("POST", "/v1/entities", create)
    client = side.client(sandbox.url or "")
    body = {"data": {"type": "entities", "attributes": {"since": datetime.date(2026, 1, 31), "name": "é"}}}
    assert side.run(client.request("POST", "/v1/entities", json=body)).status_code == 201
    side.run(client.request("POST", "/v1/entities", content="a,b", headers={"Content-Type": "text/csv"}))
    side.run(client.request("POST", "/v1/entities", content=memoryview(b"raw")))
    side.run(client.request("POST", "/v1/entities"))
    assert seen[0].json()["data"]["attributes"] == {"since": "2026-01-31", "name": "é"}
    assert [(each.headers.get("content-type"), each.content) for each in seen[1:]] == [
        ("text/csv", b"a,b"),
        (JSON_API, b"raw"),
        (None, b""),
    ]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"method": "FETCH"}, "method", "not one of GET, POST"),
        ({"method": None}, "method", "not one of GET, POST"),
        ({"path": "https://evil.example/v1/entities"}, "path", "leads to https://evil.example:443"),
        ({"path": "//evil.example/v1/entities"}, "path", "not a path of the API"),
        ({"path": "https://u:hunter2@evil.example/v1"}, "path", "not a path of the API"),
        ({"path": "v1/entities"}, "path", "such as /v1/entities"),
        ({"path": "/v1/../../secret"}, "path", "not a path of the API"),
        ({"path": "/v1/%2e%2e/%2E%2e/secret"}, "path", "not a path of the API"),
        ({"path": "/other"}, "path", "not a path of the API"),
        ({"path": "/v1/a b"}, "path", "percent-encode"),
        ({"path": "/v1/a\r\nX: y"}, "path", "percent-encode"),
        ({"path": "/v1/a?x=1#b"}, "path", "has a fragment, which is not sent"),
        ({"path": None}, "path", "not NoneType"),
        ({"params": [("a", 1)]}, "params", "mapping"),
        ({"params": {1: "a"}}, "params", "name of a query parameter"),
        ({"params": {"a": {}}}, "params['a']", "pass text"),
        ({"params": {"a": float("nan")}}, "params['a']", "NaN is not a number that can be sent"),
        ({"params": {"a": "b\n"}}, "params['a']", "control characters"),
        ({"params": {"a": datetime.datetime(2026, 1, 1)}}, "params['a']", "time zone"),
        ({"json": {}, "content": b""}, "content", "not both"),
        ({"json": {"a": {1}}}, "json['a']", "set"),
        ({"json": {"a": float("inf")}}, "json['a']", "Infinity is not a number"),
        ({"json": '{"a": 1}'}, "json", "content="),
        ({"json": [object()]}, "json[0]", "object"),
        ({"content": {"a": 1}}, "content", "not dict"),
        ({"content": "\ud800"}, "content", "UTF-8"),
        ({"headers": {"Authorization": "x"}}, "headers", "set by the client"),
        ({"headers": {"Addepar-Firm": "2"}}, "headers", "set by the client"),
        ({"headers": {"Addepar_Firm": "2"}}, "headers", "set by the client"),
        ({"headers": {"Proxy-Authorization": "x"}}, "headers", "set by the client"),
    ],
)
def test_what_cannot_be_sent_is_refused_before(side: Side, given: dict[str, Any], field: str, words: str) -> None:
    with hostile(lambda _: Reply.json("{}")) as server:
        client = side.client(server.url)
        with pytest.raises(InputError) as refused:
            side.run(client.request(**{"method": "POST", "path": "/v1/entities", **given}))
        if given.keys() <= {"path", "params", "headers"}:
            with pytest.raises(InputError):
                client.pages(**{"path": "/v1/entities", **given})
    assert (refused.value.field, words in str(refused.value)) == (field, True), refused.value
    assert "hunter2" not in str(refused.value)
    assert server.seen == []


def test_json_that_holds_itself(side: Side) -> None:
    body: dict[str, Any] = {}
    body["data"] = body
    with pytest.raises(InputError, match="contains itself"):
        side.run(side.client("http://127.0.0.1:1/api").request("POST", "/v1/entities", json=body))


def test_links_of_the_api_are_paths_too(sandbox: Sandbox, side: Side) -> None:
    sandbox.route("GET", "/v1/entities", lambda request: {"data": [], "meta": request.query})
    client = side.client(sandbox.url or "")
    for link in ("/v1/entities?a=1", "/api/v1/entities?a=1", f"{sandbox.url}/v1/entities?a=1"):
        assert side.run(client.request("GET", link, params={"b": "x y"})).json()["meta"] == {"a": "1", "b": "x y"}


@pytest.mark.deliberately_bad
def test_errors_are_those_of_every_method(sandbox: Sandbox, side: Side) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE)
    client = side.client(sandbox.url or "")
    with pytest.raises(NotFoundError) as missing:
        side.run(client.request("GET", "/v1/nothing"))
    assert (missing.value.method, missing.value.path) == ("GET", "/api/v1/nothing")
    with pytest.raises(AuthenticationError):
        side.run(side.client(sandbox.url or "", auth=("sandbox", "wrong")).request("GET", "/v1/entities"))


def test_a_login_page_is_no_json(side: Side) -> None:
    page = Reply(200, b"<html>Sign in</html>", {"Content-Type": "text/html"})
    with hostile(lambda _: page) as server:
        answer = side.run(side.client(server.url).request("GET", "/v1/entities"))
        assert answer.text == "<html>Sign in</html>"
        with pytest.raises(ProtocolError, match="instead of JSON"):
            answer.json()
        with pytest.raises(ProtocolError):
            side.list(side.client(server.url).pages("/v1/entities"))


def test_a_303_is_handed_over_and_other_redirects_are_errors(side: Side) -> None:
    moved = {303: {"Location": "/v1/jobs/1/download"}, 302: {"Location": "/login"}}
    with hostile(lambda seen: Reply(int(seen.path[-3:]), b"", moved[int(seen.path[-3:])])) as server:
        client = side.client(server.url)
        assert side.run(client.request("GET", "/v1/303")).headers["location"] == "/v1/jobs/1/download"
        with pytest.raises(ProtocolError, match="redirect"):
            side.run(client.request("GET", "/v1/302"))
    assert len(server.seen) == 2


def test_reads_are_tried_again_and_writes_never_sent_twice(sandbox: Sandbox, side: Side) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        sandbox.route(method, "/v1/entities", json=PAGE)
    client = side.client(sandbox.url or "", max_retries=2)
    sandbox.fail("status", "GET /v1/entities", status=503)
    assert side.run(client.request("GET", "/v1/entities")).status_code == 200
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        sandbox.fail("status", f"{method} /v1/entities", status=503)
        with pytest.raises(ServerError) as failed:
            side.run(client.request(method, "/v1/entities"))
        sandbox.fail("drop", f"{method} /v1/entities")
        with pytest.raises(APIConnectionError) as lost:
            side.run(client.request(method, "/v1/entities"))
        assert failed.value.outcome_unknown and lost.value.outcome_unknown
        assert len(sandbox.journal.calls(f"{method} /v1/entities")) == 2
        sandbox.fail("status", f"{method} /v1/entities", status=429)
        assert side.run(client.request(method, "/v1/entities")).status_code == 200
    assert len(sandbox.journal.calls("GET /v1/entities")) == 2


def test_deadline_and_budget_hold(sandbox: Sandbox, side: Side) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE)
    time = FakeTime()
    client = side.client(sandbox.url or "", clock=time.clock(), deadline=5, max_retries=9)
    sandbox.fail("status", "GET /v1/entities", status=429, retry_after=4, times=None)
    with pytest.raises(RateLimitError):  # the next wait would go beyond the deadline
        side.run(client.request("GET", "/v1/entities"))
    assert sum(time.slept) < 6
    sandbox.faults.clear()
    limited = side.client(sandbox.url or "", budget="memory", budget_limits=[(1, 60)], budget_wait=0, firm_id=1)
    side.run(limited.request("GET", "/v1/entities"))
    with pytest.raises(BudgetExceededError):
        side.list(limited.pages("/v1/entities"))


def test_pages_are_walked_to_their_end(sandbox: Sandbox, side: Side) -> None:
    def page(request: StubRequest) -> Any:
        number = int(request.query.get("page[after]", 0))
        assert request.query.get("filter") == "x y"
        following = f"/v1/entities?filter=x%20y&page[after]={number + 1}"
        return {"data": rows(number), "links": {"next": following if number < 2 else None}}

    sandbox.route("GET", "/v1/entities", page)
    client = side.client(sandbox.url or "")
    ids = [row["id"] for row in side.list(client.pages("/v1/entities", {"filter": "x y"}))]
    assert ids == ["0", "1", "10", "11", "20", "21"]
    assert len(side.list(client.pages("/v1/entities", {"filter": "x y"}, limit=3))) == 3
    assert len(sandbox.journal.calls("GET /v1/entities")) == 5
    (first, *_) = side.list(client.pages("/v1/entities?filter=x%20y").pages())
    assert [row["id"] for row in side.list(client.pages("/v1/entities").resume(first.next))] == ids[2:]
    with pytest.raises(InputError, match="not a page of"):
        client.pages("/v1/entities").resume("/v1/files?page[after]=1")


def test_typed_lists_can_be_read_as_they_are(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    plain = side.list(client.pages("/v1/files", {"page[limit]": 2}))
    assert [row["id"] for row in plain] == [str(file.id) for file in side.list(client.files.list())]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("https://elsewhere.example/v1/entities?page[after]=2", "another server"),
        ("/v1/entities", "circle"),
        ("mailto:x", "neither"),
    ],
)
def test_a_list_never_ends_before_its_end(side: Side, link: str, words: str) -> None:
    body = json.dumps({"data": [{"type": "entities", "id": "1"}], "links": {"next": link}})
    with hostile(lambda _: Reply.json(body)) as server, pytest.raises(ProtocolError, match=words):
        side.list(side.client(server.url).pages("/v1/entities"))
    assert {seen.path for seen in server.seen} == {"/api/v1/entities"}


def test_rows_become_a_table(sandbox: Sandbox, side: Side) -> None:
    pytest.importorskip("pyarrow")
    sandbox.route("GET", "/v1/entities", json=PAGE)
    table = side.run(side.client(sandbox.url or "").pages("/v1/entities").to_arrow())
    assert table.to_pylist() == [{"id": "22", "display_name": "Adam Smith"}]


def test_with_raw_response(sandbox: Sandbox, side: Side) -> None:
    sandbox.route("GET", "/v1/entities", json=PAGE, headers={"Request-Id": "r-2"})
    raw = side.run(side.client(sandbox.url or "").with_raw_response.request("GET", "/v1/entities"))
    assert isinstance(raw, RawResponse)
    assert (raw.parse().json(), raw.request_id) == (PAGE, "r-2")


# --- extra_query and extra_headers ---------------------------------------------------------------------------------


def _of_each_method(client: Any, tmp_path: Any) -> Any:
    """Calls of methods of each make, generated and written by hand."""
    extra: dict[str, Any] = {"extra_query": {"probe": [1, 2]}, "extra_headers": {"X-Probe": "p"}}
    view: dict[str, Any] = {"view_id": 2, "portfolio_type": "entity", "portfolio_id": 22}
    view |= {"start_date": "2024-01-01", "end_date": "2024-03-31"}
    yield lambda: client.files.get(123, **extra)
    yield lambda: client.files.delete(345, **extra)
    yield lambda: client.files.upload(b"x", name="a.txt", **extra)
    yield lambda: client.files.download(123, tmp_path / "f", **extra)
    yield lambda: client.generated_reports.download(1, tmp_path / "z", **extra)
    yield lambda: client.jobs.get(13, **extra)
    yield lambda: client.jobs.wait(13, **extra)
    yield lambda: client.jobs.wait_all([13], **extra)
    yield lambda: client.jobs.download(13, **extra)
    yield lambda: client.jobs.submit_view(**view, **extra)
    yield lambda: client.jobs.run_view(**view, **extra)


@pytest.mark.deliberately_bad
def test_extra_query_and_headers_go_with_each_request(sandbox: Sandbox, side: Side, tmp_path: Any) -> None:
    sandbox.jobs.advance = "at_once"
    client = side.client(sandbox.url or "")
    for number, call in enumerate(_of_each_method(client, tmp_path)):
        sandbox.journal.clear()
        with contextlib.suppress(AddeparError):  # where the sandbox refuses what the specification does not know
            side.run(call())
        for entry in sandbox.journal.calls():
            assert ("probe", "1,2") in entry.query, (number, entry)
            assert entry.headers["x-probe"] == "p", (number, entry)
        assert sandbox.journal.calls(), number


@pytest.mark.deliberately_bad
def test_extra_query_of_a_list(side: Side) -> None:
    with hostile(lambda _: Reply.json('{"data": []}')) as server:
        client = side.client(server.url)
        side.list(client.files.list(page_limit=5, extra_query={"filter[new]": "a b"}, extra_headers={"X-A": "1"}))
        with pytest.raises(InputError, match=r"extra_query: page\[limit\] is also an argument of the method"):
            client.files.list(page_limit=5, extra_query={"page[limit]": 6})
        with pytest.raises(InputError, match="extra_headers"):
            client.files.list(extra_headers={"Authorization": "x"})
        with pytest.raises(InputError, match=r"extra_query\['a'\]"):
            client.files.list(extra_query={"a": object()})
        with pytest.raises(InputError, match="extra_query: pass a mapping"):
            client.files.list(extra_query="a=b")
    (seen,) = server.seen
    assert seen.path in (
        "/api/v1/files?page%5Blimit%5D=5&filter%5Bnew%5D=a+b",
        "/api/v1/files?page%5Blimit%5D=5&filter%5Bnew%5D=a%20b",
    )
    assert seen.headers["x-a"] == "1"


def test_a_job_that_runs_sends_them_each_time(side: Side, tmp_path: Any) -> None:
    job = '{"data": {"type": "jobs", "id": "7", "attributes": {"status": "%s"}}}'

    def answer(seen: Seen) -> Reply:
        if "download" in seen.path:
            return Reply(200, b"a,b\n", {"Content-Type": "text/csv"})
        return Reply.json(job % ("Queued" if seen.method == "POST" else "Completed"))

    with hostile(answer) as server:
        result = side.run(
            side.client(server.url).jobs.run(
                BODIES["jobs_create"],
                extra_query={"probe": 1},
                extra_headers={"Addepar-Compute-Type": "BATCH"},
            )
        )
    assert result.content == b"a,b\n"
    assert [seen.path for seen in server.seen] == [
        "/api/v1/jobs?probe=1",
        "/api/v1/jobs/7?probe=1",
        "/api/v1/jobs/7/download?probe=1",
    ]
    assert {seen.headers.get("addepar-compute-type") for seen in server.seen} == {"BATCH"}
