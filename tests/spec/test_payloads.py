"""Every payload the pages print is an example of its operation, fits its schema, and survives the generated models."""

import importlib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from tests.spec.walk import ROOT, Payload, load, nodes, operations, payloads, resolve

SPEC = load()
PAYLOADS = payloads(SPEC)
PRINTED = 59  # whole documents on the pages
WHERE = Path(__file__).relative_to(ROOT).as_posix()
REGISTRY: Registry[Any] = Registry().with_resource("urn:spec", Resource(contents=SPEC, specification=DRAFT202012))


def absolute(node: Any) -> Any:
    """The same schema with its references pointing into the specification from anywhere."""
    if isinstance(node, dict):
        return {key: f"urn:spec{value}" if key == "$ref" else absolute(value) for key, value in node.items()}
    return [absolute(item) for item in node] if isinstance(node, list) else node


def validator(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    formats = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(absolute(schema), registry=REGISTRY, format_checker=formats)


def test_every_printed_payload_is_used_once() -> None:
    # The page on snapshots prints one answer under a status that it does not list; it is an example of both.
    used = [example for _, example in {(payload.operation, payload.example) for payload in PAYLOADS}]
    assert len(used) == len(set(used))
    assert set(used) == set(SPEC["components"]["examples"])
    # Two request bodies are printed twice, for other operations.
    assert len(used) == PRINTED, f"if a page has changed, change PRINTED in {WHERE}; otherwise openapi.yaml"
    twins = [("files_add_groups_request", "files_replace_groups_request")]
    twins += [("files_add_entities_request", "files_replace_entities_request")]
    for one, other in twins:
        assert SPEC["components"]["examples"][one]["value"] == SPEC["components"]["examples"][other]["value"]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.example)
def test_payload_fits_its_schema(payload: Payload) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in validator(payload.schema).iter_errors(payload.value)]
    assert errors == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.example)
def test_payload_survives_the_generated_models(payload: Payload) -> None:
    name = payload.schema["$ref"].rsplit("/", 1)[-1]
    value = payload.value
    if payload.media_type == "multipart/form-data":
        name, value = "FileMetadataDocument", value["metadata"]
    model = getattr(importlib.import_module("addepar_api.models"), name)
    assert model.from_dict(value).to_dict() == value


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.example)
def test_a_document_without_data_is_refused(payload: Payload) -> None:
    if payload.media_type == "multipart/form-data":
        broken: Any = {"file": "x"}
    else:
        broken = {key: value for key, value in payload.value.items() if key != "data"}
    assert not validator(payload.schema).is_valid(broken)


def test_every_operation_with_a_json_answer_or_body_shows_one() -> None:
    shown = {(payload.operation, payload.status) for payload in PAYLOADS}
    without: set[tuple[str, str | None]] = set()
    for operation in operations(SPEC):
        if "requestBody" in operation.body and (operation.id, None) not in shown:
            without.add((operation.id, None))
        for status, answer in operation.body["responses"].items():
            documents = resolve(SPEC, answer).get("content", {}).get("application/vnd.api+json")
            if documents and status.startswith("20") and status != "206" and (operation.id, status) not in shown:
                without.add((operation.id, status))
    # The page prints the answer to a snapshot's update without a body, and a job's result as a placeholder.
    missing = without - {("snapshots_update", "200"), ("jobs_download", "200")}
    assert not missing, f"add an example to each of these in openapi.yaml, with its value in components: {missing}"
    assert len(without) == 2


