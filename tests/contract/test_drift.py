"""`addepar drift`, tried against the sandbox: what it asks, what it refuses, what it reports."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from tests.cli.forking import USUAL
from tests.cli.support import Ended, Started
from tests.contract.defects.planting import change_answer, forget_parameter, wrap
from tests.contract.recording import Recorder

from addepar_sandbox import Sandbox, Window
from addepar_sandbox.handlers.registry import HANDLERS
from addepar_sandbox.http.errors import bad_request

# In one process, whose child imports and builds once what `addepar drift` needs.
pytestmark = pytest.mark.xdist_group("drift")

NEEDED = ("addepar_contract.drift.explorer", "addepar_contract.spec.judging:the_judge", "openapi_core")
"""What `addepar drift` imports, which takes a second."""
CREDENTIALS = {"ADDEPAR_FIRM_ID": "1", "ADDEPAR_KEY": "sandbox", "ADDEPAR_SECRET": "sandbox"}


def live(*arguments: str, cold: bool = False, **variables: str) -> Ended:
    """`addepar drift`; with `cold` as a shell starts it."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("ADDEPAR_", "PYTHON", "L"))}
    environ = {**kept, **USUAL, **CREDENTIALS, **variables}
    with Started(
        ["drift", *arguments], cold=cold, more=NEEDED, env=environ, cwd=Path.cwd(), stdin=PIPE, stdout=PIPE, stderr=PIPE
    ) as process:
        out, err = process.communicate(timeout=60)
    return Ended(process.returncode, out.decode(), err.decode())


def against(sandbox: Sandbox, *arguments: str, cold: bool = False) -> Ended:
    assert sandbox.url is not None
    return live("--base-url", sandbox.url, *arguments, cold=cold)


def drifts(done: Ended) -> set[str]:
    """What was found, as `operation status: drift`."""
    rows = [json.loads(line) for line in done.out.splitlines()]
    return {f"{row['operation']} {row['status']}: {row['drift']}" for row in rows}


def test_reads_only_and_finds_nothing_in_the_sandbox(sandbox: Sandbox) -> None:
    done = against(sandbox, "--snapshot", "37483253353524", "--requests", "50", cold=True)
    assert done.code == 0, done.out + done.err
    assert done.out == ""
    calls = sandbox.journal.calls()
    assert {entry.method for entry in calls} == {"GET"}
    assert {entry.operation for entry in calls} == {name for name in HANDLERS if _is_read(sandbox, name)}
    assert "at most 50 requests (GET only)" in done.err.splitlines()[0]
    assert "reads that were not tried: none" in done.err
    assert "nothing differs from openapi.yaml" in done.err


def _is_read(sandbox: Sandbox, operation: str) -> bool:
    return sandbox.spec.operations[operation].method == "GET"


def test_reports_what_is_not_known(sandbox: Sandbox) -> None:
    sandbox.fail("unknown_enum", "generated_reports_get")
    sandbox.fail("extra_field", "files_get")
    sandbox.fail("status", "positions_get", status=418)
    sandbox.fail("html", "archived_files_get", status=200)
    done = against(sandbox)
    assert done.code == 1
    assert drifts(done) == {
        "generated_reports_get 200: the value 'Something New' of data.attributes.status is not known",
        "generated_reports_get 200: the value 'Something New' of data.attributes.job_type is not known",
        "files_get 200: the member data.attributes.surprise (array) is not known",
        "files_get 200: the member data.surprise (number) is not known",
        "files_get 200: the member surprise (object) is not known",
        "positions_get 418: the status is not known",
        "archived_files_get 200: the media type text/html is not known",
    }


def _id_as_number(answer: Any, call: Any) -> None:
    answer.document["data"]["id"] = int(answer.document["data"]["id"])


def _refused(handler: Any, call: Any) -> Any:
    if call.document["data"]["attributes"].get("owner") is None:
        raise bad_request("data.attributes.owner: is required.")
    return handler(call)


