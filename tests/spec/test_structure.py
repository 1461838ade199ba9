"""openapi.yaml is complete and says nothing twice; and the mistakes that no linter finds."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import validate
from tests.spec.walk import ROOT, answers, contents, documented_pairs, listed_pairs, nodes, operations, resolve

# What each page has: operations, and answers counted from its own response code lists. What newer pages add belongs in
# overlays/spec/newer.overlay.yaml; if one of these pages itself changes, change the numbers with the transcription.
OF_PAGE = {
    "jobs": (5, 14),
    "generated_reports": (5, 18),
    "snapshots": (11, 28),
    "positions": (11, 40),
    "files": (14, 49),
    "archived_files": (3, 9),
}
OF_METHOD = {"get": 29, "post": 6, "patch": 7, "delete": 7}
HINT = f"if a page has changed, change {{}} in {Path(__file__).relative_to(ROOT).as_posix()}; otherwise openapi.yaml"


def test_is_valid_openapi_3_1(spec: dict[str, Any]) -> None:
    assert spec["openapi"] == "3.1.0"
    validate(spec)


def test_has_every_operation_of_the_pages(spec: dict[str, Any]) -> None:
    by_tag = Counter(operation.body["tags"][0] for operation in operations(spec))
    assert by_tag == {tag: count for tag, (count, _) in OF_PAGE.items()}, HINT.format("OF_PAGE")
    by_method = Counter(operation.method for operation in operations(spec))
    assert by_method == OF_METHOD, HINT.format("OF_METHOD")


def test_has_every_documented_answer(spec: dict[str, Any]) -> None:
    tags = {operation.id: operation.body["tags"][0] for operation in operations(spec)}
    by_tag = Counter(tags[operation] for operation, _ in listed_pairs(spec))
    assert by_tag == {tag: count for tag, (_, count) in OF_PAGE.items()}, HINT.format("OF_PAGE")
    assert set(documented_pairs(spec)) - set(listed_pairs(spec)) == {("snapshots_create", "200")}


def test_every_operation_can_be_refused_in_the_ways_of_the_platform(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        expected = {"401", "403", "429", "500"} | ({"415"} if "requestBody" in operation.body else set())
        missing = expected - set(operation.body["responses"])
        assert not missing, f"add the responses {sorted(missing)} to {operation.id} in openapi.yaml"


def test_too_many_requests_says_how_long_to_wait(spec: dict[str, Any]) -> None:
    for operation, status, answer in answers(spec):
        if status == "429":
            header = answer["headers"][spec["x-limits"]["retry-after-header"]]
            assert resolve(spec, header)["required"] is True, operation.id


def test_a_finished_job_can_redirect_on_both_routes(spec: dict[str, Any]) -> None:
    for operation, status, answer in answers(spec):
        if operation.id in ("jobs_get", "jobs_download") and status == "303":
            assert answer["headers"].keys() == {"Location"}
            break
    redirecting = {operation.id for operation, status, _ in answers(spec) if status == "303"}
    assert redirecting == {"jobs_get", "jobs_download"}


def test_a_completed_job_may_name_the_address_of_its_result(spec: dict[str, Any]) -> None:
    """The page says so of the status Completed, which its 200 carries."""
    (answer,) = (each for operation, status, each in answers(spec) if (operation.id, status) == ("jobs_get", "200"))
    assert resolve(spec, answer["headers"]["Location"])["required"] is False


def test_operation_ids_are_the_public_names(spec: dict[str, Any]) -> None:
    ids = [operation.id for operation in operations(spec)]
    assert len(set(ids)) == len(ids)
    for operation in operations(spec):
        assert re.fullmatch(rf"{operation.body['tags'][0]}_[a-z_]+", operation.id)


def test_every_operation_names_its_source_and_is_described(spec: dict[str, Any]) -> None:
    pages = {tag["name"]: tag["x-page"] for tag in spec["tags"]}
    for operation in operations(spec):
        assert operation.body["x-source"]["page"] == pages[operation.body["tags"][0]], operation.id
        assert operation.body["x-source"]["heading"], operation.id
        assert operation.body["summary"], operation.id
        assert operation.body["description"], operation.id


def test_every_operation_names_the_firm_and_its_scopes(spec: dict[str, Any]) -> None:
    declared = spec["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"]["scopes"]
    for operation in operations(spec):
        alternatives = operation.body["security"]
        assert all("addeparFirm" in alternative for alternative in alternatives), operation.id
        scopes = [scope for alternative in alternatives for scope in alternative.get("oauth2", [])]
        assert scopes, operation.id
        assert set(scopes) <= set(declared), operation.id
        if operation.method != "get" and operation.body["tags"][0] != "jobs":
            assert all(scope.endswith("_WRITE") for scope in scopes), operation.id
    creator = next(operation for operation in operations(spec) if operation.id == "generated_reports_creator")
    assert {"oauth2": ["FILES", "USERS"], "addeparFirm": []} in creator.body["security"]


SCOPES = {
    "jobs": (["PORTFOLIO"], ["PORTFOLIO"]),
    "generated_reports": (["FILES"], []),
    "snapshots": (["TRANSACTIONS", "TRANSACTIONS_WRITE"], ["TRANSACTIONS_WRITE"]),
    "positions": (["POSITIONS", "POSITIONS_WRITE"], ["POSITIONS_WRITE"]),
    "files": (["FILES", "FILES_WRITE"], ["FILES_WRITE"]),
    "archived_files": (["FILES", "FILES_WRITE"], []),
}
"""The scopes of the pages, each enough by itself: for reads, and for writes."""


def test_scopes_are_those_of_the_page(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        reading, writing = SCOPES[operation.body["tags"][0]]
        expected = [[scope] for scope in (reading if operation.method == "get" else writing)]
        if operation.id == "generated_reports_creator":
            expected = [["FILES", "USERS"]]
        found = [alternative["oauth2"] for alternative in operation.body["security"] if "oauth2" in alternative]
        assert found == expected, operation.id


def test_writes_to_a_file_say_that_they_need_access_to_all_of_it(spec: dict[str, Any]) -> None:
    """As the page does, of every write to an existing file."""
    ref = {"$ref": "#/components/responses/ForbiddenFile"}
    found = {each.id for each in operations(spec) if each.body["responses"].get("403") == ref}
    assert found == {each.id for each in operations(spec) if each.method != "get" and "{file_id}" in each.path}


def test_the_four_environments_are_there(spec: dict[str, Any]) -> None:
    environments = {server["x-environment"]: server["url"] for server in spec["servers"]}
    assert environments == {
        "production": "https://{firm}.addepar.com/api",
        "shared": "https://api.addepar.com",
        "development": "https://{firm}.clientdev.addepar.com/api",
        "sandbox": "https://{firm}.sandbox.addepar.com/api",
    }


@pytest.mark.parametrize(
    ("operation_id", "wire_names"),
    [
        ("jobs_list", ["page[limit]", "page[after]"]),
        (
            "positions_list",
            [
                "filter[created_before]",
                "filter[created_after]",
                "filter[modified_before]",
                "filter[modified_after]",
                "fields[entities]",
                "page[limit]",
                "page[after]",
            ],
        ),
        (
            "generated_reports_list",
            [
                "filter[completed_after]",
                "filter[completed_before]",
                "filter[status]",
                "filter[entityId]",
                "filter[groupId]",
                "page[number]",
                "page[size]",
            ],
        ),
        *(
            (
                operation,
                [
                    "filter[files][createdAfter]",
                    "filter[files][createdBefore]",
                    "filter[files][entityId]",
                    "filter[files][groupId]",
                    "page[limit]",
                    "page[after]",
                ],
            )
            for operation in ("files_list", "archived_files_list")
        ),
    ],
)
def test_lists_take_the_filters_of_their_page(spec: dict[str, Any], operation_id: str, wire_names: list[str]) -> None:
    operation = next(operation for operation in operations(spec) if operation.id == operation_id)
    parameters = [resolve(spec, parameter) for parameter in operation.body["parameters"]]
    assert [parameter["name"] for parameter in parameters] == wire_names
    short_names = [parameter["x-python-name"] for parameter in parameters]
    assert len(set(short_names)) == len(short_names)
    assert all(re.fullmatch("[a-z_]+", name) for name in short_names)


def test_no_get_has_a_body_and_no_204_has_content(spec: dict[str, Any]) -> None:
    for operation, status, content in contents(spec):
        assert not (status is None and operation.method == "get"), operation.id
        assert not (status == "204" and content), operation.id


def test_links_lead_to_operations_and_their_parameters(spec: dict[str, Any]) -> None:
    parameters = {
        operation.id: {
            resolve(spec, parameter)["name"]
            for parameter in [
                *operation.body.get("parameters", []),
                *spec["paths"][operation.path].get("parameters", []),
            ]
        }
        for operation in operations(spec)
    }
    used = set()
    for operation, _, answer in answers(spec):
        for link in answer.get("links", {}).values():
            used.add(link["$ref"].rsplit("/", 1)[-1])
            target = resolve(spec, link)
            assert target["operationId"] in parameters, operation.id
            assert set(target["parameters"]) <= parameters[target["operationId"]], operation.id
    assert used == set(spec["components"]["links"])


def test_a_link_has_parameters_only(spec: dict[str, Any]) -> None:
    # OpenAPI takes an expression or a literal as the body of a link, not a literal with expressions inside.
    for name, link in spec["components"]["links"].items():
        assert set(link) == {"operationId", "parameters"}, name


def test_every_yaml_reader_can_read_it() -> None:
    # SnakeYAML, under most Java tools, refuses a file with more than 50 aliases.
    text = (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    aliases = [event for event in yaml.parse(text, yaml.CSafeLoader) if isinstance(event, yaml.AliasEvent)]
    assert aliases == []


def test_variables_of_servers_hold_what_the_meta_schema_of_openapi_knows(spec: dict[str, Any]) -> None:
    # It misspells `description`, and validators that go by it refuse the word.
    for server in spec["servers"]:
        for variable in server.get("variables", {}).values():
            assert set(variable) <= {"default", "enum"}, server["url"]


def test_answers_that_tools_cannot_make_up_have_an_example(spec: dict[str, Any]) -> None:
    for operation, status, answer in answers(spec):
        for media_type, content in answer.get("content", {}).items():
            binary = content["schema"].get("format") == "binary"
            if binary or int(status) >= 400:
                assert content.get("example"), (operation.id, status, media_type)
        if int(status) >= 400 and "content" in answer:
            (error,) = answer["content"]["application/vnd.api+json"]["example"]["errors"]
            assert error["status"] == status, operation.id
    parameters = spec["components"]["parameters"]
    assert [name for name, parameter in parameters.items() if "example" not in parameter] == []


def test_media_types_that_no_page_prints_say_so(spec: dict[str, Any]) -> None:
    printed = {"application/vnd.api+json", "application/binary", "multipart/form-data"}
    for operation, status, by_type in contents(spec):
        for media_type, content in by_type.items():
            # A part of a file is marked as a whole.
            if media_type not in printed and status != "206":
                assert content.get("x-confidence") == "inferred", (operation.id, status, media_type)


def test_multipart_encodings_name_real_parts(spec: dict[str, Any]) -> None:
    seen = 0
    for operation, _, content in contents(spec):
        for media in content.values():
            for part in media.get("encoding", {}):
                seen += 1
                assert part in resolve(spec, media["schema"])["properties"], operation.id
    assert seen


def test_holds_nothing_that_the_generator_drops_in_silence(spec: dict[str, Any]) -> None:
    for path, item in spec["paths"].items():
        assert "$ref" not in item, path
    for where, node in nodes({key: spec[key] for key in ("paths", "components")}):
        if "/examples/" in where:
            continue
        assert "patternProperties" not in node, where
        assert "discriminator" not in node, where
        assert not ("allOf" in node and "properties" in node), where
        assert not ("in" in node and "name" in node and "content" in node), where
        if "$ref" in node:
            assert node["$ref"].startswith("#/components/"), where
            assert node["$ref"].count("/") == 3, where


def test_facts_from_beyond_the_pages_say_how_sure_they_are(spec: dict[str, Any]) -> None:
    known = {"public", "field", "inferred"}
    for where, node in nodes(spec):
        if node.get("x-beyond-page"):
            assert node.get("x-confidence") in known, where
        elif "x-confidence" in node:
            assert node["x-confidence"] in known, where


def _described(spec: dict[str, Any], where: str, schema: dict[str, Any]) -> list[str]:
    """The places of what has no description: the schema, its attributes, and properties that are not another schema."""
    lacking = [] if schema.get("description") else [where]
    # That of a shared schema, such as Timestamp, does not say what an attribute means.
    holds_attributes = where.endswith(("Attributes", "Parameters", "Portfolio"))
    for name, inner in schema.get("properties", {}).items():
        if "$ref" not in inner or holds_attributes:
            lacking += _described(spec, f"{where}.{name}", inner)
    return lacking


def test_everything_is_described(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"].items()
    assert [place for name, schema in schemas for place in _described(spec, name, schema)] == []
    for name, parameter in spec["components"]["parameters"].items():
        assert parameter["description"], name


def test_what_each_page_asks_of_an_administrator_is_data(spec: dict[str, Any]) -> None:
    entries = {tag["name"]: tag.get("x-permissions", []) for tag in spec["tags"]}
    # Archived files are on the page of files, and can only be read.
    archived = entries.pop("archived_files")
    assert archived == [{**entry, "for": ["read"]} for entry in entries["files"] if "read" in entry["for"]]
    assert sum(map(len, entries.values())) == 12
    for tag in spec["tags"]:
        for entry in tag["x-permissions"]:
            assert set(entry["for"]) <= {"read", "create", "update", "delete", "attributes"}, entry
            assert entry["grants"] in ("operations", "rows", "everything"), entry
            # Tools that know nothing of x-permissions show the description.
            assert entry["permission"].partition(":")[0] in " ".join(tag["description"].split()), entry


def test_permissions_are_for_what_the_resource_has(spec: dict[str, Any]) -> None:
    kinds = {"get": "read", "post": "create", "patch": "update", "delete": "delete"}
    for tag in spec["tags"]:
        own = {kinds[each.method] for each in operations(spec) if tag["name"] in each.body["tags"]}
        for entry in tag["x-permissions"]:
            assert set(entry["for"]) - {"attributes"} <= own, (tag["name"], entry)


def test_examples_of_shared_errors_fit_each_resource(spec: dict[str, Any]) -> None:
    shared: dict[str, set[str]] = {}
    for operation in operations(spec):
        for answer in operation.body["responses"].values():
            if "$ref" in answer:
                shared.setdefault(answer["$ref"], set()).update(operation.body["tags"])
    for name, tags in shared.items():
        answer = resolve(spec, {"$ref": name})
        if len(tags - {"archived_files"}) > 1 and answer.get("content", {}).get("application/vnd.api+json"):
            (error,) = answer["content"]["application/vnd.api+json"]["example"].get("errors", [{"detail": ""}])
            assert not re.search("file|job|report|snapshot|FILES|PORTFOLIO", error["detail"]), (name, tags)


def test_beta_is_data_and_prose(spec: dict[str, Any]) -> None:
    (tag,) = (tag for tag in spec["tags"] if tag.get("x-beta"))
    assert tag["name"] == "snapshots"
    assert "beta" in tag["description"]


@pytest.mark.parametrize("schema", ["JobStatus", "GeneratedReportStatus"])
def test_each_status_has_a_meaning(spec: dict[str, Any], schema: str) -> None:
    status = spec["components"]["schemas"][schema]
    assert list(status["x-enumDescriptions"]) == status["enum"]


def test_each_repaired_example_says_what_was_repaired(spec: dict[str, Any]) -> None:
    for name, example in spec["components"]["examples"].items():
        assert ("x-repaired" in example) == ("x-repair" in example), name


def test_no_fact_is_only_in_a_comment() -> None:
    lines = (ROOT / "openapi.yaml").read_text(encoding="utf-8").split("openapi: 3.1.0")[1].splitlines()
    comments = [line.strip() for line in lines if re.match(r"\s*#", line) and "----" not in line]
    # What is left explains how the file is arranged.
    assert len(comments) <= 10, comments


def test_job_states_are_sorted_into_running_succeeded_and_failed(spec: dict[str, Any]) -> None:
    status = spec["components"]["schemas"]["JobStatus"]
    sorted_states = [state for states in status["x-states"].values() for state in states]
    assert len(set(sorted_states)) == len(sorted_states)
    # `Error` is printed in an example, though the table lacks it.
    assert set(sorted_states) == set(status["enum"]) | {"Error"}
