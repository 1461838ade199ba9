"""Nobody gets in without the right key, firm and scope, and nothing that is not declared gets through."""

from typing import Any

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.probing import READS, WRITES, Done, probe
from addepar_sandbox.seed.seeds import LIMITED_ENTITIES, LIMITED_GROUPS

_OK = (200, 201, 202, 204)
# Reading permissions are enough for jobs, although submitting one is a POST.
_NEEDS_WRITE_SCOPE = {name for name in WRITES if not name.startswith("jobs_")}


def _again(done: Done, caller: Caller, key: str | None, firm: str = "1") -> int:
    """The status of the same request by somebody else, or by nobody."""
    kept = {name: text for name, text in done.headers.items() if name == "content-type"}
    return caller.http.request(
        done.method,
        done.path,
        params=done.query,
        headers={**kept, "Addepar-Firm": firm},
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
    assert [row["id"] for row in seen] == [row["id"] for row in everything if _is_theirs(row)]


def _is_theirs(row: dict[str, Any]) -> bool:
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
