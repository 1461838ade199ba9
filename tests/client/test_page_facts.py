"""What the pages allow reaches the server through the client, and what the server answers comes back."""

from __future__ import annotations

from typing import Any

import pytest

from addepar_api.api.snapshots import Snapshots
from addepar_api.models import QueryJobParameters
from addepar_client import AddeparClient, PermissionDeniedError
from addepar_sandbox import Sandbox


def connected(url: str, key: str = "sandbox") -> AddeparClient:
    return AddeparClient(base_url=url, firm_id=1, auth=(key, key))


def snapshot(owned: str, **attributes: Any) -> dict[str, Any]:
    ends = {end: {"data": {"type": "entities", "id": each}} for end, each in (("owner", "22"), ("owned", owned))}
    given = {"type": "snapshot", "currency": "USD", "trade_date": "2023-03-31", "amount": 1.5, **attributes}
    return {"type": "snapshots", "attributes": given, "relationships": ends}


def test_a_snapshot_of_a_percent_based_asset_needs_no_units(sandbox: Sandbox) -> None:
    with connected(str(sandbox.url)) as client:
        (created,) = client.snapshots.create([snapshot("23")])
        assert created.attributes.amount == 1.5
        (other,) = client.snapshots.create([snapshot("34", type="SNAPSHOT", units=2)])
        assert str(other.attributes.type) == "snapshot"


def test_a_creation_that_is_answered_as_printed_is_a_success(sandbox: Sandbox) -> None:
    sandbox.fail("status", "snapshots_create", status=200)
    with connected(str(sandbox.url)) as client:
        assert len(client.snapshots.create([snapshot("23")])) == 1


def test_a_default_of_the_server_is_left_to_the_server(sandbox: Sandbox) -> None:
    query = QueryJobParameters(
        portfolio_type="ENTITY",
        portfolio_id=22,
        start_date="2020-01-01",
        end_date="2020-02-01",
        columns=[],
        groupings=[],
    )
    with connected(str(sandbox.url)) as client:
        job = client.jobs.create({"job_type": "PORTFOLIO_QUERY", "parameters": query})
    assert "hide_previous_holdings" not in query
    assert job.attributes.parameters.hide_previous_holdings is False


def test_one_file_takes_the_filters_of_the_list(sandbox: Sandbox) -> None:
    with connected(str(sandbox.url)) as client:
        assert client.files.get(123, created_after="2020-01-01T00:00:00Z", group_id=20).attributes.name
    (call,) = sandbox.journal.calls("files_get")
    assert {name for name, _ in call.query} == {"filter[files][createdAfter]", "filter[files][groupId]"}


def test_a_page_of_reports_may_be_large(sandbox: Sandbox) -> None:
    with connected(str(sandbox.url)) as client:
        assert list(client.generated_reports.list(page_size=5000))


def test_a_lacking_permission_is_named(sandbox: Sandbox) -> None:
    sandbox.add_user("90", permissions=["API Access: Create, edit, and delete", "Files: View Only"])
    sandbox.add_key("reader", "reader", "90")
    with connected(str(sandbox.url), "reader") as client:
        assert list(client.files.list())
        with pytest.raises(PermissionDeniedError, match="Files: Create, edit and delete"):
            client.files.delete(123)


def test_beta_is_said_where_the_operations_are_documented() -> None:
    assert "beta" in (Snapshots.__doc__ or "")
