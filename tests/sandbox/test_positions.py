"""Positions: reads, filters, creation and change with the page's rules, bulk requests that hold together."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.tools import connect, ids, refused, send

from addepar_sandbox import Sandbox

PERCENT = {"incepting_open_position_date": "2001-01-01", "incepting_open_position_ownership_percentage": 1.0}


def position(owner: Any, owned: Any, **attributes: Any) -> dict[str, Any]:
    ends = {"owner": owner, "owned": owned}
    return {
        "type": "positions",
        "attributes": attributes,
        "relationships": {end: {"data": {"type": "entities", "id": each}} for end, each in ends.items()},
    }


def create(api: httpx.Client, data: Any) -> httpx.Response:
    return send(api, "POST", "/v1/positions", {"data": data})


def change(api: httpx.Client, position_id: str, **attributes: Any) -> httpx.Response:
    data = {"type": "positions", "id": position_id, "attributes": attributes}
    return send(api, "PATCH", f"/v1/positions/{position_id}", {"data": data})


def test_the_list_begins_with_the_printed_positions(api: httpx.Client) -> None:
    response = api.get("/v1/positions")
    assert ids(response)[:2] == ["13", "14"]
    assert response.json()["data"][0]["attributes"] == {
        "name": "Bob",
        "display_name": "Bob",
        "incepting_open_position_date": "2016-12-01",
        "incepting_open_position_value": 5,
        "created_at": "2023-07-28T02:24:30Z",
        "modified_at": "2023-07-30T10:43:21Z",
    }


def test_both_ends(api: httpx.Client) -> None:
    assert api.get("/v1/positions/9/owner").json()["data"]["attributes"]["original_name"] == "Repeated Client"
    assert api.get("/v1/positions/9/owned").json()["data"]["attributes"]["display_name"] == "Trust 1 Display Name"
    assert api.get("/v1/positions/9/relationships/owner").json() == {"data": {"id": 192, "type": "entities"}}
    assert api.get("/v1/positions/9/relationships/owned").json() == {"data": {"id": 23, "type": "entities"}}


@pytest.mark.parametrize("path", ["", "/owner", "/owned", "/relationships/owner", "/relationships/owned"])
def test_unknown_positions_are_404(api: httpx.Client, path: str) -> None:
    refused(api.get(f"/v1/positions/404{path}"), 404)


def test_an_end_that_is_gone_is_404(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.store.collection("1", "entities").remove("23")
    refused(api.get("/v1/positions/9/owned"), 404, "23")


def test_filters_include_the_day_itself(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-03-10T12:00:00Z")
    created = create(api, position("27", "29")).json()["data"]["id"]
    sandbox.clock.advance(86400)
    change(api, "13", display_name="Later")
    assert ids(api.get("/v1/positions?filter[created_after]=2024-03-10")) == [created]
    assert ids(api.get("/v1/positions?filter[created_after]=2024-03-11")) == []
    assert created not in ids(api.get("/v1/positions?filter[created_before]=2024-03-09"))
    assert created in ids(api.get("/v1/positions?filter[created_before]=2024-03-10"))
    assert ids(api.get("/v1/positions?filter[modified_after]=2024-03-11")) == ["13"]
    assert "13" not in ids(api.get("/v1/positions?filter[modified_before]=2024-03-10"))
    both = "filter[created_before]=2023-12-31&filter[modified_after]=2024-01-01"
    assert ids(api.get(f"/v1/positions?{both}")) == ["13"]


def test_fields_choose_the_attributes(api: httpx.Client) -> None:
    response = api.get("/v1/positions?fields[entities]=display_name, incepting_open_position_value")
    assert response.json()["data"][0]["attributes"] == {"display_name": "Bob", "incepting_open_position_value": 5}
    bare = api.get("/v1/positions?fields[entities]=nothing_like_it").json()["data"]
    assert not any("attributes" in resource for resource in bare)


def test_pages_survive_changes_between_them(api: httpx.Client) -> None:
    before = ids(api.get("/v1/positions"))
    first = api.get("/v1/positions?page[limit]=3")
    api.delete(f"/v1/positions/{before[2]}")
    added = create(api, position("27", "29")).json()["data"]["id"]
    collected, link = ids(first), first.json()["links"]["next"]
    while link:
        page = api.get(link)
        collected += ids(page)
        link = page.json()["links"]["next"]
    assert collected == [*before, added]


def test_creating_one_answers_as_printed(api: httpx.Client) -> None:
    response = create(api, position("27", "29"))
    assert response.status_code == 201
    document = response.json()
    assert document["included"] == []
    assert document["data"]["id"] == "338"
    assert "attributes" not in document["data"]
    percent = create(api, position("22", "23", **PERCENT)).json()["data"]
    assert percent["attributes"] == PERCENT
    assert percent["relationships"]["owned"]["data"] == {"type": "entities", "id": "23"}
    assert "created_at" in api.get(f"/v1/positions/{percent['id']}").json()["data"]["attributes"]


def test_creating_many_answers_with_a_list(api: httpx.Client) -> None:
    response = create(api, [position(1, 2, **PERCENT), position(3, 4, **PERCENT)])
    assert response.status_code == 201
    owners = [each["relationships"]["owner"]["data"]["id"] for each in response.json()["data"]]
    assert owners == ["1", "3"]
    assert len(create(api, [position(27, 29)]).json()["data"]) == 1


@pytest.mark.parametrize("missing", list(PERCENT))
def test_percent_based_assets_need_date_and_percentage(api: httpx.Client, missing: str) -> None:
    attributes = {name: value for name, value in PERCENT.items() if name != missing}
    refused(create(api, position("22", "23", **attributes)), 400, missing)


def test_cash_positions_need_names_that_differ(api: httpx.Client) -> None:
    refused(create(api, position("99", "100")), 400, "name")
    assert create(api, position("99", "100", name="Purse")).status_code == 201
    refused(create(api, position("99", "100", name="Purse")), 400, "Purse")
    assert create(api, position("22", "100", name="Purse")).status_code == 201
    other = create(api, position("99", "100", name="Safe")).json()["data"]["id"]
    refused(change(api, other, name="Purse"), 400, "Purse")
    assert change(api, other, name="Safe").status_code == 200


@pytest.mark.parametrize(
    ("item", "status", "words"),
    [
        (position("27", "29") | {"type": "position"}, 409, "position"),
        (position("404", "29"), 404, "404"),
        (position("27", "404"), 404, "404"),
        (position("27", "29", colour="blue"), 404, "colour"),
        (position("27", "29", _custom_unknown_1=[{"value": 1}]), 404, "_custom_unknown_1"),
        (position("27", "29", _custom_assett_class_1234="cash"), 400, "_custom_assett_class_1234"),
        (position("27", "29", created_at="2024-01-01T00:00:00Z"), 400, "created_at"),
        (position("27", "29", incepting_open_position_date="1900/01/01"), 400, "incepting_open_position_date"),
        ({"type": "positions", "attributes": {}}, 400, "relationships"),
        (position("27", "29") | {"relationships": {"owner": {"data": None}}}, 400, "relationships"),
        ("text", 400, "data"),
    ],
)
def test_what_cannot_be_created(api: httpx.Client, item: Any, status: int, words: str) -> None:
    before = ids(api.get("/v1/positions"))
    refused(create(api, item), status, words)
    # In bulk, one bad item keeps the good ones out.
    refused(create(api, [position("27", "29"), item]), status, words)
    assert ids(api.get("/v1/positions")) == before


def test_custom_attributes_come_back_filled_in(api: httpx.Client) -> None:
    response = change(api, "998", _custom_balance_sheet_12345=[{"value": "Below The Line"}], display_name="My Cash")
    assert response.status_code == 200
    assert response.json()["data"]["attributes"] == {
        "_custom_balance_sheet_12345": [{"date": None, "value": "Below The Line", "weight": 1.0}],
        "display_name": "My Cash",
    }


def test_only_what_is_sent_changes(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-03-10T12:00:00Z")
    change(api, "104", incepting_open_position_ownership_percentage=0.5)
    attributes = api.get("/v1/positions/104").json()["data"]["attributes"]
    assert attributes["incepting_open_position_ownership_percentage"] == 0.5
    assert attributes["display_name"] == "Did Both"
    assert attributes["modified_at"] == "2024-03-10T12:00:00Z"
    assert attributes["created_at"] == "2023-07-28T02:24:30Z"


def test_a_change_must_name_the_position_it_is_sent_to(api: httpx.Client) -> None:
    data = {"type": "positions", "id": "14", "attributes": {"name": "x"}}
    refused(send(api, "PATCH", "/v1/positions/13", {"data": data}), 409, "14")
    refused(send(api, "PATCH", "/v1/positions/13", {"data": {**data, "type": "files", "id": "13"}}), 409, "files")
    refused(send(api, "PATCH", "/v1/positions/404", {"data": {**data, "id": "404"}}), 404)


def test_the_ends_of_a_position_stay(api: httpx.Client) -> None:
    same = position("1", "2", name="Bob") | {"id": "13"}
    assert send(api, "PATCH", "/v1/positions", {"data": [same]}).status_code == 200
    other = position("1", "4", name="Bob") | {"id": "13"}
    refused(send(api, "PATCH", "/v1/positions", {"data": [other]}), 400, "owned")


def test_changing_many_is_all_or_nothing(api: httpx.Client) -> None:
    items = [{"type": "positions", "id": each, "attributes": {"display_name": "New"}} for each in ("13", "14")]
    response = send(api, "PATCH", "/v1/positions", {"data": items})
    assert [each["attributes"]["display_name"] for each in response.json()["data"]] == ["New", "New"]
    items = [{**items[0], "attributes": {"display_name": "Newer"}}, {**items[1], "id": "404"}]
    refused(send(api, "PATCH", "/v1/positions", {"data": items}), 404, "404")
    assert api.get("/v1/positions/13").json()["data"]["attributes"]["display_name"] == "New"


def test_deleting_one(api: httpx.Client) -> None:
    response = api.delete("/v1/positions/100")
    assert (response.status_code, response.content) == (204, b"")
    refused(api.get("/v1/positions/100"), 404)
    refused(api.delete("/v1/positions/100"), 404)


def test_deleting_one_with_a_body_that_means_another_is_409(api: httpx.Client) -> None:
    refused(send(api, "DELETE", "/v1/positions/100", {"data": {"type": "positions", "id": "104"}}), 409, "104")
    refused(send(api, "DELETE", "/v1/positions/100", {"data": {"type": "files", "id": "100"}}), 409, "files")
    refused(send(api, "DELETE", "/v1/positions/100", []), 400, "data")
    assert send(api, "DELETE", "/v1/positions/100", {"data": {"type": "positions", "id": 100}}).status_code == 204


def test_deleting_many_is_all_or_nothing(api: httpx.Client) -> None:
    def delete(*each: str, kind: str = "positions") -> httpx.Response:
        return send(api, "DELETE", "/v1/positions", {"data": [{"type": kind, "id": one} for one in each]})

    refused(delete("13", "404"), 404)
    refused(delete("13", "17454"), 400, "17454")
    refused(delete("13", kind="entities"), 409)
    assert {"13", "14"} <= set(ids(api.get("/v1/positions")))
    assert delete("13", "14", "13").status_code == 204
    assert not {"13", "14"} & set(ids(api.get("/v1/positions")))


def test_a_position_with_transactions_stays(api: httpx.Client) -> None:
    refused(api.delete("/v1/positions/17454"), 400, "transactions")
    assert api.get("/v1/positions/17454").status_code == 200


def test_ids_of_deleted_positions_are_not_given_out_again(api: httpx.Client) -> None:
    first = create(api, position("27", "29")).json()["data"]["id"]
    api.delete(f"/v1/positions/{first}")
    assert create(api, position("27", "29")).json()["data"]["id"] != first


def test_limited_users_see_their_part_only(sandbox: Sandbox) -> None:
    with connect(sandbox, "limited") as limited:
        assert ids(limited.get("/v1/positions")) == ["160"]
        refused(limited.get("/v1/positions/13"), 404)
        refused(limited.delete("/v1/positions/13"), 404)
        refused(create(limited, position("22", "29")), 404, "29")
        assert create(limited, position("22", "34")).status_code == 201
