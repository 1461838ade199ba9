"""Snapshots and valuations: reads, bulk creation, changes with null, what cannot be changed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.tools import connect, refused, send

from addepar_sandbox import Sandbox

FIRST, SECOND = "344671144892", "344671144893"


def snapshot(**attributes: Any) -> dict[str, Any]:
    given = {"type": "snapshot", "currency": "USD", "trade_date": "2024-01-31", "amount": 1000.0, "units": 10.0}
    given |= attributes
    return {
        "type": "snapshots",
        "attributes": {name: value for name, value in given.items() if value is not ...},
        "relationships": {
            "owner": {"data": {"type": "entities", "id": "22"}},
            "owned": {"data": {"type": "entities", "id": "34"}},
        },
    }


def create(api: httpx.Client, *items: Any) -> httpx.Response:
    return send(api, "POST", "/v1/snapshots", {"data": list(items)})


def change(api: httpx.Client, snapshot_id: str = FIRST, **attributes: Any) -> httpx.Response:
    data = {"id": snapshot_id, "type": "snapshots", "attributes": attributes}
    return send(api, "PATCH", f"/v1/snapshots/{snapshot_id}", {"data": data})


def test_the_printed_snapshot_and_what_it_connects(api: httpx.Client) -> None:
    base = "/v1/snapshots/37483253353524"
    document = api.get(base).json()
    assert document["data"]["attributes"]["amount"] == -1000000.0
    assert document["included"] == []
    assert api.get(f"{base}/owner").json()["data"]["attributes"]["original_name"] == "Test Account"
    assert api.get(f"{base}/owned").json()["data"]["attributes"]["model_type"] == "CONVERTIBLE_NOTE"
    position = api.get(f"{base}/position").json()["data"]
    assert position["id"] == "17454"
    assert "attributes" not in position
    for name, kind, number in (
        ("owner", "entities", 7644),
        ("owned", "entities", 54),
        ("position", "positions", 17454),
    ):
        assert api.get(f"{base}/relationships/{name}").json() == {"data": {"id": number, "type": kind}}


@pytest.mark.parametrize(
    "path", ["", *(f"{part}/{end}" for part in ("", "/relationships") for end in ("owner", "owned", "position"))]
)
def test_unknown_snapshots_are_404(api: httpx.Client, path: str) -> None:
    refused(api.get(f"/v1/snapshots/404{path}"), 404)


def test_what_a_snapshot_points_to_may_be_gone(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.store.collection("1", "entities").remove("54")
    sandbox.store.collection("1", "positions").remove("17454")
    refused(api.get("/v1/snapshots/37483253353524/owned"), 404)
    refused(api.get("/v1/snapshots/37483253353524/position"), 404)
    assert api.get("/v1/snapshots/37483253353524/relationships/owned").status_code == 200


def test_creating_many(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-02-01T10:00:00Z")
    valuation = snapshot(type="valuation", units=...)
    response = create(api, snapshot(comment="First"), valuation)
    assert response.status_code == 201
    first, second = response.json()["data"]
    assert first["attributes"]["comment"] == "First"
    assert first["attributes"]["created_at"] == first["attributes"]["modified_at"] == "2024-02-01T10:00:00Z"
    assert first["relationships"]["position"]["data"] == {"type": "positions", "id": "160"}
    assert "units" not in second["attributes"]
    assert api.get(f"/v1/snapshots/{second['id']}").json()["data"] == second


def test_a_first_snapshot_makes_the_position(api: httpx.Client) -> None:
    item = snapshot()
    item["relationships"]["owned"]["data"]["id"] = "29"
    position_id = create(api, item).json()["data"][0]["relationships"]["position"]["data"]["id"]
    ends = api.get(f"/v1/positions/{position_id}").json()["data"]["relationships"]
    assert (ends["owner"]["data"]["id"], ends["owned"]["data"]["id"]) == ("22", "29")


def without_owner() -> dict[str, Any]:
    item = snapshot()
    del item["relationships"]["owner"]
    return item


def with_unknown_owner() -> dict[str, Any]:
    item = snapshot()
    item["relationships"]["owner"]["data"]["id"] = "404"
    return item


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (snapshot(type=...), "type"),
        (snapshot(type="estimate"), "type"),
        (snapshot(currency=...), "currency"),
        (snapshot(currency="dollars"), "currency"),
        (snapshot(trade_date=...), "trade_date"),
        (snapshot(trade_date="2023-02-29"), "trade_date"),
        (snapshot(amount=...), "amount"),
        (snapshot(amount="1000"), "amount"),
        (snapshot(units=...), "units"),
        (snapshot(units=None), "units"),
        (snapshot(comment="x" * 4001), "comment"),
        (snapshot(vendor_id="7"), "vendor_id"),
        (snapshot(created_at="2024-01-01T00:00:00Z"), "created_at"),
        (snapshot() | {"id": "5"}, "id"),
        (snapshot() | {"type": "positions"}, "type"),
        (without_owner(), "owner"),
        (with_unknown_owner(), "404"),
        (None, "data"),
    ],
)
def test_each_item_is_checked(api: httpx.Client, item: Any, words: str) -> None:
    refused(create(api, snapshot(comment="good"), item), 400, words)
    # The good one has not been recorded either: its id would have been the next.
    assert create(api, snapshot()).json()["data"][0]["id"] == "344671144894"


def test_null_removes_and_the_rest_stays(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-02-01T10:00:00Z")
    response = change(api, amount=1000, currency="USD", comment=None, trade_date="2023-01-31", price_factor=0.5)
    assert response.status_code == 200
    attributes = response.json()["data"]["attributes"]
    assert attributes["comment"] == ""
    assert attributes["units"] == 10.0
    assert attributes["modified_at"] == "2024-02-01T10:00:00Z"
    assert attributes["created_at"] == "2023-08-22T18:29:05Z"
    for name in ("price_factor", "amount", "currency"):
        assert name not in change(api, **{name: None}).json()["data"]["attributes"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vendor_id", "1"),
        ("created_at", "2024-01-01T00:00:00Z"),
        ("modified_at", "2024-01-01T00:00:00Z"),
        ("type", "valuation"),
        ("trade_date", "2024-01-01"),
        ("units", None),
    ],
)
def test_what_cannot_be_changed_is_named(api: httpx.Client, name: str, value: Any) -> None:
    before = api.get(f"/v1/snapshots/{FIRST}").json()
    refused(change(api, comment="changed", **{name: value}), 400, name)
    assert api.get(f"/v1/snapshots/{FIRST}").json() == before


@pytest.mark.parametrize("name", ["owner", "owned", "position"])
def test_relationships_cannot_be_changed(api: httpx.Client, name: str) -> None:
    data = {
        "id": FIRST,
        "type": "snapshots",
        "attributes": {},
        "relationships": {name: {"data": {"type": "entities", "id": "22"}}},
    }
    refused(send(api, "PATCH", f"/v1/snapshots/{FIRST}", {"data": data}), 400, name)


def test_a_change_must_name_the_snapshot_it_is_sent_to(api: httpx.Client) -> None:
    data = {"id": SECOND, "type": "snapshots", "attributes": {}}
    refused(send(api, "PATCH", f"/v1/snapshots/{FIRST}", {"data": data}), 400, "data.id")
    refused(change(api, "404", comment="x"), 404)


def test_changing_many(api: httpx.Client) -> None:
    items = [{"id": each, "type": "snapshots", "attributes": {"comment": None}} for each in (FIRST, SECOND)]
    document = send(api, "PATCH", "/v1/snapshots", {"data": items}).json()
    assert [each["id"] for each in document["data"]] == [FIRST, SECOND]
    assert document["links"] == {"prev": None, "next": None}
    items[1]["id"] = "404"
    items[0]["attributes"] = {"comment": "new"}
    refused(send(api, "PATCH", "/v1/snapshots", {"data": items}), 404)
    assert api.get(f"/v1/snapshots/{FIRST}").json()["data"]["attributes"]["comment"] == ""


def test_deleting(api: httpx.Client) -> None:
    assert api.delete("/v1/snapshots/1968").status_code == 204
    refused(api.get("/v1/snapshots/1968"), 404)
    refused(api.delete("/v1/snapshots/1968"), 404)


def test_limited_users_see_their_part_only(sandbox: Sandbox) -> None:
    with connect(sandbox, "limited") as limited:
        assert limited.get(f"/v1/snapshots/{FIRST}").status_code == 200
        refused(limited.get("/v1/snapshots/37483253353524"), 404)
        item = snapshot()
        item["relationships"]["owned"]["data"]["id"] = "54"
        refused(create(limited, item), 400, "54")
