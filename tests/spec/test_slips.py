"""The slips of the pages are all there, and what is said to settle each of them exists."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.spec.walk import ROOT, operations

SLIPS_OF_PAGE = {
    "J": ("Jobs", 57),
    "G": ("Generated Reports", 40),
    "S": ("Snapshots", 49),
    "P": ("Positions", 52),
    "F": ("Files", 51),
}
FIELDS = ["id", "page", "heading", "slip", "accept", "send", "handled_by"]
FORMS = {"schema", "operation", "example", "test", "prose"}
SLIPS: list[dict[str, Any]] = yaml.load((ROOT / "tests/spec/slips.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def form_and_name(slip: dict[str, Any]) -> tuple[str, str]:
    form, _, name = slip["handled_by"].partition(":")
    return form, name


def named(form: str) -> list[Any]:
    """The slips settled in one way, as parameters of a test."""
    return [pytest.param(form_and_name(slip)[1], id=slip["id"]) for slip in SLIPS if form_and_name(slip)[0] == form]


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The test functions at the top of a module, read without importing it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(name for name in functions if name.startswith("test_"))


def test_every_slip_is_there_once_and_in_order() -> None:
    wanted = [f"{letter}{number}" for letter, (_, last) in SLIPS_OF_PAGE.items() for number in range(1, last + 1)]
    assert [slip["id"] for slip in SLIPS] == wanted
    assert len(SLIPS) == 249


def test_every_slip_stands_on_the_page_of_its_letter() -> None:
    assert Counter(slip["page"] for slip in SLIPS) == dict(SLIPS_OF_PAGE.values())
    assert [slip["id"] for slip in SLIPS if SLIPS_OF_PAGE[slip["id"][0]][0] != slip["page"]] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["id"])
def test_every_field_is_filled(slip: dict[str, Any]) -> None:
    assert list(slip) == FIELDS
    assert all(isinstance(text, str) and text and text == text.strip() for text in slip.values())
    form, name = form_and_name(slip)
    assert form in FORMS
    assert bool(name) == (form != "prose")


def test_prose_claims_no_behaviour_and_everything_else_does() -> None:
    silent = [slip["id"] for slip in SLIPS if slip["accept"] == slip["send"] == "-"]
    assert silent == [slip["id"] for slip in SLIPS if slip["handled_by"] == "prose"]


@pytest.mark.parametrize("name", named("schema"))
def test_the_schema_exists(name: str, spec: dict[str, Any]) -> None:
    assert name in spec["components"]["schemas"]


@pytest.mark.parametrize("name", named("operation"))
def test_the_operation_exists(name: str, spec: dict[str, Any]) -> None:
    assert name in {operation.id for operation in operations(spec)}


@pytest.mark.parametrize("name", named("example"))
def test_the_example_exists(name: str, spec: dict[str, Any]) -> None:
    assert name in spec["components"]["examples"]


@pytest.mark.parametrize("name", named("test"))
def test_the_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert file.startswith("tests/")
    assert file.endswith(".py")
    assert function in functions_of(ROOT / file)


def test_a_repaired_example_names_slips_that_are_there(spec: dict[str, Any]) -> None:
    repaired = {slip for example in spec["components"]["examples"].values() for slip in example.get("x-repaired", [])}
    assert repaired
    assert repaired <= {slip["id"] for slip in SLIPS}


def test_what_is_written_about_slips_is_used() -> None:
    """A test of the two files that exist for slips alone, to which no slip points, would be about nothing."""
    used = {name for slip in SLIPS for form, name in [form_and_name(slip)] if form == "test"}
    for file in ("tests/client/test_slips.py", "tests/sandbox/test_slips.py"):
        assert functions_of(ROOT / file) == {name.partition("::")[2] for name in used if name.startswith(f"{file}::")}
