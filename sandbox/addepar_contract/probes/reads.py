"""Reads are consistent: the same every time, at the named address, with the length in the record."""

from typing import Any

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, Caller
from addepar_contract.probes.probing import DOWNLOADS, LISTS, READS, Done, probe

# In the sandbox's default setting, polling a job advances it.
_STEADY = READS - {"jobs_get"}
_SINGLE = {name for name in READS - LISTS - DOWNLOADS if PATH_PARAMETER.search(OPERATIONS[name].path)}
_RECORDS = {
    "files_download": ("files_get", "/v1/files/{}"),
    "archived_files_download": ("archived_files_get", "/v1/archive/files/{}"),
    "generated_reports_download": ("generated_reports_zipped_file", "/v1/generated_reports/{}/zipped_file"),
}


@probe(_STEADY, 200)
def reading_again_gives_the_same(done: Done, caller: Caller) -> None:
    again = caller.http.get(done.path, params=done.query, auth=("sandbox", "sandbox"))
    assert again.status_code == 200
    assert again.content == done.content


@probe({name for name in _SINGLE if name.endswith("_get")}, 200)
def links_lead_to_what_they_name(done: Done, caller: Caller) -> None:
    """The self link reads the resource itself, a relationship's own link the ids that it shows."""
    resource = done.document["data"]
    assert str(resource["id"]) == done.id
    if "self" in resource.get("links", {}):
        answer = caller.get(resource["links"]["self"])
        assert answer.status_code == 200, resource["links"]["self"]
        assert answer.json()["data"]["id"] == resource["id"]
    for relationship in resource.get("relationships", {}).values():
        link = relationship.get("links", {}).get("self", "")
        if _is_operation(link):
            answer = caller.get(link)
            assert answer.status_code == 200, link
            assert _ids(answer.json()["data"]) == _ids(relationship["data"]), link


@probe({"snapshots_owner", "snapshots_owned", "snapshots_position", "positions_owner", "positions_owned"}, 200)
def related_resource_is_the_one_pointed_to(done: Done, caller: Caller) -> None:
    pointed = caller.document(f"{done.operation}_relationship", done.id)["data"]
    assert (str(pointed["id"]), pointed["type"]) == (done.document["data"]["id"], done.document["data"]["type"])


@probe({"snapshots_get", "snapshots_create"}, 200, 201)
def position_is_between_the_ends_of_its_snapshot(done: Done, caller: Caller) -> None:
    for snapshot in done.items():
        position = caller.document("snapshots_position", snapshot["id"])["data"]
        for end in ("owner", "owned"):
            expected = snapshot["relationships"][end]["data"]
            assert position["relationships"][end]["data"] == expected, f"{end} of position {position['id']}"


@probe({f"{kind}_{end}" for kind in ("snapshots", "positions") for end in ("owner", "owned")}, 200)
def an_entity_is_the_same_on_every_route(done: Done, caller: Caller) -> None:
    """At either end of each position that it has."""
    entity = done.document["data"]
    for row in caller.walk("positions_list", {"page[limit]": "2000"}):
        for end in ("owner", "owned"):
            if row["relationships"][end]["data"]["id"] == entity["id"]:
                assert caller.document(f"positions_{end}", row["id"])["data"] == entity, f"{end} of {row['id']}"


@probe({"generated_reports_creator", "generated_reports_zipped_file"}, 200)
def related_resource_of_a_run_is_its_own(done: Done, caller: Caller) -> None:
    name = done.operation.removeprefix("generated_reports_")
    run = caller.document("generated_reports_get", done.id)["data"]["relationships"]
    assert done.document["data"]["id"] == run[name]["data"]["id"]


@probe(_RECORDS, 200)
def download_is_what_the_record_says(done: Done, caller: Caller) -> None:
    operation, _ = _RECORDS[done.operation]
    attributes = caller.document(operation, done.id)["data"]["attributes"]
    assert len(done.content) == attributes["bytes"], f"{len(done.content)} bytes, the record says {attributes['bytes']}"
    assert done.answer_headers["content-length"] == str(len(done.content))
    name = attributes["name"]
    if name.isascii() and '"' not in name and "\\" not in name and name.isprintable():
        assert f'filename="{name}"' in done.answer_headers["content-disposition"]


@probe(DOWNLOADS, 200)
def part_of_a_download_is_that_part(done: Done, caller: Caller) -> None:
    """From one byte to another, from one byte to the end (as programs resume), and the last ones."""
    size = len(done.content)
    if size < 4:
        return
    for wanted, first, end in (("1-2", 1, 3), ("2-", 2, size), ("-2", size - 2, size), (f"1-{size + 9}", 1, size)):
        answer = caller.http.get(done.path, headers={"Range": f"bytes={wanted}"}, auth=("sandbox", "sandbox"))
        assert answer.status_code == 206, f"bytes={wanted}: {answer.status_code}"
        assert answer.content == done.content[first:end], f"bytes={wanted} of {size}: {len(answer.content)} bytes"
        assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/{size}", f"bytes={wanted}"


def _is_operation(link: str) -> bool:
    """Whether the specification has a GET of this address."""
    return any(operation.method == "get" and _fits(operation.path, link) for operation in OPERATIONS.values())


def _fits(path: str, link: str) -> bool:
    steps, link_steps = path.split("/"), link.split("/")
    return len(steps) == len(link_steps) and all(
        a == b or a.startswith("{") for a, b in zip(steps, link_steps, strict=True)
    )


def _ids(data: Any) -> list[str]:
    return [str(each["id"]) for each in (data if isinstance(data, list) else [data])]
