"""A write concerns the records that it names: no other record changes, and no record of other users."""

import itertools
from typing import Any

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, PRINTED, Caller, Upload
from addepar_contract.calls.succeeding import SNAPSHOT
from addepar_contract.probes.access import is_theirs, is_wholly_theirs
from addepar_contract.probes.probing import WRITES, Done, probe
from addepar_sandbox.testing.seed.seeds import LIMITED_ENTITIES, LIMITED_GROUPS

_KINDS = ("positions", "snapshots", "files")
_OF_ONE = {name for name in WRITES if PATH_PARAMETER.search(OPERATIONS[name].path) and not name.startswith("jobs_")}
_OF_MANY = {"positions_update_many", "positions_delete_many", "snapshots_update_many"}
_LISTS = ("positions_list", "files_list", "archived_files_list", "jobs_list")
_OK = (200, 204)


@probe(_OF_ONE | _OF_MANY, *_OK, once=True)
def records_of_others_stay_as_they_are(done: Done, caller: Caller) -> None:
    """Whatever a limited user writes to: 404, or 403 for a file of which they see a part."""
    kind = str(OPERATIONS[done.operation].body["tags"][0])
    for row in [*_partly_theirs(kind, caller), *_records(kind, caller)]:
        if is_theirs(row) and (kind != "files" or is_wholly_theirs(row)):
            continue
        expected = 403 if is_theirs(row) else 404
        path_id = row["id"] if done.operation in _OF_ONE else ""
        answer = caller.call(done.operation, path_id, body=_body(done.operation, kind, row), key="limited")
        assert answer.status_code == expected, f"{row['id']}, by a limited user: {answer.status_code}"


@probe({"jobs_cancel"}, 204, once=True)
def jobs_of_others_are_not_canceled(done: Done, caller: Caller) -> None:
    for row in caller.walk("jobs_list", {"page[limit]": "2000"}):
        assert caller.call("jobs_cancel", row["id"], key="limited").status_code == 404, row["id"]


@probe({f"{kind}_update" for kind in _KINDS} | {f"{kind}_delete" for kind in _KINDS}, *_OK, once=True)
def no_other_record_changes(done: Done, caller: Caller) -> None:
    """Of two equal records one is changed or deleted. The other one and everything else stay as they are."""
    kind, _, verb = done.operation.rpartition("_")
    one, other = _two_alike(kind, caller)
    before = _all_but(one, caller), caller.document(f"{kind}_get", other)
    body = {"data": _change(kind, one)} if verb == "update" else None
    assert caller.call(done.operation, one, body=body).status_code in _OK
    after = _all_but(one, caller), caller.document(f"{kind}_get", other)
    if verb == "delete":
        for rows in before[0].values():
            rows.pop(f"{kind} {one}", None)
        after[0]["archived_files_list"].pop(f"files {one}", None)
    assert after == before, f"{verb} of {one} changed something else as well"
    assert [list(rows) for rows in after[0].values()] == [list(rows) for rows in before[0].values()], "another order"


_HIDDEN = {"entities": "21", "groups": "31"}


@probe({"positions_create", "snapshots_create", "files_upload", "files_update"}, 200, 201, once=True)
def what_a_user_does_not_see_cannot_be_named(done: Done, caller: Caller) -> None:
    """An entity or a group that exists, named by a user who may not see it: 400 or 404, as if there were none."""
    for kind, relation in (("entities", "associated_entities"), ("groups", "associated_groups")):
        hidden = {"data": [{"type": kind, "id": _HIDDEN[kind]}]}
        if done.operation.startswith("files_"):
            mine = _upload(caller, {relation: {"data": []}}, key="limited")
            metadata = {"data": {"type": "files", "attributes": {"name": "a.txt"}, "relationships": {relation: hidden}}}
            tried = [
                caller.call("files_upload", body=Upload(b"a", "a.txt", metadata), key="limited"),
                caller.call(
                    "files_update",
                    mine,
                    body={"data": {"type": "files", "id": mine, "relationships": {relation: hidden}}},
                    key="limited",
                ),
                *(caller.call(f"files_{verb}_{kind}", mine, body=hidden, key="limited") for verb in ("add", "replace")),
            ]
        elif kind == "entities":
            item = _printed(done.operation.removesuffix("_create"))
            ends = [{**item["relationships"], end: {"data": hidden["data"][0]}} for end in ("owner", "owned")]
            bodies = [{"data": [{**item, "relationships": each}]} for each in ends]
            tried = [caller.call(done.operation, body=body, key="limited") for body in bodies]
        else:
            tried = []
        statuses = [answer.status_code for answer in tried]
        assert set(statuses) <= {400, 404}, f"{statuses} for {hidden['data']} of others"


