"""How contestants are compared: in turns, the first not counted, and nobody who found something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.rounds import Extent, Failed, Stage, Taken, command
from bench.serving import Served


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    work = tmp_path / "work"
    work.mkdir()
    yield Stage(Served("", "", 0), Extent(5, 1.0), work)


def took(seconds: float, value: object = None) -> Taken:
    return {"seconds": seconds, "cpu": 0.0, "peak_kib": 0, "value": value}


def test_everyone_has_a_turn_in_each_round_and_the_first_round_does_not_count(stage: Stage) -> None:
    turns: list[str] = []

    def contestant(name: str, times: list[float]) -> Taken:
        turns.append(name)
        return took(times[turns.count(name) - 1])

    table = stage.compete(
        {
            "one": lambda: contestant("one", [20.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            "floor": lambda: contestant("floor", [20.0, 1.0, 1.0, 2.0, 2.0, 2.0]),
        }
    )
    assert turns == ["one", "floor"] * 6
    assert table.figures()["one"] == {"median": 6.0, "min": 2.0, "max": 10.0}
    # Round by round, and not the quotient of the medians.
    assert table.ratio("one", "floor") == {"median": 4.0, "min": 2.0, "max": 5.0}


def test_who_is_slow_goes_once_and_it_is_said(stage: Stage) -> None:
    turns: list[str] = []

    def slow() -> Taken:
        turns.append("slow")
        return took(31.0)

    table = stage.compete({"one": lambda: took(2.0), "slow": slow})
    assert turns == ["slow"]
    assert table.figures()["slow"]["median"] == 31.0
    assert table.row(None, note="so")["note"] == "so; slow: one round, of over 30 s"


def test_who_fails_is_left_out_with_the_reason(stage: Stage) -> None:
    def fails() -> Taken:
        raise Failed("no such method")

    table = stage.compete({"one": lambda: took(1.0), "other": fails})
    assert set(table.figures()) == {"one"}
    assert table.absent == {"other": "no such method"}
    assert table.ratio("other", "one") is None
    assert table.row(table.ratio("other", "one"))["absent"] == {"other": "no such method"}


def test_who_finds_something_else_is_left_out(stage: Stage) -> None:
    table = stage.compete({"one": lambda: took(2.0, [100, 7]), "quick": lambda: took(0.1, [99, 7])})
    assert set(table.figures()) == {"one"}
    assert "[99, 7]" in table.absent["quick"]


def test_nothing_of_a_go_is_left_for_the_next(stage: Stage) -> None:
    def writes() -> Taken:
        assert not list(stage.work.iterdir())
        (stage.work / "file.bin").touch()
        return took(1.0)

    stage.compete({"one": writes, "other": writes})
    assert not list(stage.work.iterdir())


def test_a_command_is_timed_as_a_whole_and_fails_where_it_fails() -> None:
    taken = command("python3", "-c", "sum(range(10**6))")
    assert taken["seconds"] > 0
    assert taken["cpu"] > 0
    with pytest.raises(Failed, match="ended with 3"):
        command("python3", "-c", "raise SystemExit(3)")
    with pytest.raises(Failed, match="is not installed"):
        command("no-such-program")