def test_defaults_and_single_examples_fit_their_schemas() -> None:
    checked = 0
    for where, node in nodes({key: SPEC[key] for key in ("paths", "components")}):
        if "/examples/" in where or "requestBody" in node:
            continue
        for word in ("default", "example"):
            if word in node and ("schema" in node or "type" in node):
                validator(node.get("schema", node)).validate(node[word])
                checked += 1
    assert checked > 20


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("JobAttributes", {"status": "Somewhere New", "started_at": "2020-04-02T21:4915Z", "surprise": 1}),
        ("GeneratedReportAttributes", {"status": "PAUSED", "job_type": "NIGHTLY"}),
        ("SnapshotAttributes", {"type": "estimate", "comment": None, "trade_date": "soon"}),
        ("PositionAttributes", {"_custom_assett_class_1234": [{"date": None, "value": "cash", "weight": 1.0}]}),
        ("ResourceIdentifier", {"type": "archive/files", "id": 61}),
        ("FileResource", {"id": 1111, "type": "files"}),
        ("PageLinks", {"next": None, "prev": None}),
    ],
)
def test_reading_is_open(schema: str, value: Any) -> None:
    validator({"$ref": f"#/components/schemas/{schema}"}).validate(value)
    model = getattr(importlib.import_module("addepar_api.models"), schema)
    assert model.from_dict(value).to_dict() == value


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("PositionsCreateDocument", {"data": {"type": "position", "relationships": {}}}),
        ("PositionsDeleteDocument", {"data": []}),
        (
            "SnapshotCreateAttributes",
            {"type": "SNAPSHOT", "currency": "USD", "trade_date": "2023-01-31", "amount": 1, "vendor_id": "a"},
        ),
        ("SnapshotCreateAttributes", {"type": "valuation", "currency": "US$", "trade_date": "2023-01-31", "amount": 1}),
        (
            "SnapshotCreateAttributes",
            {"type": "valuation", "currency": "USD", "trade_date": "2023-01-31", "amount": 1, "comment": "x" * 4001},
        ),
        ("SnapshotUpdateAttributes", {"comment": "x" * 4001}),
        ("OutputType", "PDF"),
        ("PositionWriteAttributes", {"created_at": "2023-07-28T02:24:30Z"}),
        ("PathId", "."),
        ("PathId", "a/b"),
        ("GroupIdentifiersDocument", {"data": [{"type": "entities", "id": "1"}]}),
        ("FileMetadataDocument", {"data": {"type": "files", "attributes": {}}}),
    ],
)
def test_writing_is_tight(schema: str, value: Any) -> None:
    assert not validator({"$ref": f"#/components/schemas/{schema}"}).is_valid(value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("PathId", "2024:17.3~a"),
        ("PathId", "a b"),
        ("SnapshotUpdateAttributes", {"comment": "x" * 4000}),
        (
            "SnapshotCreateAttributes",
            {"type": "valuation", "currency": "USD", "trade_date": "2023-01-31", "amount": 1, "comment": "x" * 4000},
        ),
        ("SnapshotCreateAttributes", {"type": "valuation", "currency": "usd", "trade_date": "2023-01-31", "amount": 1}),
        (
            "FileUpload",
            {"file": "x", "metadata": {"data": {"type": "files", "attributes": {"name": "a.txt"}}}, "note": "x"},
        ),
        (
            "QueryJobParameters",
            {
                "portfolio_type": "FIRM",
                "portfolio_id": 1,
                "start_date": "2020-01-01",
                "end_date": "2020-02-01",
                "columns": [],
                "groupings": [],
            },
        ),
    ],
)
def test_what_the_pages_leave_open_is_not_refused(schema: str, value: Any) -> None:
    validator({"$ref": f"#/components/schemas/{schema}"}).validate(value)


REQUIRED = {
    "ViewJobParameters": ["view_id", "portfolio_type", "portfolio_id", "output_type", "start_date", "end_date"],
    "QueryJobParameters": ["portfolio_type", "portfolio_id", "start_date", "end_date", "columns", "groupings"],
    "ViewJobAttributes": ["job_type", "parameters"],
    "QueryJobAttributes": ["job_type", "parameters"],
    "SnapshotCreateAttributes": ["type", "currency", "trade_date", "amount"],
    "SnapshotUpdateAttributes": [],
    "PositionWriteAttributes": [],
    "FileCreateAttributes": ["name"],
    "FileWriteAttributes": [],
    "OwnerAndOwned": ["owner", "owned"],
    "PositionEnds": [],
    "FileUpload": ["file", "metadata"],
}
"""What the pages call required of what is written, and nothing else."""


def test_what_is_required_is_what_the_pages_require(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    assert {name: schemas[name].get("required", []) for name in REQUIRED} == REQUIRED


READ = ["Job", "GeneratedReport", "User", "Snapshot", "Entity", "Position", "File"]
# Ids, and the parameters of a job.
NEVER_NULL = {("JobAttributes", "parameters"), ("GeneratedReportAttributes", "report_id")}


@pytest.mark.parametrize("name", [f"{each}Attributes" for each in READ])
def test_any_attribute_that_is_read_may_be_null(spec: dict[str, Any], name: str) -> None:
    judge = validator({"$ref": f"#/components/schemas/{name}"})
    refused = {
        (name, each) for each in spec["components"]["schemas"][name]["properties"] if not judge.is_valid({each: None})
    }
    assert refused == {each for each in NEVER_NULL if each[0] == name}
