"""Facts of the pages that only a description can carry: each is where somebody looks for it, and not only in a test."""

import re
from typing import Any

import pytest
from tests.spec.walk import operations, resolve

_WRITE = "components/schemas/PositionWriteAttributes/properties"
WORDS = [
    ("info", "as other public pages say"),
    ("info", "license below covers this text, not the API"),
    ("components/responses/ForbiddenFile", "access to the file or to any of its groups and entities"),
    ("components/responses/BadRequest", "`include` is not allowed"),
    ("components/responses/BadRequest", "60-second limit"),
    ("components/responses/BadRequest", "for a file's entities and groups, if these credentials may not see one"),
    ("components/responses/BadRequest", "if the address names an unknown relationship"),
    ("components/responses/Forbidden", "the rights of an administrator"),
    (
        "tags positions",
        "apply, change or remove attributes. That this concerns only attributes beyond .* is our reading",
    ),
    ("files_upload", "a slash at its end"),
    ("components/schemas/SnapshotCreateAttributes/properties/currency", "does not say whether it may be in lower case"),
    ("components/responses/NotFound", "a position that is written, also an unknown attribute"),
    ("positions_list fields[entities]", "Spaces are ignored"),
    ("components/schemas/QueryJobParameters/properties/hide_previous_holdings", "default is false"),
    ("components/schemas/PortfolioType", "for view jobs FIRM_ACCOUNTS and FIRM_UNVERIFIED_ACCOUNTS"),
    (
        "jobs_create",
        "each job has a limit of four hours, in a note on view jobs; as we read it, query jobs have it too",
    ),
    ("jobs_create", r"produces JSON \(inferred\)"),
    ("tags jobs", "A note on view jobs gives each job a limit of four hours"),
    ("components/schemas/JobAttributes/properties/percent_complete", "may stay below it is our reading"),
    ("components/schemas/QueryJobParameters/properties/columns", "does not say whether it may be empty"),
    ("components/schemas/FileWriteAttributes", "that the times are not either is our reading"),
    ("files_upload", "without a media type; that it is sent as `application/json` is our reading"),
    (f"{_WRITE}/name", "cash position needs one that no other cash position"),
    (f"{_WRITE}/incepting_open_position_date", "Required if the asset is percent-based"),
    (f"{_WRITE}/incepting_open_position_date", "the day before its first transaction or snapshot"),
    (f"{_WRITE}/incepting_open_position_ownership_percentage", "Required if the asset is percent-based"),
    ("generated_reports_list filter[entityId]", r"`filter\[xxx\]\[entityId\]`"),
    ("generated_reports_list filter[groupId]", r"`filter\[xxx\]\[groupId\]`"),
    ("positions_list", "double quotes, which are not needed"),
    ("tags generated_reports", "web application or with the Report Generation API"),
    ("tags snapshots", "created with the Transactions API"),
    ("components/schemas/SnapshotCreateAttributes/properties/amount", "default value of the asset"),
    ("components/schemas/SnapshotAttributes/properties/vendor_id", "server assigns"),
    ("files_update", "As we read the page, the new name keeps the extension"),
    ("jobs_download", r"JSON \(inferred\).*byte-order mark \(seen in public code\)"),
    ("components/parameters/JobId", r"a UUID in newer accounts \(public\)"),
    ("components/parameters/GeneratedReportId", r"starting a report returned \(public\)"),
    ("files_replace_groups", r"empty array clears them \(inferred\)"),
    ("files_replace_entities", r"empty array clears them \(inferred\)"),
]

MARKS = {
    "components/securitySchemes/basicAuth": "public",
    "components/securitySchemes/oauth2": "public",
    "components/securitySchemes/addeparFirm": "public",
    "components/schemas/ViewJobAttributes/properties/job_type": "inferred",
    "components/schemas/QueryJobAttributes/properties/job_type": "inferred",
    "components/schemas/PathId": "inferred",
    "components/schemas/JobFilter": "inferred",
    "components/schemas/ErrorDocument": "inferred",
    "components/responses/PartOfFile": "inferred",
}
"""Facts that no page has, and where each comes from."""


def _described(spec: dict[str, Any], place: str) -> str:
    """The description of an operation, of its parameter after a space, of a tag, or of a node by its path."""
    name, _, part = place.partition(" ")
    if name == "tags":
        (node,) = (tag for tag in spec["tags"] if tag["name"] == part)
    elif found := [operation.body for operation in operations(spec) if operation.id == name]:
        (node,) = found
        if part:
            parameters = [resolve(spec, each) for each in node["parameters"]]
            (node,) = (each for each in parameters if each["name"] == part)
    else:
        node = _at(spec, place)
    return " ".join(node["description"].split())


def _at(spec: dict[str, Any], path: str) -> dict[str, Any]:
    node = spec
    for step in path.split("/"):
        node = node[step]
    return node


@pytest.mark.parametrize(("place", "words"), WORDS)
def test_says_what_the_page_says(spec: dict[str, Any], place: str, words: str) -> None:
    assert re.search(words, _described(spec, place))


def test_what_no_page_has_says_where_it_comes_from(spec: dict[str, Any]) -> None:
    assert {path: _at(spec, path).get("x-confidence") for path in MARKS} == MARKS
    answered = _at(spec, "paths")["/v1/jobs/{job_id}/download"]["get"]["responses"]["200"]["content"]
    unprinted = {kind for kind, content in answered.items() if content.get("x-confidence") == "inferred"}
    assert unprinted == answered.keys() - {"application/vnd.api+json"}
    upload = _at(spec, "paths")["/v1/files"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert upload["encoding"]["metadata"]["x-confidence"] == "inferred"
    entries = [entry for tag in spec["tags"] for entry in tag["x-permissions"] if "includes" in entry]
    assert [entry["includes-confidence"] for entry in entries] == ["inferred"]
    assert (
        "maximum"
        not in next(
            each
            for each in spec["paths"]["/v1/generated_reports"]["get"]["parameters"]
            if each.get("name") == "page[size]"
        )["schema"]
    ), "a maximum that is inferred must not refuse"


NOT_EDITABLE = [
    ("FileAttributes", "content_type"),
    ("FileAttributes", "bytes"),
    *((f"{kind}Attributes", name) for kind in ("Snapshot", "Position") for name in ("created_at", "modified_at")),
]


def test_what_the_pages_call_not_editable_is_read_only(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    found = [
        (name, prop)
        for name, schema in schemas.items()
        for prop, inner in schema.get("properties", {}).items()
        if inner.get("readOnly")
    ]
    assert sorted(found) == sorted(NOT_EDITABLE)
    for name, prop in found:
        assert "Not editable" in schemas[name]["properties"][prop]["description"]


def test_the_default_of_an_optional_member_is_data(spec: dict[str, Any]) -> None:
    assert _at(spec, "components/schemas/QueryJobParameters/properties/hide_previous_holdings")["default"] is False
