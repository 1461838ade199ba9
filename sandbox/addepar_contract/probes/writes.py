"""Written data exist afterwards, complete and without side effects; deleted data do not."""

import io
import json
from datetime import UTC, datetime
from typing import Any

from werkzeug.formparser import FormDataParser

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.probing import WRITES, Done, id_text, probe

_CREATES = {"positions_create", "snapshots_create"}
_CHANGES = {f"{kind}_{verb}" for kind in ("positions", "snapshots") for verb in ("update", "update_many")}
_DELETES = {"positions_delete", "snapshots_delete", "files_delete"}
_ASSOCIATIONS = {f"files_{verb}_{kind}" for verb in ("add", "replace", "remove") for kind in ("groups", "entities")}
# Responses to changes leave out the times of creation and change, or have newer ones.
_TIMES = ("created_at", "modified_at")


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


@probe({"positions_update", "snapshots_update"}, 200, once=True)
def ends_cannot_be_changed(done: Done, caller: Caller) -> None:
    kind = _kind(done)
    before = caller.document(f"{kind}_get", done.id)["data"]["relationships"]
    for end in ("owner", "owned"):
        other = {end: {"data": {"type": "entities", "id": "34" if before[end]["data"]["id"] != "34" else "29"}}}
        change = {"type": kind, "id": done.id, "attributes": {}, "relationships": {**_bare(before), **other}}
        assert caller.call(done.operation, done.id, body={"data": change}).status_code == 400, f"another {end}"
        assert caller.call(f"{kind}_update_many", body={"data": [change]}).status_code == 400, f"another {end}"
    assert caller.document(f"{kind}_get", done.id)["data"]["relationships"] == before


def _bare(relationships: dict[str, Any]) -> dict[str, Any]:
    return {end: {"data": relationships[end]["data"]} for end in ("owner", "owned")}


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


@probe({"files_update"}, 200)
def file_is_renamed_and_filed(done: Done, caller: Caller) -> None:
    sent, read = done.sent["data"], caller.document("files_get", done.id)["data"]
    assert read["attributes"] == done.document["data"]["attributes"]
    if "name" in sent.get("attributes", {}):
        name = sent["attributes"]["name"]
        assert read["attributes"]["name"] == name
        if name.isascii() and name.isprintable() and not set(name) & set('"\\'):
            disposition = caller.call("files_download", done.id).headers["content-disposition"]
            assert f'filename="{name}"' in disposition, f"downloaded as {disposition}"
    _same_associations(sent, read)


@probe({"files_upload"}, 201)
def upload_comes_back(done: Done, caller: Caller) -> None:
    """The record and the bytes, and the file in the list."""
    content, metadata = _parts(done)
    resource = done.document["data"]
    read = caller.document("files_get", str(resource["id"]))["data"]
    assert read["attributes"] == resource["attributes"]
    assert read["attributes"]["name"] == metadata["data"]["attributes"]["name"]
    assert read["attributes"]["bytes"] == len(content)
    _same_associations(metadata["data"], read)
    assert caller.call("files_download", str(resource["id"])).content == content
    assert caller.walk("files_list", {"page[limit]": "2000"})[-1]["id"] == str(resource["id"])


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


@probe({"files_delete"}, 204)
def deleted_file_is_archived(done: Done, caller: Caller) -> None:
    assert caller.call("files_download", done.id).status_code == 404
    archived = caller.document("archived_files_get", done.id)["data"]
    before = done.before["data"]["attributes"]
    assert {name: archived["attributes"][name] for name in before} == before
    deleted_at = archived["attributes"]["deleted_at"]
    # Times have no fractions: what was uploaded a moment ago may be deleted within the same second.
    fresh = before["created_at"][:10] >= datetime.now(UTC).date().isoformat()
    assert deleted_at >= before["created_at"] if fresh else deleted_at > before["created_at"], "deleted when created"
    for name, relationship in done.before["data"]["relationships"].items():
        assert _ids(archived["relationships"][name]["data"]) == _ids(relationship["data"]), name
    assert len(caller.call("archived_files_download", done.id).content) == before["bytes"]
    assert done.id in [row["id"] for row in caller.walk("archived_files_list", {"page[limit]": "2000"})]


@probe(_ASSOCIATIONS, 204)
def associations_follow(done: Done, caller: Caller) -> None:
    """Adding adds, replacing replaces, removing removes; the file's own record shows the same."""
    _, verb, kind = done.operation.split("_")
    relationships = done.before["data"]["relationships"]
    before, sent = _ids(relationships[f"associated_{kind}"]["data"]), list(dict.fromkeys(_ids(done.sent["data"])))
    expected = {
        "add": list(dict.fromkeys(before + sent)),
        "replace": sent,
        "remove": [each for each in before if each not in sent],
    }[verb]
    assert _ids(caller.document(f"files_{kind}", done.id)["data"]) == expected
    record = caller.document("files_get", done.id)["data"]
    assert _ids(record["relationships"][f"associated_{kind}"]["data"]) == expected
    other = "associated_groups" if kind == "entities" else "associated_entities"
    assert record["relationships"][other] == relationships[other], f"{other} changed as well"
    assert record["attributes"] == done.before["data"]["attributes"]


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


def _same_associations(sent: dict[str, Any], read: dict[str, Any]) -> None:
    for name, relationship in sent.get("relationships", {}).items():
        if name in read["relationships"]:
            expected = list(dict.fromkeys(_ids(relationship["data"])))
            assert _ids(read["relationships"][name]["data"]) == expected, name


def _ids(data: list[dict[str, Any]]) -> list[str]:
    return [id_text(each["id"]) for each in data]


def _parts(done: Done) -> tuple[bytes, Any]:
    """The two parts of an upload as sent."""
    media_type, _, options = done.headers["content-type"].partition(";")
    boundary = options.partition("=")[2].strip().strip('"')
    _, form, files = FormDataParser(silent=False).parse(
        io.BytesIO(done.body), media_type, len(done.body), {"boundary": boundary}
    )
    content = files["file"].read()
    metadata = form["metadata"] if "metadata" in form else files["metadata"].read().decode()
    for each in files.values():
        each.close()
    return content, json.loads(metadata)
