"""The probes of the schemathesis run, each on requests that are known to succeed: fast and reproducible."""

from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, PRINTED, Request, Upload
from addepar_contract.calls.succeeding import SUCCEEDING
from addepar_contract.calls.target import Target
from addepar_contract.probes import PROBES
from addepar_contract.probes.probing import before, done_of

_FILES = [
    {"filter[files][createdAfter]": "2014-06-20T20:55:07Z"},
    {"filter[files][createdBefore]": "2017-01-01T20:55:07Z"},
    {
        "filter[files][createdAfter]": "2014-06-20T22:55:07+02:00",
        "filter[files][createdBefore]": "2021-01-01T00:00:00Z",
    },
    {"filter[files][entityId]": "10000"},
    {"filter[files][entityId]": "22"},
    {"filter[files][groupId]": "1234"},
    {"filter[files][entityId]": "123400", "filter[files][groupId]": "1234"},
    {"page[limit]": "2"},
    {"page[limit]": "1", "filter[files][entityId]": "21"},
]
_QUERIES: dict[str, list[dict[str, str]]] = {
    "files_list": _FILES,
    "archived_files_list": [*_FILES, {"filter[files][createdAfter]": "2018-01-01T00:00:00Z"}],
    "jobs_list": [{"page[limit]": "1"}, {"page[limit]": "3"}],
    "positions_list": [
        *(
            {f"filter[{name}]": day}
            for name in ("created_before", "created_after")
            for day in ("2023-07-28", "2023-07-27")
        ),
        *(
            {f"filter[{name}]": day}
            for name in ("modified_before", "modified_after")
            for day in ("2023-07-30", "2023-07-31")
        ),
        {"page[limit]": "1"},
        {"page[limit]": "3", "filter[created_after]": "2023-07-28"},
        {"fields[entities]": "display_name,created_at"},
        {"fields[entities]": "nothing"},
    ],
    "generated_reports_list": [
        {"filter[status]": "ERROR"},
        {"filter[status]": "CANCELED,FINISHED"},
        {"filter[completed_after]": "2021-02-14T13:25:45Z"},
        {"filter[completed_before]": "2021-02-14T13:25:45Z"},
        {"filter[entityId]": "1234"},
        {"filter[groupId]": "31", "filter[status]": "ERROR"},
        {"page[size]": "1"},
        {"page[size]": "3", "page[number]": "1"},
        {"page[size]": "2", "page[number]": "7"},
    ],
}


def _view_of(entity: str) -> dict[str, Any]:
    """The printed view job, for another entity."""
    attributes = PRINTED["jobs_create_view_request"]["data"]["attributes"]
    parameters = {**attributes["parameters"], "portfolio_id": entity}
    return {"data": {"type": "jobs", "attributes": {**attributes, "parameters": parameters}}}


def _cash(name: str) -> dict[str, Any]:
    """A position in cash, of the entity that the default data have for it."""
    ends = {end: {"data": {"type": "entities", "id": id_}} for end, id_ in (("owner", "99"), ("owned", "100"))}
    return {"type": "positions", "attributes": {"name": name}, "relationships": ends}


def _fraction(owned: str) -> dict[str, Any]:
    """A position in a percent-based asset, with as many decimals as a third has."""
    item = PRINTED["positions_create_percent_based_request"]["data"]
    ends = {"owner": {"data": {"type": "entities", "id": "22"}}, "owned": {"data": {"type": "entities", "id": owned}}}
    return {**item, "attributes": _EXACT, "relationships": ends}


def _snapshot(kind: str, *, owned: str = "34", **attributes: Any) -> dict[str, Any]:
    """A snapshot of a share-based entity, in another currency than that of the examples."""
    ends = {end: {"data": {"type": "entities", "id": id_}} for end, id_ in (("owner", "22"), ("owned", owned))}
    values = {"type": kind, "currency": "CHF", "trade_date": "2024-02-29", "amount": -0.125, **attributes}
    return {"type": "snapshots", "attributes": values, "relationships": ends}


def _job_of(example: str, **parameters: Any) -> dict[str, Any]:
    """A printed job with other parameters."""
    attributes = PRINTED[example]["data"]["attributes"]
    return {
        "data": {"type": "jobs", "attributes": {**attributes, "parameters": {**attributes["parameters"], **parameters}}}
    }


def _filed(**ids: list[str]) -> dict[str, Any]:
    """Relationships of a file, by kind."""
    return {
        f"associated_{kind}": {"data": [{"type": kind, "id": each} for each in listed]} for kind, listed in ids.items()
    }


def _upload(name: str, **ids: list[str]) -> Upload:
    attributes = {"name": name}
    return Upload(b"a", name, {"data": {"type": "files", "attributes": attributes, "relationships": _filed(**ids)}})


def _renamed_upload() -> Upload:
    """Its part has another name than its metadata, with the same extension."""
    return _upload("named.txt")._replace(name="part.txt")


