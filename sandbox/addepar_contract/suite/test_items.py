"""Each item of a bulk request is checked: what is refused alone is refused in the same way among other items."""

from collections.abc import Iterator
from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.calls.succeeding import SUCCEEDING
from addepar_contract.calls.target import Target
from addepar_contract.spec.document import load, resolve

_BULK = {name: operation.body["x-bulk"] for name, operation in OPERATIONS.items() if "x-bulk" in operation.body}
_NOBODY = "987654321"
_Item = dict[str, Any]


def _wrong(item: _Item) -> Iterator[tuple[str, _Item]]:
    """An item with one fault each: a member that is missing, of another type, unknown, or about nothing that exists."""
    yield "another type", {**item, "type": "tests"}
    for name in item:
        yield f"no {name}", {each: item[each] for each in item if each != name}
        yield f"{name} is a list", {**item, name: []}
    if "id" in item:
        yield "an unknown id", {**item, "id": _NOBODY}
    attributes = item.get("attributes", {})
    for name in attributes:
        yield f"no {name}", {**item, "attributes": {each: attributes[each] for each in attributes if each != name}}
    for name in ("created_at", "vendor_id", "type", "no_such_attribute", *attributes):
        yield f"{name} is a list", {**item, "attributes": {**attributes, name: []}}
    for end, relationship in item.get("relationships", {}).items():
        for data in ({**relationship["data"], "id": _NOBODY}, {**relationship["data"], "type": "tests"}):
            yield f"{end} is {data}", {**item, "relationships": {**item["relationships"], end: {"data": data}}}


def _printed_items(operation: str) -> Iterator[_Item]:
    """The first item of each body that the pages print for an operation."""
    (content,) = OPERATIONS[operation].body["requestBody"]["content"].values()
    for each in content["examples"].values():
        data = resolve(load(), each)["value"]["data"]
        yield data[0] if isinstance(data, list) else data


def _existing(operation: str, item: _Item, caller: Caller) -> Iterator[tuple[str, _Item]]:
    """The same item about each record of the list: some may not be changed, or not be deleted."""
    listing = OPERATIONS.get(f"{item['type']}_list")
    if listing is not None and "id" in item and listing.body["tags"] == OPERATIONS[operation].body["tags"]:
        for row in caller.walk(listing.id, {"page[limit]": "2000"}):
            yield f"id {row['id']}", {**item, "id": row["id"]}


@pytest.mark.parametrize("operation", _BULK)
def test_each_item_is_checked(addepar_target: Target, operation: str) -> None:
    caller, request = addepar_target.caller, SUCCEEDING[operation]

    def status(data: Any) -> int:
        answer = caller.send(request._replace(body={"data": data}))
        if answer.is_success:
            addepar_target.reset()
        return answer.status_code

    tried = 0
    for good in _printed_items(operation):
        for what, bad in [*_wrong(good), *_existing(operation, good, caller)]:
            # As it is sent alone, which is without a list where one or many may be sent.
            alone = status(bad if _BULK[operation] == "one-or-many" else [bad])
            if alone < 300:
                continue
            tried += 1
            bodies = {"only": [bad], "first": [bad, good], "last": [good, bad], "in between": [good, bad, good]}
            found = {where: status(body) for where, body in bodies.items()}
            assert found == dict.fromkeys(found, alone), f"an item with {what} is {alone} alone, and {found} in a list"
    assert tried


@pytest.mark.parametrize(
    ("kind", "ids", "attributes"),
    [
        ("positions", ("104", "998"), ({"display_name": "first"}, {"name": "last"})),
        ("snapshots", ("344671144892", "344671144893"), ({"comment": "first"}, {"amount": 0.5})),
    ],
)
def test_items_do_not_affect_each_other(
    addepar_target: Target, kind: str, ids: tuple[str, ...], attributes: tuple[dict[str, Any], ...]
) -> None:
    """Each record has the attributes of its own item, and keeps all others."""
    caller = addepar_target.caller
    before = [caller.document(f"{kind}_get", each)["data"]["attributes"] for each in ids]
    items = [{"type": kind, "id": each, "attributes": sent} for each, sent in zip(ids, attributes, strict=True)]
    assert caller.call(f"{kind}_update_many", body={"data": items}).status_code == 200
    for each, present, sent in zip(ids, before, attributes, strict=True):
        after = caller.document(f"{kind}_get", each)["data"]["attributes"]
        assert {**after, "modified_at": ""} == {**present, **sent, "modified_at": ""}
