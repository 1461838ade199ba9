"""The published forms: what `make spec` writes, and the overlays that it is made of."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from scripts.spec.__main__ import OVERLAYS, forms, ready_to_send, write
from tests.spec.walk import ROOT, nodes, operations, resolve

from addepar_sandbox.spec.overlay import OverlayError, apply_overlay

Document = dict[str, Any]


@pytest.fixture(scope="module")
def made() -> dict[str, Document]:
    return forms()


@pytest.mark.parametrize("name", ["openapi", "openapi.plain", "openapi.newer", "openapi.postman"])
def test_a_form_is_valid(made: dict[str, Document], name: str) -> None:
    OpenAPIV31SpecValidator(made[name]).validate()


def test_the_30_form_is_valid_and_has_nothing_that_is_newer(made: dict[str, Document]) -> None:
    form = made["openapi-3.0"]
    OpenAPIV30SpecValidator(form).validate()
    assert [each.id for each in operations(form)] == [each.id for each in operations(made["openapi"])]
    for where, node in nodes(form["components"]["schemas"]):
        assert not {"const", "if", "then"} & set(node) or where.endswith("properties"), where
        assert not isinstance(node.get("type"), list), where
        assert node.get("type") != "null", where
        assert "$ref" not in node or len(node) == 1, where
    assert form["components"]["schemas"]["ToOne"]["properties"]["data"]["nullable"] is True


def test_the_plain_form_has_no_schema_that_plain_generators_stumble_over(made: dict[str, Document]) -> None:
    for where, node in nodes(made["openapi.plain"]["components"]["schemas"]):
        if where.endswith("properties"):
            continue
        assert not {"if", "not"} & set(node), where
        branches = [resolve(made["openapi.plain"], each) for each in node.get("oneOf", [])]
        assert not any(each.get("type") == "array" for each in branches), where


def test_each_request_for_postman_has_the_firm(made: dict[str, Document]) -> None:
    form = made["openapi.postman"]
    for operation in operations(form):
        headers = [resolve(form, each)["name"] for each in operation.body["parameters"]]
        assert headers.count("Addepar-Firm") == 1, operation.id


def test_newer_facts_say_where_they_are_from(made: dict[str, Document]) -> None:
    core, newer = made["openapi"], made["openapi.newer"]
    known = {(operation.id, each["name"]) for operation in operations(core) for each in _parameters(core, operation)}
    for operation in operations(newer):
        for parameter in _parameters(newer, operation):
            if (operation.id, parameter["name"]) not in known and operation.id != "snapshots_delete_many":
                assert parameter["x-confidence"] == "public"
                assert parameter["x-newer"]["address"].startswith("https://developers.addepar.com/")
                assert parameter["x-newer"]["read"]
    (added,) = {each.id for each in operations(newer)} - {each.id for each in operations(core)}
    assert added == "snapshots_delete_many"
    assert "x-newer" not in (ROOT / "openapi.yaml").read_text(encoding="utf-8")


def _parameters(spec: Document, operation: Any) -> list[Document]:
    return [resolve(spec, each) for each in operation.body.get("parameters", [])]


def test_the_committed_json_is_the_specification() -> None:
    made = json.loads((ROOT / "generated" / "openapi.json").read_text(encoding="utf-8"))
    del made["x-source-sha256"]
    assert made == yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def test_files_are_written_without_aliases(tmp_path: Any) -> None:
    write(tmp_path)
    for name in ("openapi.plain.yaml", "openapi.newer.yaml", "addepar.arazzo.yaml"):
        events = yaml.parse((tmp_path / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
        assert not any(isinstance(event, yaml.AliasEvent) for event in events), name
    assert json.loads((tmp_path / "openapi.json").read_text())["openapi"] == "3.1.0"


def test_workflows_name_operations_that_are_there(spec: Document) -> None:
    arazzo = yaml.safe_load((OVERLAYS / "addepar.arazzo.yaml").read_text(encoding="utf-8"))
    steps = [step["operationId"] for workflow in arazzo["workflows"] for step in workflow["steps"]]
    assert set(steps) <= {operation.id for operation in operations(spec)}
    assert len(arazzo["workflows"]) == 3


@pytest.mark.parametrize(
    ("action", "result"),
    [
        ({"target": "$.a", "update": {"b": {"d": 2}, "l": [3]}}, {"a": {"b": {"c": 1, "d": 2}, "l": [1, 2, 3]}}),
        ({"target": "$.a.l", "update": 9}, {"a": {"b": {"c": 1}, "l": [1, 2, 9]}}),
        ({"target": "$.a.l[0,1]", "remove": True}, {"a": {"b": {"c": 1}, "l": []}}),
        ({"target": "$.a.b.c", "remove": True}, {"a": {"b": {}, "l": [1, 2]}}),
        ({"target": "$.a.b", "update": {"c": None}}, {"a": {"b": {"c": None}, "l": [1, 2]}}),
    ],
)
def test_actions_of_overlays(action: Document, result: Document) -> None:
    document = {"a": {"b": {"c": 1}, "l": [1, 2]}}
    assert apply_overlay(document, {"actions": [action]}) == result
    assert document == {"a": {"b": {"c": 1}, "l": [1, 2]}}


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ({"target": "$.x", "remove": True}, "selects nothing"),
        ({"target": "$.[", "remove": True}, r"\$\.\["),
        ({"target": "$.a.l[0]", "update": {"x": 1}}, "only objects and arrays"),
        ({"target": "$", "remove": True}, "whole document"),
        ({"target": "$.a"}, "`update` or `remove: true`"),
        ({"update": {}}, "needs a target"),
    ],
)
def test_bad_actions_are_named(action: Document, message: str) -> None:
    with pytest.raises(OverlayError, match=message):
        apply_overlay({"a": {"l": [1]}}, {"actions": [action]}, "mine.yaml")


def test_the_page_explains_every_extension_keyword(spec: Document) -> None:
    """The table of docs/guides/specification.md has the words of the specification in all its forms, and no others."""
    used: set[str] = set()
    overlays = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in OVERLAYS.glob("*.overlay.yaml")]
    published = json.loads((ROOT / "generated" / "openapi.json").read_text(encoding="utf-8"))
    for document in (spec, published, *overlays):
        used |= {key for _, node in nodes(document) for key in node if str(key).startswith("x-")}
    page = (ROOT / "docs" / "guides" / "specification.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `x-")]
    assert {word for row in rows for word in re.findall(r"`(x-[\w-]+)`", row.split("|")[1])} == used
    assert all(len(row.split("|")) == 6 and all(cell.strip() for cell in row.split("|")[1:5]) for row in rows)


def test_optional_parameters_of_the_collection_are_off() -> None:
    """A request of the collection asks for what its name says, with the firm and the credentials of its variables."""
    query = [
        {"key": "a", "description": {"content": "(Required) One."}},
        {"key": "b", "description": {"content": "Another."}},
        {"key": "c"},
    ]
    headers = [{"key": "Addepar-Firm", "value": "1"}, {"key": "Accept", "value": "*/*"}]
    request = {"url": {"query": query}, "header": headers}
    collection: Document = {"item": [{"item": [{"request": request}]}], "variable": []}
    ready_to_send(collection)
    assert [each["disabled"] for each in query] == [False, True, True]
    assert [each["value"] for each in headers] == ["{{addeparFirm}}", "*/*"]
    assert {each["key"] for each in collection["variable"]} == {"addeparFirm", "basicAuthUsername", "basicAuthPassword"}


def test_the_plain_form_sends_text_in_forms_and_lists(made: dict[str, Document]) -> None:
    form = made["openapi.plain"]
    assert form["components"]["schemas"]["FileUpload"]["properties"]["metadata"]["type"] == "string"
    for operation in operations(form):
        for parameter in _parameters(form, operation):
            assert resolve(form, parameter["schema"])["type"] != "array", (operation.id, parameter["name"])
