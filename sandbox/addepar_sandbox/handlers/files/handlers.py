"""Handles files and archived files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files.resource import (
    ARCHIVED,
    ASSOCIATIONS,
    LIVE,
    file_content,
    find_file,
    find_writable_file,
    known_ids,
    new_file,
    readable,
    render,
)
from addepar_sandbox.handlers.jsonapi.documents import id_text
from addepar_sandbox.handlers.jsonapi.pagination import cursor_page
from addepar_sandbox.http.errors import bad_request
from addepar_sandbox.http.response.answer import Answer, no_content
from addepar_sandbox.state.clock import parse_moment, parse_timestamp
from addepar_sandbox.state.store import Row


def list_files(call: Call) -> Answer:
    return _list(call, LIVE)


def list_archived_files(call: Call) -> Answer:
    return _list(call, ARCHIVED)


def _list(call: Call, kind: str) -> Answer:
    matches = _filters(call)
    rows, links = cursor_page(call, kind, lambda row: readable(call.identity, row) and matches(row))
    return Answer(document={"data": [render(row, kind) for row in rows], "links": links})


def _filters(call: Call) -> Callable[[Row], bool]:
    after = parse_moment(call.query.get("filter[files][createdAfter]", ""))
    before = parse_moment(call.query.get("filter[files][createdBefore]", ""))
    entity = call.query.get("filter[files][entityId]")
    # If both are given, the API considers only the entity.
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
    ids: dict[str, list[str]] = {}
    for relation, (_, key) in ASSOCIATIONS.items():
        linkage = data.get("relationships", {}).get(relation)
        if linkage is not None:
            ids[key] = known_ids(call, relation, linkage["data"], f"{place}.{relation}.data")
    return ids


def _check_extension(field: str, name: str, other_field: str, other_name: str) -> None:
    extension, other = PurePosixPath(name).suffix, PurePosixPath(other_name).suffix
    if extension.lower() != other.lower():
        raise bad_request(f"{field}: {name!r} does not have the same extension as {other_field}, {other_name!r}.")
