"""Stores, finds and shows files, and decides who may see or change them."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.auth.access import Identity
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi.documents import identifier, numeric, read_identifiers, relationship
from addepar_sandbox.http.errors import ApiError, bad_request, forbidden, not_found
from addepar_sandbox.http.response.answer import Answer, Content, attachment
from addepar_sandbox.state.blobs import Blob
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
    """The file that the path names, or 404 if there is none or the user may not see it."""
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


def file_content(call: Call, row: Row) -> Answer:
    """The bytes of a file; every file is sent as application/binary, whatever its type."""
    attributes, blobs = row.body["attributes"], call.services.blobs
    if not blobs.has(row.body["blob"]):
        raise ApiError(
            404,
            f"The content of file {row.id} is missing in the sandbox's folder {blobs.folder}: something else has "
            "deleted it. Upload the file again; a reset of the sandbox restores the default data.",
        )
    return Answer(
        content=Content(blobs.path(row.body["blob"]), attributes["bytes"], f'"{row.body["sha256"]}"'),
        headers={"Content-Type": "application/binary", "Content-Disposition": attachment(attributes["name"])},
    )
