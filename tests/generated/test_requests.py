"""What the operations put on the wire."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

import addepar_api
from addepar_api import Client
from addepar_api.models import PositionIdentifier, PositionsDeleteDocument
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET

PACKAGE = Path(addepar_api.__file__).parent
ROOT = "https://a.b/api"


def request(operation: str, body: Any = None, **arguments: Any) -> httpx.Request:
    """What a method of the generated client sends."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        # A list or one resource; for a write, what was sent.
        record = {"id": "1", "type": "entities"}
        read = [] if OPERATIONS[operation].answer_is_list else record
        data = json.loads(request.content)["data"] if request.method in ("POST", "PATCH") else read
        return httpx.Response(200, json={"data": data, "links": {"next": None}})

    tag = OPERATIONS[operation].tag
    with Client(base_url=ROOT, firm_id=1, auth="t", transport=httpx.MockTransport(answer), max_retries=0) as client:
        method = getattr(getattr(client, tag), operation.removeprefix(f"{tag}_"))
        outcome = method(**arguments) if body is None else method(body=body, **arguments)
        if OPERATIONS[operation].paging:
            list(outcome)
    return sent[0]


def wire(operation: str, **arguments: Any) -> dict[str, str]:
    """The query, by its names."""
    return dict(request(operation, **arguments).url.params)


def test_no_generated_module_knows_an_http_library() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if "httpx" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("status", [["FINISHED", "ERROR"], ("FINISHED", "ERROR"), "FINISHED,ERROR"])
def test_lists_are_sent_with_commas(status: Any) -> None:
    assert wire("generated_reports_list", status=status) == {"filter[status]": "FINISHED,ERROR"}


def test_filters_have_short_names_and_their_wire_names() -> None:
    sent = wire("files_list", created_after="2021-05-14T12:03:39Z", entity_id="100", page_limit=50)
    assert sent == {
        "filter[files][createdAfter]": "2021-05-14T12:03:39Z",
        "filter[files][entityId]": "100",
        "page[limit]": "50",
    }


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2021, 5, 14, 12, 3, 39, tzinfo=UTC), "2021-05-14T12:03:39Z"),
        (datetime(2021, 5, 14, 12, 3, 39, tzinfo=timezone(timedelta(hours=2))), "2021-05-14T10:03:39Z"),
    ],
)
def test_moments_are_sent_with_z(moment: datetime, text: str) -> None:
    assert wire("files_list", created_before=moment) == {"filter[files][createdBefore]": text}


def test_days_are_sent_as_days() -> None:
    assert wire("positions_list", created_before=date(2023, 7, 1)) == {"filter[created_before]": "2023-07-01"}


def test_none_and_unset_are_not_sent() -> None:
    assert wire("files_list", entity_id=None, group_id=UNSET) == {}


@pytest.mark.parametrize(("identifier", "path"), [(100, "100"), ("a b;é", "a%20b%3B%C3%A9")])
def test_an_id_is_one_path_segment(identifier: str | int, path: str) -> None:
    assert request("positions_owner", position_id=identifier).url.raw_path.decode() == f"/api/v1/positions/{path}/owner"


@pytest.mark.parametrize(
    "body",
    [
        PositionsDeleteDocument([PositionIdentifier(id="13")]),
        {"data": [{"type": "positions", "id": "13"}]},
        {"data": [PositionIdentifier(id="13")], "meta": UNSET},
    ],
)
def test_bodies_are_models_or_mappings_or_both(body: Any) -> None:
    sent = request("positions_delete_many", body)
    assert (sent.method, sent.url.path) == ("DELETE", "/api/v1/positions")
    assert json.loads(sent.read()) == {"data": [{"type": "positions", "id": "13"}]}
    assert sent.headers["content-type"] == "application/vnd.api+json"


def test_moments_and_days_may_stand_in_a_plain_mapping() -> None:
    attributes = {"_at": datetime(2021, 5, 14, tzinfo=UTC), "_on": [date(2021, 5, 14)]}
    body = {"data": {"type": "positions", "id": "13", "attributes": attributes}}
    sent = json.loads(request("positions_update", body, position_id="13").read())
    assert sent["data"]["attributes"] == {"_at": "2021-05-14T00:00:00Z", "_on": ["2021-05-14"]}
