"""Written data exist afterwards, complete and without side effects; deleted data do not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.probing import WRITES, Done, id_text, probe

_CREATES = {"positions_create", "snapshots_create"}
_CHANGES = {f"{kind}_{verb}" for kind in ("positions", "snapshots") for verb in ("update", "update_many")}
_DELETES = {"positions_delete", "snapshots_delete", "files_delete"}
# Responses to changes leave out the times of creation and change, or have newer ones.
_TIMES = ("created_at", "modified_at")
# Shorter than the distance between two time zones, and longer than the clocks of two machines differ.
_SLACK = timedelta(minutes=10)
_MAX_LOOKS = 12
# An id that nothing has.
_NOBODY = "987654321"


def _kind(done: Done) -> str:
    return str(OPERATIONS[done.operation].body["tags"][0])


@probe(WRITES, 204)
def done_without_a_body_is_empty(done: Done, caller: Caller) -> None:
    assert done.content == b""
    assert "content-type" not in done.answer_headers
    assert done.answer_headers.get("content-length", "0") == "0"


@probe(_CREATES, 201)
def all_that_was_sent_is_created(done: Done, caller: Caller) -> None:
    """All resources that were sent are created, in order, and read back as returned and as sent."""
    created, sent = done.items(), done.items_sent()
    assert len(created) == len(sent), f"{len(sent)} sent, {len(created)} created"
    assert len({each["id"] for each in created}) == len(created)
    for answered, item in zip(created, sent, strict=True):
        read = caller.document(f"{_kind(done)}_get", answered["id"])["data"]
        _same_resource(read, answered)
        _holds(read, item.get("attributes", {}))
        for end in ("owner", "owned"):
            assert read["relationships"][end]["data"]["id"] == id_text(item["relationships"][end]["data"]["id"])


@probe({"positions_create"}, 201)
def cash_positions_of_two_entities_have_names_of_their_own(done: Done, caller: Caller) -> None:
    """A used name can be neither created again, alone or among others, nor set by a change."""
    for answered, item in zip(done.items(), done.items_sent(), strict=True):
        owned = caller.document("positions_owned", answered["id"])["data"]["attributes"]
        if owned.get("model_type") != "CASH":
            continue
        name = item["attributes"]["name"]
        assert caller.call("positions_create", body={"data": item}).status_code == 400, f"{name!r} twice"
        fresh = {**item, "attributes": {**item["attributes"], "name": f"{name} (other)"}}
        assert caller.call("positions_create", body={"data": [fresh, fresh]}).status_code == 400, "twice at once"
        other = caller.call("positions_create", body={"data": fresh})
        assert other.status_code == 201, "another name is free, and was not taken by what was refused"
        elsewhere = {"data": {"type": "entities", "id": "22" if _owner(item) != "22" else "99"}}
        of_another = {**item, "relationships": {**item["relationships"], "owner": elsewhere}}
        assert caller.call("positions_create", body={"data": of_another}).status_code == 201, (
            "the name of another owner's"
        )
        change = {"type": "positions", "id": other.json()["data"]["id"], "attributes": {"name": name}}
        assert caller.call("positions_update", change["id"], body={"data": change}).status_code == 400
        assert caller.call("positions_update_many", body={"data": [change]}).status_code == 400
        own = {**change, "attributes": fresh["attributes"]}
        assert caller.call("positions_update", change["id"], body={"data": own}).status_code == 200, "its own name"


@probe({"snapshots_create"}, 201, once=True)
def one_change_leaves_the_rest(done: Done, caller: Caller) -> None:
    """Each attribute in turn is changed to what it is, alone or among others; all others stay as they were created."""
    for created in done.items():
        before = caller.document("snapshots_get", created["id"])["data"]["attributes"]
        for name in ("amount", "comment", "units"):
            if name not in before:
                continue
            change = {"type": "snapshots", "id": created["id"], "attributes": {name: before[name]}}
            for operation, body in (("snapshots_update", change), ("snapshots_update_many", [change])):
                path_id = created["id"] if operation == "snapshots_update" else ""
                assert caller.call(operation, path_id, body={"data": body}).status_code == 200
                after = caller.document("snapshots_get", created["id"])["data"]["attributes"]
                assert {**after, "modified_at": ""} == {**before, "modified_at": ""}, f"after a change of {name}"


# Two ids of each type, to have one that a relationship does not point to.
_POINTED_AT = {"entities": ("34", "29"), "positions": ("104", "13")}


@probe({"positions_update", "snapshots_update"}, 200, once=True)
def relationships_cannot_be_changed(done: Done, caller: Caller) -> None:
    """Each relationship that the record shows, alone and among the others as they are."""
    kind = _kind(done)
    before = caller.document(f"{kind}_get", done.id)["data"]["relationships"]
    bare = {name: {"data": relationship["data"]} for name, relationship in before.items()}
    for name, relationship in bare.items():
        present = relationship["data"]
        other = next(each for each in _POINTED_AT[present["type"]] if each != present["id"])
        changed = {name: {"data": {**present, "id": other}}}
        for relationships in (changed, {**bare, **changed}):
            change = {"type": kind, "id": done.id, "attributes": {}, "relationships": relationships}
            for operation, path_id, data in ((done.operation, done.id, change), (f"{kind}_update_many", "", [change])):
                status = caller.call(operation, path_id, body={"data": data}).status_code
                assert status == 400, f"{operation} with another {name}: {status}"
    assert caller.document(f"{kind}_get", done.id)["data"]["relationships"] == before


def _owner(item: dict[str, Any]) -> str:
    return id_text(item["relationships"]["owner"]["data"]["id"])


@probe({"positions_create"}, 201)
def created_positions_are_listed(done: Done, caller: Caller) -> None:
    listed = [row["id"] for row in caller.walk("positions_list", {"page[limit]": "2000"})]
    created = [row["id"] for row in done.items()]
    assert listed[-len(created) :] == created, "new positions come last in the list"


@probe(_CHANGES, 200)
def changes_are_kept(done: Done, caller: Caller) -> None:
    """Every item is returned, reads the same afterwards, and contains what was sent."""
    changed, sent = done.items(), done.items_sent()
    assert [id_text(each["id"]) for each in changed] == [id_text(each["id"]) for each in sent]
    last = {id_text(each["id"]): number for number, each in enumerate(sent)}
    for number, (answered, item) in enumerate(zip(changed, sent, strict=True)):
        read = caller.document(f"{_kind(done)}_get", answered["id"])["data"]
        if last[str(answered["id"])] == number:
            _same_resource(read, answered)
            _holds(read, item.get("attributes", {}))


@probe({"positions_update", "snapshots_update", "files_update"}, 200)
def only_what_was_sent_is_changed(done: Done, caller: Caller) -> None:
    before = done.before["data"].get("attributes", {})
    after = caller.document(f"{_kind(done)}_get", done.id)["data"].get("attributes", {})
    sent = done.sent["data"].get("attributes", {})
    assert before.get("created_at") == after.get("created_at"), "created_at moved"
    for name in {*before, *after} - {*sent, *_TIMES}:
        assert before.get(name) == after.get(name), f"{name} was {before.get(name)!r} and is {after.get(name)!r}"


@probe({"jobs_create", "files_upload", "files_delete"} | _CREATES | _CHANGES, 200, 201, 202, 204)
def times_are_true(done: Done, caller: Caller) -> None:
    """What the server notes about this request is the time of this request, in UTC."""
    names = {
        "create": ("created_at", "modified_at"),
        "upload": ("created_at",),
        "delete": ("deleted_at",),
    }.get(done.operation.rpartition("_")[2], ("modified_at",))
    if done.operation == "jobs_create":
        names = ("started_at", "completed_at")
        for _ in range(_MAX_LOOKS):
            record = caller.document("jobs_get", done.document["data"]["id"])["data"]
            if "completed_at" in record["attributes"]:
                break
    elif done.operation == "files_delete":
        record = caller.document("archived_files_get", done.id)["data"]
    else:
        record = caller.document(f"{_kind(done)}_get", str(done.items()[-1]["id"]))["data"]
    for name in names:
        noted = datetime.fromisoformat(record["attributes"][name].upper().replace("Z", "+00:00"))
        assert abs(datetime.now(UTC) - noted) < _SLACK, f"{done.operation}: {name} is {noted}"


@probe(_DELETES, 204)
def deleted_is_gone(done: Done, caller: Caller) -> None:
    kind = _kind(done)
    assert caller.call(f"{kind}_get", done.id).status_code == 404
    assert caller.call(done.operation, done.id).status_code == 404
    if kind != "snapshots":
        assert done.id not in [row["id"] for row in caller.walk(f"{kind}_list", {"page[limit]": "2000"})]


@probe({"positions_delete_many"}, 204)
def all_named_are_deleted(done: Done, caller: Caller) -> None:
    for each in done.items_sent():
        assert caller.call("positions_get", id_text(each["id"])).status_code == 404


@probe({"snapshots_update_many", "positions_update_many"}, 200, once=True)
def refused_changes_change_nothing(done: Done, caller: Caller) -> None:
    """A bulk change of which the last item does not exist."""
    kind, (first, *_) = _kind(done), done.items_sent()
    path_id = id_text(first["id"])
    before = caller.document(f"{kind}_get", path_id)["data"]
    name = "comment" if kind == "snapshots" else "display_name"
    change = {"type": kind, "id": first["id"], "attributes": {name: "of a change that is refused"}}
    answer = caller.call(done.operation, body={"data": [change, {**change, "id": _NOBODY}]})
    assert answer.status_code == 404
    assert caller.document(f"{kind}_get", path_id)["data"] == before


@probe(_CREATES, 201, once=True)
def refused_creations_create_nothing(done: Done, caller: Caller) -> None:
    """A bulk creation of which the last item belongs to an entity that does not exist."""
    item = done.items_sent()[0]
    unknown = {**item["relationships"], "owner": {"data": {"type": "entities", "id": _NOBODY}}}
    before = _positions(caller)
    answer = caller.call(done.operation, body={"data": [item, {**item, "relationships": unknown}]})
    assert answer.status_code in (400, 404)
    assert _positions(caller) == before, "some of what was refused exists"


@probe({"positions_delete_many"}, 204, once=True)
def refused_deletions_delete_nothing(done: Done, caller: Caller) -> None:
    """A bulk deletion of which the last item does not exist."""
    before = _positions(caller)
    items = [{"type": "positions", "id": row["id"]} for row in before]
    answer = caller.call(done.operation, body={"data": [*items[:2], {"type": "positions", "id": _NOBODY}]})
    assert answer.status_code in (400, 404)
    assert _positions(caller) == before, "some of what was refused is gone"


# Probes below change the record, so they come after those that look at it.
# What the pages say cannot be changed, each with a value that no record has.
_FIXED: dict[str, dict[str, Any]] = {
    "snapshots": {"vendor_id": "x", "created_at": "2001-01-01T00:00:00Z", "modified_at": "2001-01-01T00:00:00Z"},
    "positions": {"created_at": "2001-01-01T00:00:00Z", "modified_at": "2001-01-01T00:00:00Z"},
    "files": {"content_type": "x/y", "bytes": 0, "created_at": "2001-01-01T00:00:00Z"},
}


@probe({"positions_update", "snapshots_update", "files_update"}, 200, once=True)
def fixed_attributes_stay(done: Done, caller: Caller) -> None:
    """Alone and in bulk. Snapshots and positions refuse the change; of files the page says only "not editable"."""
    kind = _kind(done)
    before = caller.document(f"{kind}_get", done.id)["data"].get("attributes", {})
    fixed = dict(_FIXED[kind])
    if kind == "snapshots":
        fixed |= {"trade_date": "2001-01-01", "type": "valuation" if before["type"] == "snapshot" else "snapshot"}
    for name, value in fixed.items():
        change = {"type": kind, "id": done.id, "attributes": {name: value}}
        requests: list[tuple[str, str, Any]] = [(done.operation, done.id, change)]
        if kind != "files":
            requests.append((f"{kind}_update_many", "", [change]))
        for operation, path_id, data in requests:
            status = caller.call(operation, path_id, body={"data": data}).status_code
            assert status == 400 or kind == "files", f"{operation} of {name}: {status}"
            after = caller.document(f"{kind}_get", done.id)["data"].get("attributes", {})
            assert after.get(name) == before.get(name), f"{operation} changed {name}"


@probe({f"positions_{verb}" for verb in ("create", "update", "update_many")}, 200, 201, once=True)
def unknown_attributes_are_not_found(done: Done, caller: Caller) -> None:
    for name in ("no_such_attribute", "_custom_no_such_attribute_1"):
        item = {**done.items_sent()[0], "attributes": {name: [{"value": "x"}]}}
        body = {"data": item if isinstance(done.sent["data"], dict) else [item]}
        path_id = done.id if done.operation == "positions_update" else ""
        answer = caller.call(done.operation, path_id, body=body)
        assert answer.status_code == 404, f"{name}: {answer.status_code}"


@probe({"snapshots_update_many", "positions_update_many"}, 200, once=True)
def of_two_changes_of_one_record_the_last_counts(done: Done, caller: Caller) -> None:
    kind, first = _kind(done), done.items_sent()[0]
    name = "comment" if kind == "snapshots" else "display_name"
    changes = [{"type": kind, "id": first["id"], "attributes": {name: text}} for text in ("first", "last")]
    answer = caller.call(done.operation, body={"data": changes})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        read = caller.document(f"{kind}_get", id_text(first["id"]))["data"]
        assert read["attributes"][name] == "last"


def _positions(caller: Caller) -> list[dict[str, Any]]:
    return caller.walk("positions_list", {"page[limit]": "2000"})


def _same_resource(read: dict[str, Any], answered: dict[str, Any]) -> None:
    for name in ("id", "type", "relationships", "links"):
        assert read[name] == answered[name], name
    shown = answered.get("attributes", {})
    for name in shown:
        assert read["attributes"].get(name) == shown[name], name


def _holds(read: dict[str, Any], sent: dict[str, Any]) -> None:
    """The resource has the attributes that were sent. A null removes one; custom values get a date and a weight."""
    for name, value in sent.items():
        stored = read.get("attributes", {}).get(name)
        if value is None:
            assert not stored, f"{name} is {stored!r} after null"
        elif name.startswith("_custom_"):
            assert stored == [{"date": None, "weight": 1.0, **each} for each in value], name
        elif name == "type":
            # The pages write the types of snapshots in either case.
            assert stored == value.lower(), name
        else:
            assert stored == value, f"{name} is {stored!r}, sent was {value!r}"