def _records(kind: str, caller: Caller) -> list[dict[str, Any]]:
    if kind == "snapshots":
        # They have no list; this one may just have been deleted.
        read = caller.call("snapshots_get", SNAPSHOT)
        return [read.json()["data"]] if read.status_code == 200 else []
    return caller.walk(f"{kind}_list", {"page[limit]": "2000"})


def _partly_theirs(kind: str, caller: Caller) -> list[dict[str, Any]]:
    """New records of which the limited user sees a part; the request may have removed those that there were."""
    visible, hidden = {"entities": LIMITED_ENTITIES[0], "groups": LIMITED_GROUPS[0]}, _HIDDEN
    if kind == "files":
        made = []
        for seen, unseen in itertools.product(visible, repeat=2):
            linkage: dict[str, Any] = {f"associated_{each}": {"data": []} for each in visible}
            linkage[f"associated_{seen}"]["data"].append({"type": seen, "id": visible[seen]})
            linkage[f"associated_{unseen}"]["data"].append({"type": unseen, "id": hidden[unseen]})
            made.append(caller.document("files_get", _upload(caller, linkage))["data"])
        return made
    item = _printed(kind)
    ends = {"visible": visible["entities"], "hidden": hidden["entities"]}
    items = [
        {**item, "relationships": {end: {"data": {"type": "entities", "id": ends[each]}} for end, each in pair.items()}}
        for pair in ({"owner": "visible", "owned": "hidden"}, {"owner": "hidden", "owned": "visible"})
    ]
    created: list[dict[str, Any]] = caller.call(f"{kind}_create", body={"data": items}).json()["data"]
    return created


def _body(operation: str, kind: str, row: dict[str, Any]) -> Any:
    """What a user with the permission would send."""
    if operation in _OF_MANY:
        identifier = {"type": kind, "id": row["id"]}
        return {"data": [identifier if "delete" in operation else _change(kind, row["id"])]}
    if operation.endswith("_groups"):
        return {"data": [{"type": "groups", "id": LIMITED_GROUPS[0]}]}
    if operation.endswith("_entities"):
        return {"data": [{"type": "entities", "id": LIMITED_ENTITIES[0]}]}
    if operation == "files_update":
        return {"data": {"type": kind, "id": row["id"], "attributes": {"name": row["attributes"]["name"]}}}
    return {"data": _change(kind, row["id"])} if operation.endswith("_update") else None


def _change(kind: str, resource_id: str) -> dict[str, Any]:
    attributes = {
        "positions": {"display_name": "changed by a probe"},
        "snapshots": {"comment": "changed by a probe", "amount": 0.5},
        "files": {"name": "changed by a probe.txt"},
    }
    return {"type": kind, "id": resource_id, "attributes": attributes[kind]}


def _two_alike(kind: str, caller: Caller) -> tuple[str, str]:
    """Two new records that differ in nothing but their ids."""
    if kind == "files":
        linkage = {"associated_groups": {"data": [{"type": "groups", "id": LIMITED_GROUPS[0]}]}}
        return _upload(caller, linkage), _upload(caller, linkage)
    item = _printed(kind)
    made = caller.call(f"{kind}_create", body={"data": [item, item]}).json()["data"]
    first, second = (str(each["id"]) for each in made)
    return first, second


def _printed(kind: str) -> dict[str, Any]:
    """A position or a snapshot as the pages create it."""
    name = "snapshots_create_request" if kind == "snapshots" else "positions_create_share_based_request"
    data: Any = PRINTED[name]["data"]
    return dict(data[0] if isinstance(data, list) else data)


def _upload(caller: Caller, relationships: dict[str, Any], key: str = "sandbox") -> str:
    """The id of a new file."""
    metadata = {"data": {"type": "files", "attributes": {"name": "a.txt"}, "relationships": relationships}}
    return str(caller.call("files_upload", body=Upload(b"a", "a.txt", metadata), key=key).json()["data"]["id"])


def _all_but(resource_id: str, caller: Caller) -> dict[str, dict[str, Any]]:
    """Every list: its rows by type and id, in their order; of one record only the place."""
    lists = {name: caller.walk(name, {"page[limit]": "2000"}) for name in _LISTS}
    return {
        name: {f"{row['type']} {row['id']}": row if row["id"] != resource_id else None for row in rows}
        for name, rows in lists.items()
    }
