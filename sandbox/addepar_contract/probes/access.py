"""Access needs the right key, firm and scope, and undeclared parameters are refused."""

from typing import Any

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.probing import READS, WRITES, Done, probe
from addepar_sandbox.testing.seed.seeds import LIMITED_ENTITIES, LIMITED_GROUPS

_RESOURCES = {"files_get", "archived_files_get", "positions_get", "snapshots_get"}
_OK = (200, 201, 202, 204)
# Reading permissions are enough for jobs, although submitting one is a POST.
_NEEDS_WRITE_SCOPE = {name for name in WRITES if not name.startswith("jobs_")}


def _again(done: Done, caller: Caller, key: str | None, firm: str = "1") -> int:
    """The status of the same request from another user, or without credentials."""
    headers = {name: text for name, text in done.headers.items() if name == "content-type"}
    return caller.http.request(
        done.method,
        done.path,
        params=done.query,
        headers={**headers, "Addepar-Firm": firm},
        content=done.body,
        auth=(key, key) if key else None,
    ).status_code


@probe(OPERATIONS, *_OK, once=True)
def strangers_are_refused(done: Done, caller: Caller) -> None:
    assert _again(done, caller, None) == 401
    assert _again(done, caller, "stranger") == 401
    assert _again(done, caller, "sandbox", firm="2") == 401


@probe(OPERATIONS, *_OK, once=True)
def scope_is_needed(done: Done, caller: Caller) -> None:
    assert _again(done, caller, "powerless") == 403


@probe(_NEEDS_WRITE_SCOPE, *_OK, once=True)
def reading_scope_does_not_write(done: Done, caller: Caller) -> None:
    assert _again(done, caller, "readonly") == 403


@probe({"positions_list", "files_list"}, 200, once=True)
def limited_users_see_their_part(done: Done, caller: Caller) -> None:
    """Positions between two entities of theirs; files without associations, or with one of theirs."""
    query = {"page[limit]": "2000"}
    everything = caller.walk(done.operation, query)
    seen = caller.document(done.operation, query=query, key="limited")["data"]
    assert [row["id"] for row in seen] == [row["id"] for row in everything if is_theirs(row)]


@probe(_RESOURCES, 200, once=True)
def limited_users_read_what_is_theirs(done: Done, caller: Caller) -> None:
    """One resource after the other: 200 for what is theirs, 404 for the rest, on each address below it."""
    kind = done.operation.removesuffix("_get")
    listed = caller.walk(f"{kind}_list", {"page[limit]": "2000"}) if f"{kind}_list" in OPERATIONS else []
    for resource_id in {done.id, *(str(row["id"]) for row in listed)}:
        theirs = is_theirs(caller.document(done.operation, resource_id)["data"])
        for operation in _below(kind):
            status = caller.call(operation, resource_id, key="limited").status_code
            assert status in ((200, 206) if theirs else (404,)), (
                f"{operation} {resource_id}: {status} by a limited user"
            )


@probe({"files_get"}, 200, once=True)
def files_of_others_are_not_changed(done: Done, caller: Caller) -> None:
    """A change needs access to all groups and entities of a file, not to one of them."""
    for row in caller.walk("files_list", {"page[limit]": "2000"}):
        data = {"type": "files", "id": row["id"], "attributes": {"name": row["attributes"]["name"]}}
        status = caller.call("files_update", row["id"], body={"data": data}, key="limited").status_code
        expected = 404 if not is_theirs(row) else 200 if is_wholly_theirs(row) else 403
        assert status == expected, f"a limited user's change of file {row['id']}: {status} instead of {expected}"


@probe({"jobs_get", "jobs_list"}, 200, once=True)
def jobs_are_their_creators(done: Done, caller: Caller) -> None:
    """Someone else without access to all data sees none of them."""
    for row in caller.walk("jobs_list", {"page[limit]": "2000"}):
        for operation in ("jobs_get", "jobs_download"):
            assert caller.call(operation, row["id"], key="limited").status_code == 404, f"{operation} {row['id']}"
    assert caller.document("jobs_list", key="limited")["data"] == []


def _below(kind: str) -> list[str]:
    """The reads of one resource of a kind: itself, and what is below its address."""
    reads = [each for each in OPERATIONS.values() if each.method == "get" and each.body["tags"] == [kind]]
    # What a related entity shows hangs on that entity too.
    return [each.id for each in reads if "{" in each.path]


def is_wholly_theirs(row: dict[str, Any]) -> bool:
    """Whether a limited user sees all groups and entities of a file, as a change needs."""
    groups = {each["id"] for each in row["relationships"]["associated_groups"]["data"]}
    entities = {each["id"] for each in row["relationships"]["associated_entities"]["data"]}
    return groups <= set(LIMITED_GROUPS) and entities <= set(LIMITED_ENTITIES)


def is_theirs(row: dict[str, Any]) -> bool:
    """Whether a limited user sees a file, position or snapshot."""
    relationships = {name: relationship["data"] for name, relationship in row["relationships"].items()}
    if "owner" in relationships:
        return all(relationships[end]["id"] in LIMITED_ENTITIES for end in ("owner", "owned"))
    groups = {each["id"] for each in relationships["associated_groups"]}
    entities = {each["id"] for each in relationships["associated_entities"]}
    return not (groups or entities) or bool(groups & set(LIMITED_GROUPS) or entities & set(LIMITED_ENTITIES))


@probe(READS, *_OK, once=True)
def undeclared_parameters_are_refused(done: Done, caller: Caller) -> None:
    answer = caller.http.get(done.path, params=[*done.query, ("include", "creator")], auth=("sandbox", "sandbox"))
    assert answer.status_code == 400


@probe(OPERATIONS, *_OK, once=True)
def undeclared_methods_are_refused_with_the_declared_ones(done: Done, caller: Caller) -> None:
    declared = {each.method.upper() for each in OPERATIONS.values() if each.path == OPERATIONS[done.operation].path}
    answer = caller.http.request("PUT", done.path, auth=("sandbox", "sandbox"))
    assert answer.status_code == 405
    assert {each.strip() for each in answer.headers["allow"].split(",")} == declared


@probe({name for name in WRITES if "requestBody" in OPERATIONS[name].body}, *_OK, once=True)
def other_media_types_are_refused(done: Done, caller: Caller) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = caller.http.request(
        done.method, done.path, headers=headers, content=done.body, auth=("sandbox", "sandbox")
    )
    assert answer.status_code == 415