def _attributes(answer: Any) -> list[dict[str, Any]]:
    data = answer.document["data"]
    return [each.get("attributes", {}) for each in (data if isinstance(data, list) else [data])]


def _set(operation: str, name: str, value: Callable[[Any], Any]) -> None:
    """Another value of an attribute, in each resource that has it."""

    def change(answer: Any, call: Any) -> None:
        for attributes in _attributes(answer):
            if name in attributes:
                attributes[name] = value(attributes[name])

    change_answer(operation, change)


def _finds_nothing(operation: str, name: str) -> None:
    def change(answer: Any, call: Any) -> None:
        if name in call.query:
            answer.document["data"].clear()

    change_answer(operation, change)


_ENTITY = "filter[files][entityId]"
_CREATED = "filter[created_after]"
PLANTED: dict[str, tuple[Callable[[], None], str]] = {
    "an attribute is gone": (
        lambda: change_answer("files_get", lambda answer, call: answer.document["data"]["attributes"].pop("bytes")),
        "files_get 200: the member data.attributes.bytes is gone (in each printed response, in none of 1)",
    ),
    "a relationship is gone": (
        lambda: change_answer("positions_get", lambda answer, call: answer.document["data"].pop("relationships")),
        "positions_get 200: the member data.relationships is gone (in each printed response, in none of 1)",
    ),
    "a filter is ignored": (
        lambda: forget_parameter("files_list", _ENTITY),
        f"files_list 200: {_ENTITY} is ignored: the response has a row that it excludes",
    ),
    "a filter of days is ignored": (
        lambda: forget_parameter("positions_list", "filter[modified_before]"),
        "positions_list 200: filter[modified_before] is ignored: the response has a row that it excludes",
    ),
    "a status filter is ignored": (
        lambda: forget_parameter("generated_reports_list", "filter[status]"),
        "generated_reports_list 200: filter[status] is ignored: the response has a row that it excludes",
    ),
    "chosen fields are ignored": (
        lambda: forget_parameter("positions_list", "fields[entities]"),
        "positions_list 200: fields[entities] is ignored: the response has a row that it excludes",
    ),
    "the size of a page is ignored": (
        lambda: forget_parameter("files_list", "page[limit]"),
        "files_list 200: page[limit] is ignored: more rows than requested",
    ),
    "the type of an id has changed": (
        lambda: change_answer("positions_get", _id_as_number),
        "positions_get 200: the type of data.id is number, and the pages print string",
    ),
    "a time has a space": (
        lambda: _set("files_list", "created_at", lambda text: text.replace("T", " ").removesuffix("Z")),
        "files_list 200: the time data[].attributes.created_at is written as 0000-00-00 00:00:00, "
        "and the pages write YYYY-MM-DDTHH:MM:SSZ",
    ),
    "a time has another zone": (
        lambda: _set("positions_get", "modified_at", lambda text: text.replace("Z", "+01:00")),
        "positions_get 200: the time data.attributes.modified_at is written as 0000-00-00T00:00:00+00:00, "
        "and the pages write YYYY-MM-DDTHH:MM:SSZ",
    ),
    "a time is always null": (
        lambda: _set("positions_get", "created_at", lambda text: None),
        "positions_get 200: the member data.attributes.created_at is always null (1 times; no page prints it so)",
    ),
    "an attribute of each row is null": (
        lambda: _set("generated_reports_get", "report_name", lambda text: None),
        "generated_reports_get 200: the member data.attributes.report_name is always null (1 times; "
        "no page prints it so)",
    ),
    "a field has become required": (
        lambda: wrap("files_update", _refused),
        "files_update 400: a request that openapi.yaml allows is refused",
    ),
    "the status of a success has changed": (
        lambda: change_answer("files_groups", lambda answer, call: setattr(answer, "status", 202)),
        "files_groups 202: the status is not known",
    ),
}

