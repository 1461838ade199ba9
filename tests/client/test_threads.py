"""Many threads and tasks on one client; ``bench/many_calls.py`` is the same with more of them."""

import importlib.util
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from addepar_core.transport.network.connections import ConnectionPool


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


class Idle:
    """A connection that has always ended as it should."""

    def __init__(self, name: str) -> None:
        self.name, self.origin, self.owner, self.closed = name, ("https", "a.b", None, False), None, False

    def is_idle(self) -> bool:
        return not self.closed

    def close(self) -> None:
        self.closed = True


def test_a_connection_is_used_by_one_and_the_last_used_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("addepar_core.transport.network.connections.monotonic", lambda: now[0])
    made = [Idle(name) for name in "abcd"]
    names = iter(made)
    pool = ConnectionPool(lambda origin: next(names))  # type: ignore[arg-type, return-value]
    url = SimpleNamespace(scheme="https", host="a.b", port=None)
    owners = [SimpleNamespace(connection=None, cancelled=False) for _ in range(5)]
    third, fourth, fifth = owners[2:]
    assert [pool.acquire(one, url).name for one in owners[:3]] == ["a", "b", "c"]  # type: ignore[attr-defined]
    for one in owners[:3]:
        pool.release(one, reusable=True)
        pool.release(one, reusable=False)
    assert pool.acquire(fourth, url).name == "c"  # type: ignore[attr-defined]
    pool.release(third, reusable=False)
    assert not made[2].closed, "it has another owner"
    assert pool.acquire(fifth, SimpleNamespace(scheme="https", host="other", port=None)).name == "d"  # type: ignore[attr-defined]
    now[0] = 6.0
    pool.release(fourth, reusable=True)
    assert [one.closed for one in made] == [True, True, False, False], "idle for too long"
    pool.release(fifth, reusable=False)
    assert made[3].closed
    assert len(pool) == 1


def test_decoders_are_built_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that let msgspec examine a class at the same time crash the process, now and then."""
    from addepar_core.models import envelope

    inside, most, second = [], [], threading.Event()

    class Decoder:
        def __init__(self, model: object, **_: object) -> None:
            inside.append(model)
            most.append(len(inside))
            if len(inside) > 1:
                second.set()
            second.wait(0.2)
            inside.remove(model)
            self.decode = repr

    monkeypatch.setattr(envelope.msgspec.json, "Decoder", Decoder)
    threads = [threading.Thread(target=envelope.decoder, args=(object(),), kwargs={"exact": False}) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1]
