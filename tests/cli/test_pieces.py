"""The pieces that commands are made of: many items, text on a terminal, tables, files that appear whole."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from addepar_cli.app.app import App
from addepar_cli.app.errors import CommandExit, code_of
from addepar_cli.batch.runner import Outcome, Skipped, run_many
from addepar_cli.output.formatter import flattened
from addepar_cli.output.table import table
from addepar_cli.output.terminal import fitted, json_plain, plain, width
from addepar_client import errors
from addepar_core.utils.filesystem import write_whole


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> App:
    for name, value in {"BASE_URL": "http://127.0.0.1:9/api", "FIRM_ID": "1", "KEY": "k", "SECRET": "s"}.items():
        monkeypatch.setenv(f"ADDEPAR_{name}", value)
    return App()


async def odd_ones(_: Any, item: int, __: Any) -> int:
    if item % 2:
        return item * 10
    if item == 2:
        raise Skipped("it is there already")
    raise errors.TransferError("did not come through")


def test_one_that_fails_does_not_stop_the_others(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[Outcome] = []
    with pytest.raises(CommandExit) as ended:
        run_many(app, [1, 2, 3, 4, 5], odd_ones, name=lambda item: f"no. {item}", done="fetched", at_end=seen.extend)
    assert ended.value.code == 6
    assert [outcome.state for outcome in seen] == ["done", "skipped", "done", "failed", "done"]
    assert [outcome.result for outcome in seen] == [10, None, 30, None, 50]
    said = capsys.readouterr().err
    assert said == "addepar: no. 4: did not come through\n3 fetched, 1 skipped, 1 failed\n"


def test_nothing_to_do_is_done(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert [outcome.state for outcome in run_many(app, [1, 3], odd_ones)] == ["done", "done"]
    assert [outcome.state for outcome in run_many(app, [2], odd_ones)] == ["skipped"]
    assert run_many(app, [], odd_ones) == []
    assert capsys.readouterr().err == "2 done\n0 done, 1 skipped\n0 done\n"


def test_no_more_at_once_than_asked_for(app: App) -> None:
    now, most = 0, 0

    async def work(_: Any, __: int, ___: Any) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1

    run_many(app, iter(range(20)), work, at_once=3)
    assert most == 3


def test_an_interruption_ends_the_work_and_tells_what_is_known(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    tidied: list[int] = []

    async def work(_: Any, item: int, __: Any) -> int:
        if item == 1:
            return 1
        try:
            if item == 3:
                os.kill(os.getpid(), signal.SIGINT)
            await asyncio.Event().wait()
        finally:
            tidied.append(item)
        return 0

    seen: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        run_many(app, [1, 2, 3], work, at_end=seen.extend)
    assert sorted(tidied) == [2, 3]
    assert [outcome.state for outcome in seen] == ["done", "interrupted", "interrupted"]
    assert "1 done, 2 interrupted" in capsys.readouterr().err


def test_every_error_of_the_client_has_a_code() -> None:
    def all_kinds(kind: type) -> Iterator[type]:
        yield kind
        for each in kind.__subclasses__():
            yield from all_kinds(each)

    codes = {kind.__name__: code_of(kind.__new__(kind)) for kind in all_kinds(errors.AddeparError)}
    assert {name for name, code in codes.items() if code == 2} == {"ConfigurationError", "InputError"}
    assert {name for name, code in codes.items() if code == 3} == {
        "AuthenticationError", "TokenError", "PermissionDeniedError",
    }  # fmt: skip
    assert {name for name, code in codes.items() if code == 4} == {"NotFoundError", "GoneError", "JobExpiredError"}
    assert {name for name, code in codes.items() if code == 5} == {
        "RateLimitError", "BudgetExceededError", "JobRejectedError",
    }  # fmt: skip
    assert codes["AddeparError"] == codes["ServerError"] == codes["TransferError"] == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("\x9b1m", "\\x9b1m"),
        ("fdp\u202etxt", "fdp\\u202etxt"),
        ("naïve 報告 👍", "naïve 報告 👍"),
    ],
)
def test_text_is_harmless(text: str, shown: str) -> None:
    assert plain(text) == shown
    assert not any(ord(char) < 32 and char != "\n" for char in json_plain(text))


def test_cells_are_as_wide_as_they_look() -> None:
    assert (width("報告"), width("naïve"), width("e\u0301")) == (4, 5, 1)
    assert fitted("報告書", 4) == "報… "
    assert fitted("ab", 4) == "ab  "
    assert fitted("ab", 4, right=True) == "  ab"


def test_a_table_gives_way_where_it_is_widest() -> None:
    rows = [{"id": "7", "name": "a" * 50}, {"id": "12", "name": "b"}]
    lines = list(table(rows, ["id", "name"], 20))
    assert lines == ["ID  NAME", " 7  " + "a" * 15 + "…", "12  b"]
    assert max(map(len, table(rows, ["id", "name"], None))) == 54


def test_a_record_is_flat_in_a_table() -> None:
    record = {
        "id": 7,
        "type": "positions",
        "attributes": {"name": "Bob", "value": None, "more": {"a": [1]}, "id": "hidden by the id itself"},
        "relationships": {
            "owner": {"data": {"type": "entities", "id": "1"}},
            "groups": {"data": [{"id": 2}, {"id": 3}]},
        },
    }
    assert flattened(record) == {
        "id": "7", "name": "Bob", "value": "", "more": '{"a": [1]}', "owner": "1", "groups": "2 3",
    }  # fmt: skip
    assert flattened({"name": "x", "type": "y"}) == {"name": "x", "type": "y"}


def test_a_file_appears_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, pieces())
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
