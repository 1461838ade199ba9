"""Handles the groups and entities that a file belongs to."""

from __future__ import annotations

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files.resource import ASSOCIATIONS, LIVE, find_file, find_writable_file, known_ids
from addepar_sandbox.handlers.jsonapi.documents import identifier, relationship
from addepar_sandbox.http.response.answer import Answer, no_content


def get_groups(call: Call) -> Answer:
    return _get(call, "associated_groups")


def get_entities(call: Call) -> Answer:
    return _get(call, "associated_entities")


def add_groups(call: Call) -> Answer:
    return _change(call, "associated_groups", keep=True)


def add_entities(call: Call) -> Answer:
    return _change(call, "associated_entities", keep=True)


def replace_groups(call: Call) -> Answer:
    return _change(call, "associated_groups", keep=False)


def replace_entities(call: Call) -> Answer:
    return _change(call, "associated_entities", keep=False)


def remove_groups(call: Call) -> Answer:
    return _remove(call, "associated_groups")


def remove_entities(call: Call) -> Answer:
    return _remove(call, "associated_entities")


def _get(call: Call, relation: str) -> Answer:
    row = find_file(call)
    kind, key = ASSOCIATIONS[relation]
    return Answer(
        document=relationship(f"/v1/files/{row.id}", relation, [identifier(kind, each) for each in row.body[key]])
    )


def _change(call: Call, relation: str, keep: bool) -> Answer:
    """Append the ids in the body to the existing ones (once each), or replace these."""
    row = find_writable_file(call)
    ids = known_ids(call, relation, call.document["data"], "data")
    key = ASSOCIATIONS[relation][1]
    row.body[key] = list(dict.fromkeys([*(row.body[key] if keep else []), *ids]))
    call.rows(LIVE).replace(row.id, row.body)
    return no_content()


def _remove(call: Call, relation: str) -> Answer:
    """Remove the ids in the body. An id that the file does not have changes nothing; an unknown id is a 400."""
    row = find_writable_file(call)
    ids = known_ids(call, relation, call.document["data"], "data")
    key = ASSOCIATIONS[relation][1]
    row.body[key] = [each for each in row.body[key] if each not in ids]
    call.rows(LIVE).replace(row.id, row.body)
    return no_content()
