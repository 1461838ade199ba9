"""Files: list, read, upload, download, rename, archive; and the archive's three reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from addepar_sandbox.auth.access import Identity
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi import id_text, identifier, numeric, read_identifiers, relationship
from addepar_sandbox.handlers.pagination import cursor_page
from addepar_sandbox.http.errors import bad_request, forbidden, not_found
from addepar_sandbox.http.response import Answer, Content, attachment, no_content
from addepar_sandbox.state.blobs import Blob
from addepar_sandbox.state.clock import parse_timestamp
from addepar_sandbox.state.store import Row

LIVE = "files"
ARCHIVED = "archived_files"
_ROUTES = {LIVE: "/v1/files", ARCHIVED: "/v1/archive/files"}
# Relationship name -> (resource type, key of the stored row)
ASSOCIATIONS = {"associated_groups": ("groups", "groups"), "associated_entities": ("entities", "entities")}


def new_file(blob: Blob, name: str, content_type: str, created_at: str) -> dict[str, Any]:
    """The stored form of a file without associations."""
    return {
        "attributes": {"content_type": content_type, "bytes": blob.size, "name": name, "created_at": created_at},
        "groups": [],
        "entities": [],
        "blob": blob.name,
        "sha256": blob.sha256,
    }


def render(row: Row, kind: str = LIVE, numeric_id: bool = False) -> dict[str, Any]:
    """A file as a JSON:API resource. Uploads and renames show the id as a number, the other routes as text."""
    base = f"{_ROUTES[kind]}/{row.id}"
    return {
        "id": numeric(row.id) if numeric_id else row.id,
        "type": "files",
        "attributes": row.body["attributes"],
        "relationships": {
            name: relationship(base, name, [identifier(type_, each) for each in row.body[key]])
            for name, (type_, key) in ASSOCIATIONS.items()
        },
        "links": {"self": base},
    }


def readable(identity: Identity, row: Row) -> bool:
    """A file is visible to users who may see one of its groups or entities; one without any, to everyone."""
    entities, groups = row.body["entities"], row.body["groups"]
    if not entities and not groups:
        return True
    return any(map(identity.sees_entity, entities)) or any(map(identity.sees_group, groups))


def find_file(call: Call, kind: str = LIVE) -> Row:
    """The file that the path names, or 404 where there is none or the user may not see it."""
    row = call.rows(kind).get(call.ids["file_id"])
    if row is None or not readable(call.identity, row):
        raise not_found("File", call.ids["file_id"])
    return row


def find_writable_file(call: Call) -> Row:
    """The same for a change, which needs access to everything the file belongs to (403 otherwise)."""
    row = find_file(call)
    if not all(map(call.identity.sees_entity, row.body["entities"])) or not all(
        map(call.identity.sees_group, row.body["groups"])
    ):
        raise forbidden(f"Changing file {row.id} needs access to all its groups and entities.")
    return row


def known_ids(call: Call, relation: str, items: Any, place: str) -> list[str]:
    """Ids of groups or entities that exist and that the user may see; 400 names the first other one."""
    kind, _ = ASSOCIATIONS[relation]
    sees = call.identity.sees_entity if kind == "entities" else call.identity.sees_group
    ids = read_identifiers(items, kind, place)
    for each in ids:
        if each not in call.rows(kind) or not sees(each):
            raise bad_request(f"{place}: {kind} {each!r} does not exist or is not visible to you.")
    return ids


def list_files(call: Call) -> Answer:
    return _list(call, LIVE)


def list_archived_files(call: Call) -> Answer:
    return _list(call, ARCHIVED)


def _list(call: Call, kind: str) -> Answer:
    matches = _filters(call)
    rows, links = cursor_page(call, kind, lambda row: readable(call.identity, row) and matches(row))
    return Answer(document={"data": [render(row, kind) for row in rows], "links": links})


def _filters(call: Call) -> Callable[[Row], bool]:
    after = parse_timestamp(call.query.get("filter[files][createdAfter]", ""))
    before = parse_timestamp(call.query.get("filter[files][createdBefore]", ""))
    entity = call.query.get("filter[files][entityId]")
    # Where both are given the API looks at the entity only.
    group = call.query.get("filter[files][groupId]") if entity is None else None

    def matches(row: Row) -> bool:
        created = parse_timestamp(row.body["attributes"]["created_at"])
        if created is None:
            return after is None and before is None
        return (
            (after is None or created > after)
            and (before is None or created < before)
            and (entity is None or entity in row.body["entities"])
            and (group is None or group in row.body["groups"])
        )

    return matches


def get_file(call: Call) -> Answer:
    return Answer(document={"data": render(find_file(call))})


def get_archived_file(call: Call) -> Answer:
    return Answer(document={"data": render(find_file(call, ARCHIVED), ARCHIVED)})


def download_file(call: Call) -> Answer:
    return file_content(call, find_file(call))


def download_archived_file(call: Call) -> Answer:
    return file_content(call, find_file(call, ARCHIVED))


def file_content(call: Call, row: Row) -> Answer:
    """The bytes of a file; every file goes out as application/binary, whatever its own type."""
    attributes = row.body["attributes"]
    return Answer(
        content=Content(call.sandbox.blobs.path(row.body["blob"]), attributes["bytes"], f'"{row.body["sha256"]}"'),
        headers={"Content-Type": "application/binary", "Content-Disposition": attachment(attributes["name"])},
    )


def upload_file(call: Call) -> Answer:
    upload = call.upload
    problem = call.spec.validator.problem(call.spec.schema("FileMetadataDocument"), upload.metadata, "metadata")
    if problem:
        raise bad_request(problem)
    data = upload.metadata["data"]
    name = data["attributes"]["name"]
    _check_extension("metadata.data.attributes.name", name, "the file part's name", upload.file_name)
    associations = _associations(call, data, "metadata.data.relationships")
    files = call.rows(LIVE)
    body = new_file(upload.writer.commit(), name, upload.content_type, call.now()) | associations
    return Answer(status=201, document={"data": render(files.add(files.next_id(), body), numeric_id=True)})


def update_file(call: Call) -> Answer:
    row = find_writable_file(call)
    data = call.document["data"]
    if "id" in data and id_text(data["id"]) != row.id:
        raise bad_request(f"data.id: {data['id']!r} is not the id in the path.")
    name = data.get("attributes", {}).get("name")
    if name is not None:
        _check_extension("data.attributes.name", name, "the present name", row.body["attributes"]["name"])
        row.body["attributes"]["name"] = name
    row.body.update(_associations(call, data, "data.relationships"))
    call.rows(LIVE).replace(row.id, row.body)
    return Answer(document={"data": render(row, numeric_id=True)})


def delete_file(call: Call) -> Answer:
    """Archives: the row gets a new place in the order, that of its deletion."""
    row = find_writable_file(call)
    row.body["attributes"]["deleted_at"] = call.now()
    call.rows(LIVE).remove(row.id)
    call.rows(ARCHIVED).add(row.id, row.body)
    return no_content()


def _associations(call: Call, data: dict[str, Any], place: str) -> dict[str, list[str]]:
    """Groups and entities given in a document, as stored."""
    found: dict[str, list[str]] = {}
    for relation, (_, key) in ASSOCIATIONS.items():
        given = data.get("relationships", {}).get(relation)
        if given is not None:
            found[key] = known_ids(call, relation, given["data"], f"{place}.{relation}.data")
    return found


def _check_extension(field: str, name: str, other_field: str, other_name: str) -> None:
    extension, other = PurePosixPath(name).suffix, PurePosixPath(other_name).suffix
    if extension.lower() != other.lower():
        raise bad_request(f"{field}: {name!r} does not have the same extension as {other_field}, {other_name!r}.")
