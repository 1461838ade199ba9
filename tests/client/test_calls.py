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


@pytest.mark.parametrize("reply", [Reply(204), Reply(200), Reply.json("  ")])
def test_an_empty_answer_to_a_write_is_none(reply: Reply, side: Side) -> None:
    with hostile(lambda _: reply) as server:
        assert side.run(side.client(server.url).files.update(9, {"type": "files", "attributes": {"name": "a"}})) is None


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
