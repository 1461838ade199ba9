"""Planted faults: what the generator would drop or spoil without a word is found."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripts.generate import output_problems, spec_problems

Spec = dict[str, Any]


def operation(spec: Spec) -> Any:
    return spec["paths"]["/v1/things"]["get"]


def parameter(spec: Spec) -> Any:
    return operation(spec)["parameters"][0]


def statuses(spec: Spec) -> Any:
    return spec["paths"]["/v1/runs"]["get"]["parameters"][0]


def schemas(spec: Spec) -> Any:
    return spec["components"]["schemas"]


def run(spec: Spec) -> Any:
    return schemas(spec)["Run"]["properties"]


IDENTIFIER = {"$ref": "#/components/schemas/ResourceIdentifier"}
NARROWED = {"properties": {"id": {"type": "string"}}}

FAULTS: list[tuple[Callable[[Spec], Any], str]] = [
    (lambda spec: spec["paths"].update({"/v1/more": {"$ref": "#/x"}}), "/v1/more: a path item must not be a $ref"),
    (lambda spec: parameter(spec).update(content={"a/b": parameter(spec).pop("schema")}), "without a schema"),
    (lambda spec: parameter(spec).update({"x-python-name": "created after"}), "cannot be an argument's name"),
    (lambda spec: parameter(spec).update({"x-python-name": "limit"}), "cannot be an argument's name"),
    (lambda spec: parameter(spec).update({"x-python-name": "day"}), "filter[day]: would be one argument"),
    (lambda spec: parameter(spec).update({"in": "header", "required": True}), "header parameters are not sent"),
    (lambda spec: parameter(spec).update({"schema": {"type": "boolean"}}), "a kind of value that no argument has"),
    (lambda spec: parameter(spec).pop("description"), "no description"),
    (lambda spec: statuses(spec).pop("explode"), "lists are sent with commas"),
    (lambda spec: statuses(spec).update(style="deepObject"), "lists are sent with commas"),
    (lambda spec: operation(spec).update(operationId="things_Create"), "2 operations would be written to one module"),
    (lambda spec: operation(spec).update(operationId="list_things"), "must be things_ and the name of a method"),
    (lambda spec: operation(spec).update(operationId="things_del"), "must be things_ and the name of a method"),
    (lambda spec: operation(spec).update(tags=["things", "runs"]), "exactly one tag"),
    (lambda spec: spec["tags"].pop(0), "the tag things is not among the tags of the document"),
    (lambda spec: operation(spec).pop("x-source"), "no x-source"),
    (lambda spec: operation(spec)["responses"].update({"4XX": {"description": "?"}}), "status 4XX"),
    (lambda spec: operation(spec)["responses"].update({"default": {"description": "?"}}), "status default"),
    (
        lambda spec: spec["paths"]["/v1/things"]["post"]["requestBody"]["content"].update({"application/json": {}}),
        "only one media type",
    ),
    (lambda spec: schemas(spec).update(Run_list_Document={"type": "object"}), "Run_list_Document: would be written to"),
    (lambda spec: schemas(spec).update(Page={"type": "object"}), "has a class of this name already"),
    (lambda spec: schemas(spec).update(AsyncThings={"type": "object"}), "has a class of this name already"),
    (
        lambda spec: schemas(spec)["Thing"].update(allOf=[IDENTIFIER]),
        "schemas/Thing: what is next to an allOf of one $ref is dropped",
    ),
    (lambda spec: schemas(spec).update(Own={"allOf": [IDENTIFIER, NARROWED]}), "allOf narrows the property id"),
    (lambda spec: schemas(spec)["Run"].update(patternProperties={"^_": {}}), "patternProperties are ignored"),
    (lambda spec: run(spec).update({"to_dict": {"type": "string"}}), "breaks its model"),
    (lambda spec: run(spec).update({"Type": {"type": "string"}}), "type and Type: would be one attribute"),
    (lambda spec: run(spec).update(at={"type": "string", "format": "date-time"}), "one malformed date-time"),
]


def test_the_sound_specification_has_no_fault(small: Spec) -> None:
    assert spec_problems(small) == []


@pytest.mark.parametrize(("plant", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_a_fault_in_the_specification_is_found(small: Spec, plant: Callable[[Spec], Any], message: str) -> None:
    plant(small)
    found = spec_problems(small)
    assert [problem for problem in found if message in problem], found


def cut(module: str, line: str, instead: str = "") -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        text = (package / module).read_text(encoding="utf-8")
        assert line in text
        (package / module).write_text(text.replace(line, instead), encoding="utf-8")

    return damage


THINGS = "api/things.py"
OPERATIONS = "operations.py"
DAMAGES: list[tuple[Callable[[Path], None], str]] = [
    (cut(OPERATIONS, 'id="things_get",', 'id="things_fetch",'), "things_get: not in operations.py"),
    (cut(OPERATIONS, '"filter[owner]"', '"filter[order]"'), "no line for the parameter filter[owner]"),
    (cut(OPERATIONS, '"thing_id", "thing_id", "path"', '"thing_id", "thing_id", "query"'), "parameter thing_id"),
    (cut(OPERATIONS, "statuses=(200,)", "statuses=(201,)"), "things_list: no status 200"),
    (cut(OPERATIONS, 'method="GET"', 'method="PUT"'), "things_get: no line for the method"),
    (cut(THINGS, "    def delete(", "    def remove("), "things_delete: no method Things.delete"),
    (cut(THINGS, "    async def delete(", "    async def remove("), "things_delete: no method AsyncThings.delete"),
    (cut(THINGS, "RateLimitError: 429. Too many requests."), "AsyncThings.list does not name status 429"),
    (
        cut("models/thing_attributes.py", 'member("name"', 'member("nmae"'),
        "schemas/ThingAttributes: no line for the property name",
    ),
    (lambda package: (package / "models/run.py").unlink(), "schemas/Run: no line for the property id"),
    (cut("models/job_status.py", 'FAILED = "Failed"'), "schemas/JobStatus: no member for the value Failed"),
]


def test_the_sound_package_has_everything(small: Spec, small_package: Path) -> None:
    assert output_problems(small, small_package) == []


@pytest.mark.parametrize(("damage", "message"), DAMAGES, ids=[message for _, message in DAMAGES])
def test_a_gap_in_the_package_is_found(
    small: Spec, small_package: Path, tmp_path: Path, damage: Callable[[Path], None], message: str
) -> None:
    package = shutil.copytree(small_package, tmp_path / "addepar_api")
    damage(package)
    assert message in "\n".join(output_problems(small, package))