OF_FILTERS: dict[str, tuple[Callable[[], None], str]] = {
    "an entity filter finds nothing": (
        lambda: _finds_nothing("archived_files_list", _ENTITY),
        f"archived_files_list 200: {_ENTITY}: nothing is found, although a listed row matches",
    ),
    "a filter of days finds nothing": (
        lambda: _finds_nothing("positions_list", _CREATED),
        f"positions_list 200: {_CREATED}: nothing is found, although a listed row matches",
    ),
    "a status filter finds nothing": (
        lambda: _finds_nothing("generated_reports_list", "filter[status]"),
        "generated_reports_list 200: filter[status]: nothing is found, although a listed row matches",
    ),
}
"""Which filter it is takes further requests."""


@pytest.mark.parametrize("name", PLANTED | OF_FILTERS)
def test_finds_a_planted_drift(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _let_go(monkeypatch)
    plant, expected = (PLANTED | OF_FILTERS)[name]
    plant()
    done = against(sandbox, *(["--write", "--requests", "50"] if "required" in name else []))
    assert done.code == 1
    assert drifts(done) == {expected}


def test_finds_all_planted_drifts_at_once(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_go(monkeypatch)
    for plant, _ in PLANTED.values():
        plant()
    found = drifts(against(sandbox)) | drifts(against(sandbox, "--write", "--requests", "50"))
    assert found >= {expected for _, expected in PLANTED.values()}


def _let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what is planted stays after the test."""
    for operation, handler in HANDLERS.items():
        monkeypatch.setitem(HANDLERS, operation, handler)
    # The answers are wrong on purpose.
    monkeypatch.setattr(Recorder, "add", lambda self, exchange: None)


def test_filters_that_find_nothing_only_together_are_named(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_go(monkeypatch)

    def change(answer: Any, call: Any) -> None:
        if _CREATED in call.query and "filter[modified_after]" in call.query:
            answer.document["data"].clear()

    change_answer("positions_list", change)
    (found,) = drifts(against(sandbox, "--requests", "50"))
    assert _CREATED in found
    assert "filter[modified_after]" in found


def test_compares_with_the_overlay_of_a_firm(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An attribute and a list that only the overlay describes are no drift; one that is described otherwise is."""
    _let_go(monkeypatch)
    _set("files_get", "bytes", lambda size: size)
    change_answer("files_get", lambda answer, call: _attributes(answer)[0].update(_custom_shelf=7, shelf=7))
    assert "files_get 200: the member data.attributes.shelf (number) is not known" in drifts(against(sandbox))
    own = tmp_path / "our own.overlay.yaml"
    actions = [{"target": "$.components.schemas.FileAttributes.properties", "update": {"shelf": {"type": "number"}}}]
    own.write_text(json.dumps({"overlay": "1.0.0", "info": {"title": "Own", "version": "1"}, "actions": actions}))
    assert against(sandbox, "--overlay", str(own)).code == 0
    actions[0]["update"] = {"shelf": {"type": "string"}}
    own.write_text(json.dumps({"overlay": "1.0.0", "info": {"title": "Own", "version": "1"}, "actions": actions}))
    done = against(sandbox, "--overlay", str(own), cold=True)
    assert drifts(done) == {"files_get 200: does not fit its schema at $.data.attributes.shelf"}


def test_a_filter_of_an_overlay_gets_only_values_that_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_go(monkeypatch)
    own = tmp_path / "own.overlay.yaml"
    kinds = {"A": {"type": "string", "enum": ["x", "y"]}, "B": {"type": "array", "items": {"type": "boolean"}}}
    parameters = [
        {"name": f"filter[{name}]", "in": "query", "description": "Ours.", "x-python-name": name, "schema": schema}
        for name, schema in {**kinds, "C": {"type": "string"}}.items()
    ]
    actions = [{"target": "$.paths['/v1/archive/files'].get", "update": {"parameters": parameters}}]
    own.write_text(json.dumps({"overlay": "1.0.0", "info": {"title": "Own", "version": "1"}, "actions": actions}))
    with Sandbox(overlays=[own]) as ours, ours.serve():
        done = against(ours, "--overlay", str(own), "--requests", "50")
    # The sandbox knows this filter and does nothing with it.
    assert drifts(done) == {"archived_files_list 200: filter[C] is ignored: the response has a row that it excludes"}


def test_an_overlay_that_cannot_be_applied_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(json.dumps({"overlay": "1.0.0", "info": {}, "actions": [{"target": "$.nowhere", "update": {}}]}))
    done = against(sandbox, "--overlay", str(wrong))
    assert done.code == 2
    assert "wrong.yaml" in done.err
    assert sandbox.journal.calls() == []


def test_shows_neither_data_nor_credentials(sandbox: Sandbox) -> None:
    sandbox.fail("extra_field", "files_list", times=None)
    done = against(sandbox)
    for word in ("Sample.pdf", "sandbox:sandbox", "c2FuZGJveDpzYW5kYm94", "Tony Stark"):
        assert word not in done.out + done.err


@pytest.mark.parametrize("status", [403, 500, 503])
def test_what_could_not_be_compared_is_no_success(sandbox: Sandbox, status: int) -> None:
    """A key without permissions, or a server that fails, must not look like a specification that still holds."""
    sandbox.fail("status", "positions_owner", times=None, status=status)
    done = against(sandbox)
    assert done.code == 1
    assert f"could not be compared: positions_owner {status}" in done.err
    assert "nothing differs" not in done.err


def test_keeps_to_its_number_of_requests(sandbox: Sandbox) -> None:
    done = against(sandbox, "--requests", "7")
    assert done.code == 0
    assert len(sandbox.journal.calls()) == 7
    assert "reads that were not tried: jobs_get, " in done.err


def test_stops_at_the_first_429(sandbox: Sandbox) -> None:
    sandbox.limits.set((Window(3, 900),))
    done = against(sandbox)
    assert done.code == 1
    assert len(sandbox.journal.calls()) == 4
    assert "stopped: the firm's budget is used up (429)" in done.err


def test_writes_one_file_if_asked_to_and_archives_it(sandbox: Sandbox) -> None:
    done = against(sandbox, "--write", "--requests", "50")
    assert done.code == 0, done.out + done.err
    assert [entry.operation for entry in sandbox.journal.calls() if entry.method != "GET"] == [
        "files_upload",
        "files_update",
        "files_delete",
    ]


def test_uses_a_profile_as_every_command(sandbox: Sandbox, tmp_path: Path) -> None:
    config = tmp_path / ".config" / "addepar" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[here]\nbase_url = "{sandbox.url}"\nfirm_id = "1"\nkey = "sandbox"\nsecret = "sandbox"\n')
    config.chmod(0o600)
    none = dict.fromkeys(CREDENTIALS, "")
    done = live("--profile", "here", "--requests", "2", **none, HOME=str(tmp_path), XDG_CONFIG_HOME="")
    assert done.code == 0, done.err
    assert len(sandbox.journal.calls()) == 2


@pytest.mark.parametrize(
    ("arguments", "variables", "reason"),
    [
        ([], {}, "base_url"),
        (["--base-url", "https://firm.addepar.com/api"], {}, "production"),
        (["--base-url", "https://api.addepar.com"], {}, "production"),
        (["--base-url", "https://addepar.example.com/api"], {}, "production"),
        (["--base-url", "http://firm.clientdev.addepar.com/api"], {}, "https"),
        (["--base-url", "https://firm.clientdev.addepar.com/api", "--requests", "51"], {}, "from 1 to 50"),
        (["--base-url", "https://firm.sandbox.addepar.com/api"], {"ADDEPAR_FIRM_ID": ""}, "firm_id"),
        (["--base-url", "https://firm.sandbox.addepar.com/api"], {"ADDEPAR_SECRET": ""}, "ADDEPAR_SECRET"),
    ],
)
def test_does_not_start(arguments: list[str], variables: dict[str, str], reason: str) -> None:
    done = live(*arguments, **variables)
    assert done.code == 2
    assert reason in done.err
    assert done.out == ""
