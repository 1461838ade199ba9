"""The stores of a budget on a simulated clock."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from addepar_core.flow.steps import Clock
from addepar_core.pipeline.budget.ledger import SECOND
from addepar_core.pipeline.budget.limiter import Store
from addepar_core.pipeline.budget.stores import MemoryStore, RedisStore, SqliteStore

MACHINES = 3


def memory(clock: Clock) -> list[Store]:
    """The store of one process."""
    return [MemoryStore(clock.now)]


def sqlite(folder: Path) -> Callable[[Clock], list[Store]]:
    """Stores of several processes on one machine, in one file."""
    return lambda clock: [SqliteStore(folder / "budget.db", clock.wall) for _ in range(MACHINES)]


def redis(url: str) -> Callable[[Clock], list[Store]]:
    """Stores of several machines on one Redis server; only its clock is simulated."""
    import redis as library

    class Timed(library.Redis):
        def pipeline(self, *arguments: Any, **more: Any) -> Any:
            pipe = super().pipeline(*arguments, **more)
            pipe.time = self.simulated  # type: ignore[method-assign]
            return pipe

    def client(clock: Clock) -> Timed:
        own = Timed.from_url(url)
        own.simulated = lambda: divmod(round(clock.now() * SECOND), SECOND)
        return own

    return lambda clock: [RedisStore(client(clock)) for _ in range(MACHINES)]


def redis_bytes(url: str) -> list[int]:
    """The memory that the server uses for each key, in bytes, sorted."""
    import redis as library

    with library.Redis.from_url(url) as client:
        return sorted(client.memory_usage(key) for key in client.scan_iter("addepar-budget:*"))
