"""The budget shared by processes: in a file, and on a real Redis server."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

import pytest
from tests.client.test_budget import GET, AsyncWire, Wire, held_to, worst

from addepar_api.facts import RATE_LIMITS
from addepar_client import AddeparClient, BudgetExceededError, BudgetStoreError, Clock, ConfigurationError
from addepar_core.flow.drivers import run_async, run_sync
from addepar_core.pipeline.budget.limiter import Budget, Reservation
from addepar_core.pipeline.budget.stores import MemoryStore, RedisStore, SqliteStore, budget_for, store_for
from addepar_core.pipeline.rate_budget import acquire_slot

# One process for the tests that mostly wait; the others use the processors meanwhile.
pytestmark = pytest.mark.xdist_group("waits")

LIMITS = ((50, 3.0), (120, 12.0))
SECONDS = 6.6
WORKER = """
import sys, time
from addepar_client import Clock
from addepar_client import BudgetExceededError
from addepar_core.pipeline.budget.stores import budget_for
from addepar_core.flow.drivers import run_sync
from addepar_core.flow.messages import HttpRequest
from addepar_core.pipeline.rate_budget import acquire_slot

setting, seconds = sys.argv[1], float(sys.argv[2])
clock = Clock()
budget = budget_for(setting, root="https://a.b/api", firm_id="1", limits=((50, 3.0), (120, 12.0)), clock=clock)
request = HttpRequest("GET", "https://a.b/api/v1/files")
budget.left()
print("ready", flush=True)
end = float(sys.stdin.readline()) + seconds
while (left := end - time.time()) > 0:
    try:
        slot = run_sync(acquire_slot(request, budget, left, clock.now), None, clock)
    except BudgetExceededError:
        break
    print(slot.at, time.time(), flush=True)
