"""The resource classes: one method per operation, twice."""

import asyncio
import inspect
from importlib import import_module
from typing import Any

import pytest
from tests.spec.walk import load

from addepar_api import facts
from addepar_api.operations import Operation
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET
from addepar_core.models.types import Given

# What users call. New operations may be missing here: `make breaking` holds the names of the last release.
PUBLIC = {
    "jobs": "list get create cancel download",
    "generated_reports": "list get creator zipped_file download",
    "snapshots": "get create update update_many delete owner owned position owner_relationship owned_relationship"
    " position_relationship",
    "positions": "list get create update update_many delete delete_many owner owned owner_relationship"
    " owned_relationship",
    "files": "list get upload download update delete groups add_groups replace_groups remove_groups entities"
    " add_entities replace_entities remove_entities",
    "archived_files": "list get download",
}
METHODS = [
    operation for operation in OPERATIONS.values() if operation.answer != "binary" and operation.body != "multipart"
]


def resource(operation: Operation, prefix: str = "") -> Any:
    name = "".join(part.capitalize() for part in operation.tag.split("_"))
    return getattr(import_module(f"addepar_api.api.{operation.tag}"), prefix + name)


def method(operation: Operation, prefix: str = "") -> Any:
    return getattr(resource(operation, prefix), operation.id.removeprefix(f"{operation.tag}_"))


class Recorder:
    """Stands in for a client."""

    def call(self, *args: Any, **named: Any) -> Any:
        return "call", args, named

    def pages(self, *args: Any, **named: Any) -> Any:
        return "pages", args, named


class AsyncRecorder(Recorder):
    async def call(self, *args: Any, **named: Any) -> Any:
        return "call", args, named


def test_no_public_name_is_lost() -> None:
    names = {f"{tag}_{name}" for tag, names in PUBLIC.items() for name in names.split()}
    assert names <= set(OPERATIONS)


@pytest.mark.parametrize("operation", METHODS, ids=lambda operation: operation.id)
def test_the_twins_say_the_same(operation: Operation) -> None:
    blocking, other = method(operation), method(operation, "Async")
    assert inspect.signature(blocking).parameters == inspect.signature(other).parameters
    assert inspect.getdoc(blocking).replace("Pager[", "AsyncPager[") == inspect.getdoc(other)  # type: ignore[union-attr]
    assert inspect.iscoroutinefunction(other) == (operation.paging is None)
    assert f'"{operation.heading}" on the page {operation.page}.' in " ".join(inspect.getdoc(other).split())  # type: ignore[union-attr]
    assert all(f": {status}. " in (blocking.__doc__ or "") for status in operation.errors)


@pytest.mark.parametrize("operation", METHODS, ids=lambda operation: operation.id)
def test_a_method_hands_its_arguments_to_the_caller(operation: Operation) -> None:
    given = {parameter.name: f"<{parameter.name}>" for parameter in operation.parameters}
    body = {"body": {"data": 1}} if operation.body else {}
    limit = {"limit": 3} if operation.paging else {}
    named = {**body, **limit, "timeout": 7.0, "extra_query": {"c": "d"}, "extra_headers": {"A": "b"}}
    returned = [method(operation)(resource(operation)(Recorder()), **given, **named)]
    answer = method(operation, "Async")(resource(operation, "Async")(AsyncRecorder()), **given, **named)
    returned.append(answer if operation.paging else asyncio.run(answer))
    for kind, arguments, found in returned:
        handed = found["body"].body if isinstance(found.get("body"), Given) else found.get("body")
        assert (kind, arguments) == ("pages" if operation.paging else "call", (operation, given))
        assert {**found, **({"body": handed} if operation.body else {})} == named


@pytest.mark.parametrize("operation", [one for one in METHODS if one.body], ids=lambda operation: operation.id)
def test_each_keyword_of_a_body_has_its_place(operation: Operation) -> None:
    fields = operation.body_schema().fields
    taken = set(inspect.signature(method(operation)).parameters) & {*fields, "attributes"}
    if not taken:
        return  # identifiers, or several resources that have their ids
    given = {name: f"<{name}>" for name in (*fields, *(one.name for one in operation.parameters))}
    _, _, found = method(operation)(resource(operation)(Recorder()), **given)
    assert found["body"] == Given(None, {**{name: f"<{name}>" for name in fields}, "attributes": None})


def test_filters_and_calls_are_optional() -> None:
    positions = resource(OPERATIONS["positions_list"])(Recorder())
    _, (_, arguments), named = positions.list()
    assert set(arguments.values()) == {None}
    assert named == {"limit": None, "timeout": UNSET, "extra_query": None, "extra_headers": None}


def test_the_facts_are_those_of_the_specification() -> None:
    real = load()
    assert real["info"]["version"] == facts.SPEC_VERSION
    assert {server["x-environment"]: server["url"] for server in real["servers"]} == facts.ENVIRONMENTS
    assert facts.RATE_LIMITS == ((50, 900), (1000, 86400))
    assert (facts.FIRM_HEADER, facts.MEDIA_TYPE) == ("Addepar-Firm", "application/vnd.api+json")
    assert (facts.REQUEST_SECONDS, facts.JOB_SECONDS, facts.RESULT_SECONDS) == (60, 4 * 3600, 24 * 3600)


def test_the_facts_of_an_operation() -> None:
    listing = OPERATIONS["files_list"]
    assert (listing.method, listing.path, listing.answer, listing.paging) == ("GET", "/v1/files", "page", "cursor")
    assert (listing.answer_model, listing.row) == ("FileListDocument", "FileResource")
    assert listing.scopes == (("FILES",), ("FILES_WRITE",))
    limit = next(parameter for parameter in listing.parameters if parameter.name == "page_limit")
    assert (limit.wire, limit.kind, limit.minimum, limit.maximum) == ("page[limit]", "integer", 1, 2000)
    reports = OPERATIONS["generated_reports_list"]
    first = next(parameter for parameter in reports.parameters if parameter.name == "page_number")
    assert first.minimum == 0
    status = next(parameter for parameter in reports.parameters if parameter.name == "status")
    assert (status.kind, status.allowed) == ("list", ("FINISHED", "ERROR", "CANCELED"))
    assert OPERATIONS["generated_reports_creator"].scopes == (("FILES", "USERS"),)
    assert [OPERATIONS[f"positions_{name}"].bulk for name in ("create", "update_many", "get")] == [
        "one-or-many",
        "many",
        "one",
    ]
    assert all(
        parameter.kind == "id" for one in OPERATIONS.values() for parameter in one.parameters if parameter.required
    )
