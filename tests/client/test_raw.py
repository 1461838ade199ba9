"""The HTTP answer behind every method."""

import inspect
import json
import pickle
from typing import Any

import pytest
from tests.client.printed_bodies import BODIES
from tests.client.support import Reply, Side, hostile

from addepar_api.operations import OPERATIONS
from addepar_client import NotFoundError, ProtocolError, RawResponse
from addepar_sandbox import Sandbox


def test_an_answer_and_its_result(sandbox: Sandbox, side: Side) -> None:
    raw = side.run(side.client(sandbox.url or "").with_raw_response.files.get(123))
    assert isinstance(raw, RawResponse)
    assert raw.status_code == 200
    assert raw.headers["Content-Type"] == "application/vnd.api+json"
    assert raw.json()["data"]["id"] == "123"
    assert json.loads(raw.content) == json.loads(raw.text) == raw.json()
    assert str(raw.parse().id) == "123"
    assert raw.answer.request.method == "GET"
    assert pickle.loads(pickle.dumps(raw)).status_code == 200  # noqa: S301


def test_a_list_gives_its_first_page(sandbox: Sandbox, side: Side) -> None:
    raw = side.run(side.client(sandbox.url or "").with_raw_response.files.list(page_limit=1))
    page = raw.parse()
    assert len(page.rows) == len(raw.json()["data"]) == 1
    assert page.next


def test_transfers_and_jobs(sandbox: Sandbox, side: Side, tmp_path: Any) -> None:
    client = side.client(sandbox.url or "").with_raw_response
    uploaded = side.run(client.files.upload(b"hello", name="a.txt"))
    assert uploaded.status_code in (200, 201)
    assert uploaded.parse().attributes.name == "a.txt"
    downloaded = side.run(client.files.download(123, tmp_path / "f"))
    assert (downloaded.status_code, downloaded.content) == (200, b"")
    assert downloaded.parse().path == tmp_path / "f"
    assert side.run(client.files.delete(123)).status_code == 204
    assert side.run(client.jobs.wait(13)).parse().attributes.status == "Completed"


def test_errors_are_raised_all_the_same(sandbox: Sandbox, side: Side) -> None:
    with pytest.raises(NotFoundError):
        side.run(side.client(sandbox.url or "").with_raw_response.files.get(999999))


def test_an_answer_that_is_not_the_apis_can_be_looked_at(side: Side) -> None:
    page = Reply(200, b"<html>Sign in</html>", {"Content-Type": "text/html"})
    with hostile(lambda _: page) as server:
        raw = side.run(side.client(server.url).with_raw_response.files.get(9))
    assert raw.text == "<html>Sign in</html>"
    with pytest.raises(ProtocolError, match="Sign in"):
        raw.parse()


def test_the_last_attempt_is_shown(sandbox: Sandbox, side: Side) -> None:
    sandbox.fail("status", "files_get", status=503)
    raw = side.run(side.client(sandbox.url or "", max_retries=1).with_raw_response.files.get(123))
    assert raw.status_code == 200


DOCUMENT = {"data": {"type": "x", "id": "1", "attributes": {"status": "Completed"}}}


@pytest.mark.filterwarnings("ignore::addepar_client.RowWarning")
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_every_operation_has_it(operation: str, side: Side, tmp_path: Any) -> None:
    resource, method = (operation[len(OPERATIONS[operation].tag) + 1 :], OPERATIONS[operation].tag)[::-1]
    facts = OPERATIONS[operation]
    body = json.dumps(DOCUMENT | {"data": [DOCUMENT["data"]]} if facts.answer == "page" else DOCUMENT)
    reply = {"binary": Reply(200, b"x"), "empty": Reply(204)}.get(facts.answer, Reply.json(body))
    with hostile(lambda _: reply) as server:
        call = getattr(getattr(side.client(server.url).with_raw_response, resource), method)
        given: dict[str, Any] = {
            name: 1
            for name, parameter in inspect.signature(call).parameters.items()
            if parameter.default is parameter.empty
        }
        given |= {"body": BODIES[operation]} if facts.body == "json" else {}
        given |= {"to": tmp_path / "f"} if "to" in given else {}
        given |= {"source": b"x", "name": "a.txt"} if "source" in given else {}
        raw = side.run(call(**given))
    assert raw.status_code == reply.status
    assert server.seen[0].method == facts.method


@pytest.mark.parametrize("resource", ["files", "positions"])
def test_each_resource_gives_responses_by_itself(resource: str, sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    raw = side.run(getattr(client, resource).with_raw_response.list(page_limit=1))
    assert (raw.status_code, len(raw.parse().rows)) == (200, len(raw.json()["data"]))
    assert not isinstance(next(iter(side.list(getattr(client, resource).list(limit=1))), None), RawResponse)
