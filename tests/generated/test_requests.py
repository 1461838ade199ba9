"""What the generated modules put on the wire."""

from datetime import UTC, date, datetime, timedelta, timezone
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

import addepar_api
from addepar_api.models import FileMetadataDocument, FileUpload, PositionIdentifier, PositionsDeleteDocument
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET, File

PACKAGE = Path(addepar_api.__file__).parent


def kwargs(operation: str, *args: Any, **arguments: Any) -> dict[str, Any]:
    """What the module of an operation would have sent."""
    built: dict[str, Any] = import_module(OPERATIONS[operation].module)._get_kwargs(*args, **arguments)
    return built


def wire(operation: str, **arguments: Any) -> str:
    """The query as an HTTP library writes it, with its brackets and commas readable."""
    url = httpx.Request("GET", "http://x", params=kwargs(operation, **arguments)["params"]).url
    return httpx.QueryParams(url.query).__str__().replace("%5B", "[").replace("%5D", "]").replace("%2C", ",")


def upload(payload: bytes) -> FileUpload:
    metadata = FileMetadataDocument.from_dict({"data": {"type": "files", "attributes": {"name": "a.txt"}}})
    return FileUpload(file=File(BytesIO(payload), "a.txt", "text/plain"), metadata=metadata)


def test_each_upload_has_a_boundary_of_its_own() -> None:
    built = kwargs("files_upload", body=upload(b"\r\n--+++\r\n"))
    assert "headers" not in built
    requests = [httpx.Request("POST", "http://x", files=built["files"]) for _ in range(2)]
    assert requests[0].headers["Content-Type"] != requests[1].headers["Content-Type"]


def test_nowhere_a_fixed_boundary() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if "boundary" in path.read_text(encoding="utf-8")]


def test_no_generated_module_knows_an_http_library() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if "httpx" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("status", [["FINISHED", "ERROR"], ("FINISHED", "ERROR"), "FINISHED,ERROR"])
def test_lists_are_sent_with_commas(status: Any) -> None:
    assert wire("generated_reports_list", status=status) == "filter[status]=FINISHED,ERROR"


def test_filters_have_short_names_and_their_wire_names() -> None:
    sent = kwargs("files_list", created_after="2021-05-14T12:03:39Z", entity_id="100", page_limit=50)["params"]
    assert sent == {
        "filter[files][createdAfter]": "2021-05-14T12:03:39Z",
        "filter[files][entityId]": "100",
        "page[limit]": 50,
    }


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2021, 5, 14, 12, 3, 39, tzinfo=UTC), "2021-05-14T12:03:39Z"),
        (datetime(2021, 5, 14, 12, 3, 39, 250000, tzinfo=UTC), "2021-05-14T12:03:39.250000Z"),
        (datetime(2021, 5, 14, 12, 3, 39, tzinfo=timezone(timedelta(hours=2))), "2021-05-14T12:03:39+02:00"),
    ],
)
def test_moments_are_sent_with_z(moment: datetime, text: str) -> None:
    assert kwargs("files_list", created_before=moment)["params"] == {"filter[files][createdBefore]": text}


def test_days_are_sent_as_days() -> None:
    assert kwargs("positions_list", created_before=date(2023, 7, 1))["params"] == {
        "filter[created_before]": "2023-07-01"
    }


def test_none_and_unset_are_not_sent() -> None:
    assert kwargs("files_list", entity_id=None, group_id=UNSET)["params"] == {}


@pytest.mark.parametrize(
    ("identifier", "url"),
    [(100, "/v1/positions/100/owner"), ("a/b ?é", "/v1/positions/a%2Fb%20%3F%C3%A9/owner")],
)
def test_an_id_is_one_path_segment(identifier: str | int, url: str) -> None:
    assert kwargs("positions_owner", identifier) == {"method": "get", "url": url}


@pytest.mark.parametrize(
    "body",
    [
        PositionsDeleteDocument([PositionIdentifier(id="13")]),
        {"data": [{"type": "positions", "id": "13"}]},
        {"data": [PositionIdentifier(id="13")], "meta": UNSET},
    ],
)
def test_bodies_are_models_or_mappings_or_both(body: Any) -> None:
    assert kwargs("positions_delete_many", body=body) == {
        "method": "delete",
        "url": "/v1/positions",
        "json": {"data": [{"type": "positions", "id": "13"}]},
        "headers": {"Content-Type": "application/vnd.api+json"},
    }


def test_moments_and_days_may_stand_in_a_plain_mapping() -> None:
    body = {"data": {"at": datetime(2021, 5, 14, tzinfo=UTC), "on": [date(2021, 5, 14)]}}
    assert kwargs("jobs_create", body=body)["json"] == {"data": {"at": "2021-05-14T00:00:00Z", "on": ["2021-05-14"]}}


def test_a_success_is_read_and_anything_else_is_not() -> None:
    module = import_module(OPERATIONS["positions_get"].module)
    document = {"data": {"type": "positions", "id": "100"}}
    assert module._parse_response(response=httpx.Response(200, json=document)).data.id == "100"
    assert module._parse_response(response=httpx.Response(520, text="<html>")) is None
    assert module._parse_response(response=httpx.Response(404, json={"errors": []})) is None