"""


def hammer(setting: str, processes: int, kill_after: float) -> list[list[tuple[int, float]]]:
    """Let processes take all they get; for each the places it had, and when it went. The first is killed midway."""
    command = [sys.executable, "-c", WORKER, setting, str(SECONDS)]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(processes)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    assassin = threading.Timer(kill_after, workers[0].kill)
    assassin.start()
    start = f"{time.time()}\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(start)
        worker.stdin.flush()
    outputs = [worker.communicate()[0] for worker in workers]
    assassin.join()
    assert [worker.returncode for worker in workers] == [-9, *[0] * (processes - 1)]
    taken = []
    for output in outputs:
        lines = [line.split() for line in output.splitlines()]
        taken.append([(int(at), float(went)) for at, went in lines])
    return taken


def judge(taken: list[list[tuple[int, float]]]) -> None:
    """Never over, used to the full, and nobody starved."""
    merged = [one for own in taken for one in own]
    for limit, seconds in LIMITS:
        assert worst([at for at, _ in merged], seconds * 1_000_000) <= limit
        # What left the process: late by what a busy machine makes of it, but never early.
        assert worst([went for _, went in merged], seconds * 0.9) <= limit
    assert all(went >= at / 1e6 - 0.001 for at, went in merged)
    assert len(merged) >= 115
    # Nobody is passed over: whoever asks goes within one window, whatever the others do.
    start = min(went for _, went in merged)
    for own in taken[1:]:
        times = [start, *(went for _, went in own), start + SECONDS]
        assert max(after - before for before, after in pairwise(times)) < 4


# --- SQLite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "budget.db"


def test_four_processes_share_a_file_and_one_that_is_killed_harms_nobody(path: Path) -> None:
    taken = hammer(str(path), 4, kill_after=3.5)
    judge(taken)
    with SqliteStoreOf(path) as budget:
        # What the killed process had is still written down, and with it the whole budget.
        assert budget.left()[1].used >= sum(map(len, taken)) - 1


class SqliteStoreOf:
    """A budget in a file, closed at the end."""

    def __init__(self, path: Path, now: Any = time.time) -> None:
        self.store = SqliteStore(path, now)

    def __enter__(self) -> Budget:
        return Budget(self.store, "https://a.b/api 1", LIMITS)

    def __exit__(self, *_: object) -> None:
        self.store.close()


def test_the_file_outlives_the_process(path: Path) -> None:
    with SqliteStoreOf(path) as budget:
        for _ in range(7):
            budget.reserve(Reservation())
    with SqliteStoreOf(path) as budget:
        assert budget.left()[0].used == 7
        assert budget.left()[0].left == 43


def test_one_file_serves_many_firms(path: Path) -> None:
    for firm_id in ("1", "2"):
        budget = budget_for(f"sqlite:///{path}", root="https://a.b/api", firm_id=firm_id, limits=LIMITS, clock=Clock())
        assert budget is not None
        budget.reserve(Reservation())
        assert budget.left()[0].used == 1
        budget.close()


def test_what_a_429_taught_one_process_is_known_to_the_others(path: Path) -> None:
    with SqliteStoreOf(path) as one, SqliteStoreOf(path) as other:
        one.record_rate_limit(2.5)
        slot = Reservation()
        assert not other.reserve(slot, 0)
        assert slot.wait == pytest.approx(2.5, abs=0.5)


def test_a_wait_that_is_given_up_half_way_leaves_nothing_in_the_file(path: Path) -> None:
    with SqliteStoreOf(path) as budget:
        slots = [Reservation() for _ in range(51)]
        for slot in slots:
            budget.reserve(slot)
        assert slots[50].wait > 2
        assert not budget.reserve(slots[50], 0.5)
        assert budget.left()[0].used == 50


def test_a_clock_that_is_set_back_makes_waits_longer_and_nothing_overfull(path: Path) -> None:
    wall = 1_000_000.0
    with SqliteStoreOf(path, lambda: wall) as budget:
        slots = [Reservation() for _ in range(60)]
        for slot in slots[:50]:
            budget.reserve(slot)
        wall -= 1
        for slot in slots[50:]:
            budget.reserve(slot)
        assert [round(slot.wait, 2) for slot in slots[50:]] == [4.03] * 10
        wall -= 100_000
        late = Reservation()
        budget.reserve(late)
        assert late.wait == 0
        held_to([*slots, late], LIMITS)


def test_a_block_from_before_the_clock_was_set_back_does_not_last_for_ever(path: Path) -> None:
    wall = 1_000_000.0
    with SqliteStoreOf(path, lambda: wall) as budget:
        budget.record_rate_limit(10)
        wall -= 500_000
        slot = Reservation()
        budget.reserve(slot)
        assert slot.wait <= 12.12


def test_a_forked_child_opens_the_file_anew(path: Path) -> None:
    with SqliteStoreOf(path) as budget:
        budget.reserve(Reservation())
        script = (
            "import os, sys; from addepar_core.pipeline.budget.limiter import *\n"
            "from addepar_core.pipeline.budget.stores import *\n"
            f"budget = Budget(SqliteStore({str(path)!r}), 'https://a.b/api 1', {LIMITS!r})\n"
            f"memory = Budget(MemoryStore(), '1', {LIMITS!r})\n"
            "budget.reserve(Reservation()); memory.reserve(Reservation())\n"
            "budget._store._lock._lock.acquire(); memory._store._lock._lock.acquire()\n"
            "if os.fork() == 0:\n"
            "    budget.reserve(Reservation()); memory.reserve(Reservation()); os._exit(memory.left()[0].used)\n"
            "sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))\n"
        )
        assert subprocess.run([sys.executable, "-c", script], check=False, timeout=30).returncode == 2  # noqa: S603
        assert budget.left()[0].used == 3


def test_a_cancelled_task_gives_back_the_place_that_a_thread_was_just_taking(path: Path) -> None:
    import asyncio

    entered, leave = threading.Event(), threading.Event()

    class Slow(SqliteStore):
        def transact(self, key: str, work: Any) -> Any:
            result = super().transact(key, work)
            entered.set()
            assert leave.wait(10)
            return result

    store = Slow(path)
    budget = Budget(store, "firm", LIMITS)

    async def main() -> None:
        task = asyncio.create_task(run_async(acquire_slot(GET, budget, inf, Clock().now), AsyncWire(), Clock()))
        await asyncio.to_thread(entered.wait)
        task.cancel()
        await asyncio.sleep(0)
        leave.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert budget.left()[0].used == 0
    store.close()


def test_threads_share_one_connection(path: Path) -> None:
    limits = ((20, 0.5), (40, 1.5))
    store = SqliteStore(path)
    budget = Budget(store, "firm", limits)
    slots: list[Reservation] = []

    def work() -> None:
        for _ in range(6):
            slots.append(run_sync(acquire_slot(GET, budget, inf, Clock().now), Wire(), Clock()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert len(slots) == 48
    held_to(slots, limits)


def test_a_file_that_is_no_budget_says_so_and_nothing_is_sent(tmp_path: Path) -> None:
    broken = tmp_path / "notes.txt"
    broken.write_text("This is not a database, and long enough to be taken for a broken one. " * 20)
    store = SqliteStore(broken)
    wire = Wire()
    with pytest.raises(BudgetStoreError, match=r"notes\.txt"):
        run_sync(acquire_slot(GET, Budget(store, "firm", RATE_LIMITS), inf, Clock().now), wire, Clock())
    assert wire.sent == []
    with pytest.raises(BudgetStoreError, match="cannot be used"):
        Budget(SqliteStore(tmp_path), "firm", RATE_LIMITS).left()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be removed there")
@pytest.mark.parametrize("how", ["removed", "replaced", "removed, with what is beside it", "only the log"])
def test_a_file_that_is_removed_in_use_is_not_taken_for_an_unused_budget(path: Path, how: str) -> None:
    limits = [(3, 60.0)]
    user = Budget(SqliteStore(path), "firm", limits)
    assert user.reserve(Reservation(), 0)
    if how == "only the log":  # it has the last slots
        path.with_name(f"{path.name}-wal").unlink()
    else:
        path.unlink()
    if how == "replaced":
        with closing(Budget(SqliteStore(path.with_name("other")), "firm", limits)) as other:
            other.left()
        path.with_name("other").replace(path)
    elif how == "removed, with what is beside it":
        for file in path.parent.glob(f"{path.name}-*"):
            file.unlink()
    with pytest.raises(BudgetStoreError, match="removed or replaced in use"):
        user.reserve(Reservation(), 0)
    if how == "removed":
        with (
            closing(Budget(SqliteStore(path), "firm", limits)) as newcomer,
            pytest.raises(BudgetStoreError, match=r"and remove .*-wal"),
        ):
            newcomer.reserve(Reservation(), 0)
    user.close()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    assert user.reserve(Reservation(), 0), "after closing it, the next file is a new budget"
    user.close()


@pytest.mark.parametrize(
    "state",
    ["'text'", "7", "1.5", *(f"x'{array('q', numbers).tobytes().hex()}'" for numbers in (
        (1, 0, 0, 5), (1, 0, 0, -5), (1, 0, 0, 1, 60_600_000, 1000, 5), (1, 0, 0, 1, 60_600_000, -1),
        (1, 0, 0, 1, 60_600_000, 2, 9, 5), (1, 0, 0, 0, 7),
    ))],
)  # fmt: skip
def test_a_damaged_state_is_not_taken_for_an_unused_budget(path: Path, state: str) -> None:
    budget = Budget(SqliteStore(path), "firm", [(3, 60.0)])
    assert budget.reserve(Reservation(), 0)
    other = sqlite3.connect(path)
    other.execute(f"UPDATE budget SET state = {state}")  # noqa: S608
    other.commit()
    other.close()
    with pytest.raises(BudgetStoreError, match="cannot be used"):
        budget.reserve(Reservation(), 0)
    budget.close()


def test_a_state_of_another_version_is_not_overwritten(path: Path) -> None:
    with SqliteStoreOf(path) as budget:
        budget.reserve(Reservation())
        other = sqlite3.connect(path)
        other.execute("UPDATE budget SET state = x'0900000000000000090000000000000009000000000000000900000000000000'")
        other.commit()
        with pytest.raises(BudgetStoreError, match="version"):
            budget.reserve(Reservation())
        assert other.execute("SELECT length(state) FROM budget").fetchone() == (32,)
        other.close()


def test_paths_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for setting, expected in (
        ("budget.db", Path("budget.db")),
        (tmp_path / "x.db", tmp_path / "x.db"),
        (f"sqlite:///{tmp_path}/y.db", tmp_path / "y.db"),
        ("sqlite:///relative/z.db", Path("relative/z.db")),
        ("~/b.db", tmp_path / "b.db"),
    ):
        store = store_for(setting, Clock())
        assert isinstance(store, SqliteStore)
        assert store.path == expected
        assert repr(store) == f"SqliteStore({str(expected)!r})"
    memory = MemoryStore()
    assert store_for(memory, Clock()) is memory


# --- Redis


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """A Redis server of its own on a socket in a folder of its own."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        reason = "no redis-server on PATH; on Debian: apt-get install redis-server"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tempfile.mkdtemp(prefix="redis")  # a short one: the path of a socket has 108 characters at most
    socket = f"{folder}/socket"
    server = subprocess.Popen(  # noqa: S603
        [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if "ready to accept connections" in line.lower():  # "Ready" since Redis 8
                break
        yield f"unix://{socket}"
    finally:
        server.kill()
        server.communicate()
        shutil.rmtree(folder)


@pytest.fixture
def redis_store(redis_url: str) -> Iterator[RedisStore]:
    store = RedisStore.from_url(redis_url)
    store._client.flushall()
    yield store
    store.close()


def test_processes_share_a_redis_server_and_one_that_is_killed_harms_nobody(
    redis_store: RedisStore, redis_url: str
) -> None:
    judge(hammer(redis_url, 4, kill_after=3.5))


def test_places_on_redis_are_given_back_learnt_and_shown(redis_store: RedisStore, redis_url: str) -> None:
    other = RedisStore.from_url(redis_url)
    one, two = Budget(redis_store, "firm", RATE_LIMITS), Budget(other, "firm", RATE_LIMITS)
    slots = [Reservation() for _ in range(3)]
    for slot in slots:
        one.reserve(slot)
    one.cancel(slots[0])
    assert [(left.used, left.left) for left in two.left()] == [(2, 48), (2, 998)]
    two.record_rate_limit(600)
    with pytest.raises(BudgetExceededError) as caught:
        run_sync(acquire_slot(GET, one, 5, Clock().now), Wire(), Clock())
    assert caught.value.retry_after == pytest.approx(600, abs=5)
    assert Budget(redis_store, "another", RATE_LIMITS).left()[0].left == 50
    other.close()


def test_a_key_expires_when_nothing_in_it_counts_any_more(redis_store: RedisStore) -> None:
    Budget(redis_store, "firm", RATE_LIMITS).reserve(Reservation())
    client = redis_store._client
    assert 86_390_000 < client.pttl("addepar-budget:firm") <= 86_401_001
    brief = Budget(redis_store, "brief", ((1, 0.02),))
    for _ in range(3):
        run_sync(acquire_slot(GET, brief, inf, Clock().now), Wire(), Clock())


def test_threads_of_one_process_share_redis(redis_store: RedisStore) -> None:
    limits = ((20, 0.5), (40, 1.5))
    budget = Budget(redis_store, "threads", limits)
    slots: list[Reservation] = []

    def work() -> None:
        for _ in range(6):
            slots.append(run_sync(acquire_slot(GET, budget, inf, Clock().now), Wire(), Clock()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(slots) == 48
    held_to(slots, limits)


def test_a_redis_server_that_is_not_there_says_so_and_nothing_is_sent(tmp_path: Path) -> None:
    store = RedisStore.from_url(f"unix://user:hunter2-secret@{tmp_path}/nobody")
    wire = Wire()
    with pytest.raises(BudgetStoreError, match="Redis") as caught:
        run_sync(acquire_slot(GET, Budget(store, "firm", RATE_LIMITS), inf, Clock().now), wire, Clock())
    store.close()
    assert wire.sent == []
    assert "hunter2" not in str(caught.value) + repr(store)


def test_redis_addresses_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="budget"):
        store_for("redis://host:notaport/0", Clock())
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ConfigurationError, match=r"a budget in Redis .*pip install redis"):
        store_for("redis://localhost", Clock())


@pytest.mark.parametrize(
    "address",
    ["redis://:S3cr3tPassw0rd/x@127.0.0.1:6379/0", "redis://:S3cr3tPassw0rd#x@127.0.0.1:6379/0",
     "redis://:S3cr3tPassw0rd?x@127.0.0.1:6379/0", "redis://S3cr3tPassw0rd/x@127.0.0.1:6379/0",
     "redis://S3cr3tPassw0rd?x@127.0.0.1:6379/0", "redis:/:S3cr3tPassw0rd@127.0.0.1:6379",
     "redis::S3cr3tPassw0rd@127.0.0.1", "rediss//:S3cr3tPassw0rd@127.0.0.1", "http:/S3cr3tPassw0rd@host/x",
     "redis://:S3cr3tPassw0rd@[x/0"],
)  # fmt: skip
def test_a_wrong_address_is_refused_without_its_password(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="budget") as caught:
        store_for(address, Clock())
    assert "S3cr3t" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("setting", ["OFF", " off ", "Memory", "memory\n", " ", "\n"])
def test_a_word_is_not_the_name_of_a_file(setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    options: Any = {"base_url": "http://127.0.0.1:9/api", "firm_id": 1, "auth": ("k", "s"), "budget": setting}
    if setting.strip():
        with AddeparClient(**options) as client:
            assert bool(client.budget.left()) is (setting.strip().lower() != "off")
    else:
        with pytest.raises(ConfigurationError, match="budget: pass"):
            AddeparClient(**options)
    assert list(tmp_path.iterdir()) == []


def test_a_password_that_the_server_repeats_is_hidden() -> None:
    pytest.importorskip("redis")
    store_for("redis://:S3cr3t%2FPassw0rd@127.0.0.1:1/0", Clock()).close()
    assert "Passw0rd" not in str(BudgetStoreError("it said S3cr3t/Passw0rd"))


@pytest.mark.parametrize(
    "setting", [":memory:", "sqlite:///:memory:", "./:memory:", "sqlite:///", "file::memory:?cache=shared"]
)
def test_a_budget_that_nobody_could_share_is_refused(setting: str) -> None:
    with pytest.raises(ConfigurationError, match="budget"):
        store_for(setting, Clock())


def test_memory_and_sqlite_need_no_redis() -> None:
    script = (
        "import sys; from addepar_core.pipeline.budget.stores import store_for; from addepar_client import Clock\n"
        "store_for('memory', Clock()); store_for('x.db', Clock())\n"
        "assert 'redis' not in sys.modules and 'sqlite3' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)  # noqa: S603
