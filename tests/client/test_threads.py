"""Many threads and tasks on one client; ``bench/many_calls.py`` is the same with more of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from addepar_client.lanes import Lanes


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "many_calls.py"
    spec = importlib.util.spec_from_file_location("many_calls", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The async client's transfers have connections of their own. Where the machine is slow, one is idle for too long
# and made anew.
@pytest.mark.parametrize(("run", "most"), [("with_threads", 80), ("with_tasks", 144)])
def test_no_call_of_many_fails_and_connections_are_kept(run: str, most: int, bench: ModuleType) -> None:
    with bench.serving() as url:
        assert not getattr(bench, run)(url, 1000, 64)
        assert bench.connections(url) <= most


def test_a_lane_is_used_by_one_and_the_last_used_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("addepar_client.lanes.monotonic", lambda: now[0])
    made = iter("abc")
    lanes = Lanes(lambda: next(made))
    assert [lanes.take(), lanes.take(), lanes.take()] == ["a", "b", "c"]
    for lane in "abc":
        assert lanes.give(lane) is None
    assert lanes.take() == "c"
    now[0] = 31.0
    assert lanes.give("c") == "a", "idle for too long"
    assert sorted(lanes.known()) == ["b", "c"]
    assert [lanes.take(), lanes.take()] == ["c", "b"]
