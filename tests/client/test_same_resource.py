"""An answer is the resource that was asked for: another id is an error, and after a write the outcome is unknown."""

import json
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_api.operations import OPERATIONS
from addepar_client import ProtocolError
from addepar_core.operations.definitions import Operation

NAMING = {name for name, operation in OPERATIONS.items() if operation.same_resource}
BODIES: dict[str, dict[str, Any]] = {
    "files_update": {"name": "b.pdf"}, "positions_update": {"name": "Cash"}, "snapshots_update": {"amount": 5}
}  # fmt: skip


def called(client: Any, operation: Operation, record: Any) -> Any:
    method = getattr(getattr(client, operation.tag), operation.id.removeprefix(f"{operation.tag}_"))
    return method(record, **BODIES.get(operation.id, {}))


def answering(record: Any, operation: Operation) -> Any:
    kind = operation.parameters[0].types[0]
    document = {"data": {"type": kind, "id": record, "attributes": {"status": "Queued"}}}
    return lambda _: Reply.json(json.dumps(document))


def test_the_specification_says_which_answers_are_the_resource_of_their_path() -> None:
    assert sorted(NAMING) == [
        "archived_files_get", "files_get", "files_update", "generated_reports_get", "jobs_get", "positions_get",
        "positions_update", "snapshots_get", "snapshots_update",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMING))
def test_another_resource_is_an_error(name: str, side: Side) -> None:
    operation = OPERATIONS[name]
    with hostile(answering("666", operation)) as server, pytest.raises(ProtocolError) as caught:
        side.run(called(side.client(server.url), operation, "123"))
    assert "/123 was answered by the resource '666' instead" in str(caught.value)
    assert caught.value.outcome_unknown is (operation.method == "PATCH")


@pytest.mark.parametrize(
    ("asked", "answered"), [(123, 123), (123, "123"), ("123", 123), ("a b%é", "a b%é"), ({"id": 7}, "7")]
)
@pytest.mark.parametrize("name", sorted(NAMING))
def test_the_same_id_is_the_same_in_whatever_form(name: str, asked: Any, answered: Any, side: Side) -> None:
    operation = OPERATIONS[name]
    with hostile(answering(answered, operation)) as server:
        record = side.run(called(side.client(server.url), operation, asked))
    assert record.id == str(answered)


def test_a_record_that_does_not_fit_is_compared_too(side: Side) -> None:
    odd = Reply.json('{"data": {"id": 666, "type": "positions", "attributes": "odd"}}')
    with hostile(lambda _: odd) as server, pytest.warns(UserWarning), pytest.raises(ProtocolError, match="666"):
        side.run(side.client(server.url).positions.get(123))


@pytest.mark.parametrize(
    ("kind", "call"),
    [
        ("entities", lambda client: client.positions.owner(13)),
        ("entities", lambda client: client.positions.owner_relationship(13)),
        ("positions", lambda client: client.snapshots.position(13)),
        ("users", lambda client: client.generated_reports.creator(13)),
        ("files", lambda client: client.generated_reports.zipped_file(13)),
        ("groups", lambda client: client.files.groups(13)),
        ("positions", lambda client: client.positions.create(owner=13, owned=14)),
    ],
)
def test_what_belongs_to_a_resource_has_its_own_id(kind: str, call: Any, side: Side) -> None:
    one = {"id": "666", "type": kind}
    document = json.dumps({"data": [one] if kind == "groups" else one})
    with hostile(lambda _: Reply.json(document)) as server:
        record = side.run(call(side.client(server.url)))
    assert (record[0] if isinstance(record, list) else record).id == "666"


def test_the_job_that_is_waited_for_is_the_one_that_is_looked_at(side: Side) -> None:
    operation = OPERATIONS["jobs_get"]
    with hostile(answering("666", operation)) as server:
        client = side.client(server.url)
        with pytest.raises(ProtocolError, match="666"):
            side.run(client.jobs.wait("13"))
        (outcome,) = side.run(client.jobs.wait_all(["13"]))
    assert isinstance(outcome.error, ProtocolError)
    assert "/13 was answered by the resource '666' instead" in str(outcome.error)


def test_a_result_in_place_of_a_job_has_no_id_to_compare(side: Side) -> None:
    result = Reply.json('{"data": {"type": "portfolio_views", "id": "666", "attributes": {}}}')
    with hostile(lambda _: result) as server:
        job = side.run(side.client(server.url).jobs.get("13"))
    assert (job.id, job.attributes.status) == ("13", "Completed")


@pytest.mark.parametrize("ids", [["14", "666"], ["13", "13"]])
def test_many_are_answered_by_those_that_were_sent(ids: list[str], side: Side) -> None:
    document = json.dumps({"data": [{"type": "positions", "id": one} for one in ids]})
    rows = [{"id": 13, "name": "a"}, {"id": "14", "name": "b"}]
    with hostile(lambda _: Reply.json(document)) as server, pytest.raises(ProtocolError) as caught:
        side.run(side.client(server.url).positions.update_many(rows))
    assert "was answered by other resources than were sent" in str(caught.value)
    assert caught.value.outcome_unknown


def test_many_that_come_in_another_order_belong_to_their_rows(side: Side) -> None:
    document = json.dumps({"data": [{"type": "positions", "id": one} for one in (14, 13)]})
    with hostile(lambda _: Reply.json(document)) as server:
        client = side.client(server.url)
        rows = [{"id": 13, "name": "a"}, {"id": "14", "name": "b"}]
        assert [one.id for one in side.run(client.positions.update_many(rows))] == ["13", "14"]
        loaded = side.run(client.positions.bulk_update(rows))
    assert [(row.row["id"], row.record.id) for row in loaded.succeeded] == [(13, "13"), ("14", "14")]