def _refiled(**ids: list[str]) -> Request:
    return Request("files_update", "123", body={"data": {"type": "files", "id": "123", "relationships": _filed(**ids)}})


_EXACT = {"incepting_open_position_date": "1900-01-01", "incepting_open_position_ownership_percentage": 0.333333333}
_SINGLE_CHANGES = [
    Request("snapshots_create", body={"data": [_snapshot("valuation")]}),
    Request("snapshots_create", body={"data": [_snapshot("valuation"), _snapshot("snapshot", units=0.5, owned="29")]}),
    Request(
        "snapshots_create",
        body={"data": [_snapshot("snapshot", units=1.5, comment="x" * 4000, price_factor=0.75)]},
    ),
    Request("snapshots_create", body={"data": [_snapshot("snapshot", units=1, accrued_income_per_unit=0.0123456789)]}),
    Request("positions_update", "104", body={"data": {"type": "positions", "id": "104", "attributes": _EXACT}}),
    Request(
        "positions_update",
        "998",
        body={
            "data": {
                "type": "positions",
                "id": "998",
                "attributes": {
                    "_custom_balance_sheet_12345": [
                        {"date": "2020-02-29", "value": "high", "weight": 0.25},
                        {"date": "2021-02-28", "value": "", "weight": 0},
                    ]
                },
            }
        },
    ),
    *(
        Request("jobs_create", body=_job_of("jobs_create_view_request", output_type=kind))
        for kind in ("csv", "TSV", "xlsx")
    ),
    Request("generated_reports_creator", "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"),
    Request("generated_reports_zipped_file", "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"),
    Request("generated_reports_download", "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"),
    Request("positions_get", "104"),
    Request("snapshots_get", "344671144892"),
    Request("positions_create", body=PRINTED["positions_create_percent_based_request"]),
    Request("positions_create", body=PRINTED["positions_create_many_request"]),
    Request("positions_create", body={"data": _cash("Purse")}),
    Request("positions_create", body={"data": [_cash("Purse"), _cash("Safe")]}),
    Request("positions_update", "998", body=PRINTED["positions_update_custom_request"]),
    Request(
        "positions_update", "13", body={"data": {"type": "positions", "id": "13", "attributes": {"name": "Alice"}}}
    ),
    Request(
        "snapshots_update",
        "344671144892",
        body={"data": {"type": "snapshots", "id": "344671144892", "attributes": {"amount": -5, "comment": None}}},
    ),
    Request("files_update", "123", body={"data": {"type": "files", "id": "123", "attributes": {"name": "New.pdf"}}}),
    Request("files_update", "123", body={"data": {"type": "files", "id": "123", "attributes": {"name": "新 Ä.pdf"}}}),
    _refiled(groups=["31"]),
    _refiled(entities=["21", "22"]),
    _refiled(groups=[], entities=[]),
    Request("files_upload", body=_upload("Überblick 年報.txt", groups=["200", "31"], entities=["22", "21"])),
    Request("files_upload", body=_upload("a.txt", entities=["22"])),
    Request("files_upload", body=_renamed_upload()),
    Request("files_replace_groups", "123", body={"data": []}),
    Request("files_replace_entities", "123", body={"data": []}),
    Request("jobs_create", body=_job_of("jobs_create_query_request", hide_previous_holdings=True)),
    Request("positions_create", body={"data": _fraction("2")}),
    Request("positions_create", body={"data": [_fraction("2"), _fraction("4")]}),
    Request("jobs_create", body=PRINTED["jobs_create_query_request"]),
    Request("jobs_create", body=_view_of("10")),
    Request("jobs_cancel", "13"),
    Request("jobs_cancel", "14"),
    Request("files_download", "1111"),
    Request("snapshots_get", "1968"),
    Request("generated_reports_get", "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"),
]
REQUESTS = [
    *SUCCEEDING.values(),
    *(Request(operation, query=query) for operation, queries in _QUERIES.items() for query in queries),
    *_SINGLE_CHANGES,
]


def _name(request: Request) -> str:
    return f"{request.operation} {request.id} {'&'.join(f'{k}={v}' for k, v in (request.query or {}).items())}".strip()


@pytest.mark.parametrize("request_", REQUESTS, ids=_name)
def test_probes(addepar_target: Target, request_: Request) -> None:
    """Each probe gets a separate request, so that probes do not affect each other."""
    looked, caller = 0, addepar_target.caller
    for probe in PROBES.values():
        if request_.operation in probe.operations:
            addepar_target.reset()
            seen = before(request_.operation, request_.id, caller)
            done = done_of(request_.operation, caller.send(request_), seen)
            if done.status in probe.statuses:
                probe.look(done, caller)
                looked += 1
    assert looked


def test_every_probe_looks_at_something() -> None:
    asked = {request.operation for request in REQUESTS}
    assert [probe.name for probe in PROBES.values() if not probe.operations & asked] == []
    assert asked == set(OPERATIONS)
