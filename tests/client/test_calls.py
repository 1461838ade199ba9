"""Reading answers: models, what stands in for them, and answers without content."""

import json
import warnings
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_client import ProtocolError, RowWarning
from addepar_sandbox import Sandbox

SNAPSHOT = {"type": "snapshots", "id": "7", "attributes": {}}
POSITION = {"type": "positions", "id": "7", "attributes": {}}
ENDS = {end: {"data": {"type": "entities", "id": entity}} for end, entity in (("owner", "22"), ("owned", "34"))}
NEW = POSITION | {"relationships": ENDS}


def test_the_generated_calls_work_against_the_sandbox(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    assert side.run(client.positions.get(100)).type == "positions"
    assert str(side.run(client.files.get("123")).id) == "123"
    assert [str(group.id) for group in side.run(client.files.groups(123))] == ["1234", "5678"]
    assert side.run(client.files.add_groups(123, [{"type": "groups", "id": "200"}])) is None
    assert [str(job.id) for job in side.list(client.jobs.list())][:2] == ["13", "14"]
    assert str(side.run(client.archived_files.get(319)).id) == "319"


@pytest.mark.parametrize("data", [SNAPSHOT, [SNAPSHOT]])
def test_a_bulk_answer_is_a_list_even_where_the_server_sends_one_object(data: Any, side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": data}))) as server:
        found = side.run(side.client(server.url).snapshots.update_many([SNAPSHOT]))
    assert [one.id for one in found] == ["7"]


@pytest.mark.parametrize(("body", "several"), [(NEW, False), ([NEW], True), ({"data": [NEW]}, True)])
def test_one_or_many_answers_in_the_form_it_was_asked_in(body: Any, several: bool, side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": POSITION}), 201)) as server:
        found = side.run(side.client(server.url).positions.create(body))
    assert ([one.id for one in found] if several else found.id) == (["7"] if several else "7")


@pytest.mark.parametrize("status", [200, 201, 202])
def test_any_success_is_read_whatever_its_status(status: int, side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": SNAPSHOT}), status)) as server:
        assert side.run(side.client(server.url).snapshots.get(7)).id == "7"


WRITES: list[tuple[Any, int]] = [
    (lambda client: client.files.update(9, name="a"), 1),
    (lambda client: client.snapshots.create(NEW_SNAPSHOT), 1),
    (lambda client: client.positions.create(owner=1, owned=2), 1),
    (lambda client: client.positions.create([{"owner": 1, "owned": 2}] * 2), 2),
    (lambda client: client.positions.update_many([{"id": 7, "name": "a"}, {"id": 8, "name": "b"}]), 2),
    (lambda client: client.files.upload(b"a", name="a.txt"), 1),
]
NEW_SNAPSHOT = {
    "owner": 1, "owned": 2, "type": "valuation", "currency": "USD", "trade_date": "2024-01-31", "amount": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 200), ("  ", 201), ("null", 200), ('{"data": null}', 200), ('{"data": []}', 200), ('{"data": [null]}', 200),
     ('{"data": ONE}', 200), ('{"data": [ONE, null]}', 200), ('{"data": [ONE, ONE, ONE]}', 200)],
)  # fmt: skip
@pytest.mark.parametrize(("call", "sent"), WRITES)
def test_a_write_that_is_not_answered_by_what_was_sent_is_no_success(
    call: Any, sent: int, body: str, status: int, side: Side
) -> None:
    if body == '{"data": ONE}' and sent == 1:
        pytest.skip("that is the right answer")
    reply = Reply.json(body.replace("ONE", '{"type": "files", "id": "7"}'), status)
    with hostile(lambda _: reply) as server, pytest.raises(ProtocolError) as caught:
        side.run(call(side.client(server.url)))
    assert caught.value.outcome_unknown
    assert len(server.seen) == 1


def test_an_update_may_be_answered_by_204_and_nothing_else(side: Side) -> None:
    with hostile(lambda _: Reply(204)) as server:
        client = side.client(server.url)
        assert side.run(client.files.update(9, name="a")) is None
        with pytest.raises(ProtocolError):
            side.run(client.positions.create(owner=1, owned=2))


@pytest.mark.parametrize("body", ["<html>Sign in</html>", "{", '{"errors": [{"detail": "Sign in"}]}'])
@pytest.mark.parametrize("kind", ["application/vnd.api+json", "application/json; charset=utf-8"])
def test_a_delete_is_done_only_if_nothing_else_is_said(body: str, kind: str, side: Side) -> None:
    reply = Reply(200, body.encode(), {"Content-Type": kind})
    for call in (lambda files: files.delete(9), lambda files: files.add_groups(9, [1])):
        with hostile(lambda _: reply) as server, pytest.raises(ProtocolError) as caught:
            side.run(call(side.client(server.url).files))
        assert caught.value.outcome_unknown


@pytest.mark.parametrize("kind", ["empty", "redirect"])
def test_a_read_that_brings_nothing_is_an_error(kind: str, sandbox: Sandbox, side: Side) -> None:
    sandbox.fail(kind, "files_get")
    sandbox.fail(kind, "files_list")
    client = side.client(sandbox.url or "")
    for call in (lambda: side.run(client.files.get(123)), lambda: side.list(client.files.list())):
        with pytest.raises(ProtocolError):
            call()


def test_an_html_page_is_no_success_of_a_delete(side: Side) -> None:
    page = Reply(200, b"<html>Sign in</html>", {"Content-Type": "text/html"})
    with hostile(lambda _: page) as server, pytest.raises(ProtocolError, match="Sign in"):
        side.run(side.client(server.url).positions.delete(9))


def test_the_media_type_of_an_answer_is_not_insisted_on(side: Side) -> None:
    for kind in ("application/json", "text/plain", ""):
        reply = Reply(200, json.dumps({"data": SNAPSHOT}).encode(), {"Content-Type": kind} if kind else {})
        with hostile(lambda _, reply=reply: reply) as server:  # type: ignore[misc]
            assert side.run(side.client(server.url).snapshots.get(7)).id == "7"


def test_a_resource_that_does_not_fit_is_handed_over_as_it_came(side: Side) -> None:
    odd = {"id": "7", "attributes": ["no object"]}
    with hostile(lambda _: Reply.json(json.dumps({"data": odd}))) as server:
        client = side.client(server.url)
        with pytest.warns(RowWarning, match="does not fit Snapshot"):
            assert side.run(client.snapshots.get(7)) == odd


def test_unknown_fields_and_values_are_kept(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    for kind in ("unknown_enum", "extra_field", "bad_timestamp"):
        sandbox.fail(kind, "jobs_get")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            job = side.run(client.jobs.get(13))
        assert str(job.id) == "13"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("null", "null"),
        ("[]", "a list of 0"),
        ('[{"id": "9", "type": "files"}]', "a list of 1"),
        ('"9"', "str"),
        ("true", "bool"),
    ],
)
def test_one_resource_is_never_something_else(data: str, found: str, side: Side) -> None:
    with hostile(lambda _: Reply.json(f'{{"data":{data}}}')) as server, pytest.raises(ProtocolError) as caught:
        side.run(side.client(server.url).files.get(9))
    assert f"returned {found} instead of one resource" in str(caught.value)


@pytest.mark.parametrize("data", ["null", '"9"', "7"])
def test_a_list_of_resources_is_never_something_else(data: str, side: Side) -> None:
    with hostile(lambda _: Reply.json(f'{{"data":{data}}}')) as server, pytest.raises(ProtocolError) as caught:
        side.run(side.client(server.url).files.groups(9))
    assert "instead of a list of resources" in str(caught.value)


def test_a_list_of_one_that_comes_as_an_object_is_a_list(side: Side) -> None:
    with hostile(lambda _: Reply.json('{"data":{"id": 7, "type": "groups"}}')) as server:
        assert [one.id for one in side.run(side.client(server.url).files.groups(9))] == ["7"]
