"""Whatever a server answers: a result or a documented error, from each method of both clients."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.client.printed_bodies import BODIES
from tests.hardening.counting import cases, counted
from tests.hardening.inputs.answering import ANSWERS, Given
from tests.hardening.inputs.surface import calling, methods, response

METHODS = methods()
_RIGHT = {
    "source": lambda: b"data",
    "name": lambda: "a.txt",
    "to": io.BytesIO,
    "jobs": lambda: ["13", "14"],
    "columns": lambda: ["value"],
    "groupings": lambda: ["security"],
    "portfolio_type": lambda: "ENTITY",
    "start_date": lambda: "2026-01-01",
    "end_date": lambda: "2026-01-31",
}


_ENDS = {"owner_id": 22, "owned_id": 34}
_ROWS: dict[str, dict[str, Any]] = {
    "positions.bulk_create": _ENDS,
    "positions.bulk_update": {"id": 1, "name": "x"},
    "positions.bulk_delete": {"id": 1},
    "snapshots.bulk_create": _ENDS | {"type": "valuation", "trade_date": "2026-01-01", "amount": 1, "currency": "USD"},
    "snapshots.bulk_update": {"id": 1, "comment": "x"},
    "snapshots.bulk_delete": {"id": 1},
}
# They make folders, and keep what is unfinished there for the next call.
_INTO_FOLDERS = ("files.download_all", "archived_files.download_all", "generated_reports.sync")


def right(name: str) -> dict[str, Any]:
    """Arguments that a method is satisfied with."""
    given = {
        one: _RIGHT.get(one, lambda: "123")() for one, it in METHODS[name].parameters.items() if it.default is it.empty
    }
    if body := BODIES.get("jobs_create" if name == "jobs.run" else name.replace(".", "_")):
        given["body"] = body
    if name == "files.upload":
        given["name"] = "a.txt"
    if name == "files.upload_folder":
        Path("outbox").mkdir(exist_ok=True)
        Path("outbox/a.txt").write_bytes(b"a")
        given["folder"] = "outbox"
    if "rows" in given:
        given["rows"] = [_ROWS[name], _ROWS[name] | ({"id": 2} if "id" in _ROWS[name] else {})]
    if "on_poll" in METHODS[name].parameters:
        given["max_wait"] = 5
    return given


@pytest.mark.parametrize("side", ["sync", "async"])
@pytest.mark.parametrize("name", METHODS)
def test_methods(
    name: str, side: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    apart = tmp_path_factory.mktemp("apart")
    resource, _, method = name.partition(".")
    with calling(side) as caller, counted("inputs", f"responses to {name}", side) as outcomes:

        @settings(max_examples=cases(10))
        @given(st.lists(ANSWERS, min_size=1, max_size=3), st.booleans())
        def run(answers: list[Given], into_folder: bool) -> None:
            waiting = list(answers)

            def respond(request: Any) -> Any:
                assert request.url.host == "api.invalid" or "authorization" not in request.headers
                assert request.url.host == "api.invalid" or "addepar-firm" not in request.headers
                return response(*(waiting.pop(0) if waiting else Given(404, [], b"")))

            given = right(name)
            if name in _INTO_FOLDERS:
                given |= {"to": apart}
            elif "to" in given and into_folder:
                given |= {"to": tmp_path, "overwrite": True}
            with caller.client(respond) as client:
                outcome = caller.call(getattr(getattr(client, resource), method), **given)
            outcomes[outcome] += 1
            assert outcome not in ("InputError", "ConfigurationError"), "the caller is blamed for what the server did"

        run()
    assert [one for one in tmp_path.rglob("*") if one.name.endswith(".part")] == []
    assert [one for one in tmp_path.rglob("*") if not one.is_file() and one.name != "outbox"] == []
