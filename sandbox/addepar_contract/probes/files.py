"""Uploads and changes of files: bytes, names, groups and entities are kept, and deleted files are archived."""

import io
import itertools
import json
from datetime import UTC, datetime
from typing import Any

from werkzeug.formparser import FormDataParser

from addepar_contract.calls.calling import Caller, Upload
from addepar_contract.probes.probing import Done, id_text, probe

_ASSOCIATIONS = {f"files_{verb}_{kind}" for verb in ("add", "replace", "remove") for kind in ("groups", "entities")}


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
    assert _listed(caller)[-1] == str(resource["id"])


@probe({"files_upload"}, 201, once=True)
def extensions_agree(done: Done, caller: Caller) -> None:
    """The two names of an upload, with an extension on both sides or on one; a refused upload leaves nothing."""
    before = _listed(caller)
    for part, name in (("a.pdf", "a.txt"), ("a.pdf", "noext"), ("noext", "a.pdf"), ("a.b.pdf", "a.pdf.b")):
        metadata = {"data": {"type": "files", "attributes": {"name": name}}}
        sent = caller.call(done.operation, body=Upload(b"x", part, metadata))
        assert sent.status_code == 400, f"{part} under the name {name}: {sent.status_code}"
    assert _listed(caller) == before


@probe({"files_upload"}, 201, once=True)
def refused_uploads_leave_nothing(done: Done, caller: Caller) -> None:
    before = _listed(caller)
    for relation, kind in (("associated_groups", "groups"), ("associated_entities", "entities")):
        linkage = {relation: {"data": [{"type": kind, "id": "987654321"}]}}
        metadata = {"data": {"type": "files", "attributes": {"name": "a.txt"}, "relationships": linkage}}
        assert caller.call(done.operation, body=Upload(b"x", "a.txt", metadata)).status_code == 400, relation
    assert _listed(caller) == before


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
    for relation, relationship in done.before["data"]["relationships"].items():
        if relation not in sent.get("relationships", {}):
            assert _ids(read["relationships"][relation]["data"]) == _ids(relationship["data"]), (
                f"{relation} was not sent"
            )


@probe({"files_update"}, 200, once=True)
def renamed_files_keep_their_extension(done: Done, caller: Caller) -> None:
    """As we read the page; an extension is neither lost, nor changed, nor added."""
    uploads = (("a.pdf", "a.txt"), ("a.pdf", "noext"), ("noext", "a.pdf"))
    for present, name in uploads:
        metadata = {"data": {"type": "files", "attributes": {"name": present}}}
        file_id = str(caller.call("files_upload", body=Upload(b"x", present, metadata)).json()["data"]["id"])
        change = {"data": {"type": "files", "id": file_id, "attributes": {"name": name}}}
        assert caller.call("files_update", file_id, body=change).status_code == 400, f"{present} becomes {name}"
        assert caller.document("files_get", file_id)["data"]["attributes"]["name"] == present


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


@probe({"files_delete"}, 204, once=True)
def archived_bytes_are_those_of_the_file(done: Done, caller: Caller) -> None:
    content = bytes(range(256)) * 3
    metadata = {"data": {"type": "files", "attributes": {"name": "a.bin"}}}
    file_id = str(caller.call("files_upload", body=Upload(content, "a.bin", metadata)).json()["data"]["id"])
    assert caller.call("files_delete", file_id).status_code == 204
    assert caller.call("archived_files_download", file_id).content == content


@probe(_ASSOCIATIONS, 204)
def associations_follow(done: Done, caller: Caller) -> None:
    """Adding adds, replacing replaces, removing removes; the file's own record shows the same."""
    _, verb, kind = done.operation.split("_")
    relationships = done.before["data"]["relationships"]
    before, sent = _ids(relationships[f"associated_{kind}"]["data"]), list(dict.fromkeys(_ids(done.sent["data"])))
    expected = _after(verb, before, sent)
    assert _ids(caller.document(f"files_{kind}", done.id)["data"]) == expected
    record = caller.document("files_get", done.id)["data"]
    assert _ids(record["relationships"][f"associated_{kind}"]["data"]) == expected
    other = "associated_groups" if kind == "entities" else "associated_entities"
    assert record["relationships"][other] == relationships[other], f"{other} changed as well"
    assert record["attributes"] == done.before["data"]["attributes"]


# Of each kind: what a new file has, and one more.
_SOME = {"groups": ("31", "200", "201"), "entities": ("21", "22", "100")}


@probe(_ASSOCIATIONS, 204, once=True)
def associations_follow_whatever_was_there(done: Done, caller: Caller) -> None:
    """A file with two of three ids, and each choice of the three: none, a part, all that it has, others, and both."""
    _, verb, kind = done.operation.split("_")
    *present, _ = _SOME[kind]
    linkage = {f"associated_{kind}": {"data": [{"type": kind, "id": each} for each in present]}}
    metadata = {"data": {"type": "files", "attributes": {"name": "a.txt"}, "relationships": linkage}}
    for count in range(len(_SOME[kind]) + 1):
        for chosen in itertools.permutations(_SOME[kind], count):
            uploaded = caller.call("files_upload", body=Upload(b"a", "a.txt", metadata))
            file_id = str(uploaded.json()["data"]["id"])
            body = {"data": [{"type": kind, "id": each} for each in chosen]}
            status = caller.call(done.operation, file_id, body=body).status_code
            if not chosen and status == 400:
                continue  # the pages do not say that a list may be empty
            assert status == 204, f"{verb} {chosen}: {status}"
            listed = _ids(caller.document(f"files_{kind}", file_id)["data"])
            expected = _after(verb, present, list(chosen))
            assert listed == expected, f"{verb} {chosen}: {listed} instead of {expected}"


@probe({f"files_remove_{kind}" for kind in ("groups", "entities")}, 204, once=True)
def ids_may_be_numbers(done: Done, caller: Caller) -> None:
    """What is added under a number is removed under it too."""
    kind = done.operation.rsplit("_", 1)[-1]
    left = _ids(caller.document(f"files_{kind}", done.id)["data"])
    linkage = {"data": [{"type": kind, "id": 21 if kind == "entities" else 31}]}
    for verb, expected in (("add", [*left, str(linkage["data"][0]["id"])]), ("remove", left)):
        assert caller.call(f"files_{verb}_{kind}", done.id, body=linkage).status_code == 204
        assert _ids(caller.document(f"files_{kind}", done.id)["data"]) == expected, f"{verb} of a number"


def _after(verb: str, before: list[str], sent: list[str]) -> list[str]:
    """The ids that a file has after a change of its associations."""
    return {
        "add": list(dict.fromkeys(before + sent)),
        "replace": sent,
        "remove": [each for each in before if each not in sent],
    }[verb]


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


def _listed(caller: Caller) -> list[str]:
    return [row["id"] for row in caller.walk("files_list", {"page[limit]": "2000"})]
