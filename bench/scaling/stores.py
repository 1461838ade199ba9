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
    """One process."""
    return [MemoryStore(clock.now)]


def sqlite(folder: Path) -> Callable[[Clock], list[Store]]:
    """Processes of one machine."""
    return lambda clock: [SqliteStore(folder / "budget.db", clock.wall) for _ in range(MACHINES)]


def redis(url: str) -> Callable[[Clock], list[Store]]:
    """Machines with a Redis server, whose clock is the simulated one; all else is the server's own."""
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
    """What the server keeps of each key, in bytes of its memory."""
    import redis as library

    with library.Redis.from_url(url) as client:
        return sorted(client.memory_usage(key) for key in client.scan_iter("addepar-budget:*"))
