"""How the sandbox reads the pages where they slip. `tests/spec/slips.yaml` says which test is about which."""

from __future__ import annotations

from typing import Any

import httpx
from tests.sandbox.tools import refused, send

FIRST = "344671144892"


def test_another_trade_date_is_another_snapshot(api: httpx.Client) -> None:
    change = {"id": FIRST, "type": "snapshots", "attributes": {"trade_date": "2024-01-31"}}
    refused(send(api, "PATCH", f"/v1/snapshots/{FIRST}", {"data": change}), 400, "trade_date")
    old: dict[str, Any] = api.get(f"/v1/snapshots/{FIRST}").json()["data"]
    attributes = {name: old["attributes"][name] for name in ("type", "currency", "amount", "units")}
    ends = {end: {"data": old["relationships"][end]["data"]} for end in ("owner", "owned")}
    new = {"type": "snapshots", "attributes": {**attributes, "trade_date": "2024-01-31"}, "relationships": ends}
    assert api.delete(f"/v1/snapshots/{FIRST}").status_code == 204
    created = send(api, "POST", "/v1/snapshots", {"data": [new]})
    assert created.status_code == 201
    assert created.json()["data"][0]["id"] != FIRST
