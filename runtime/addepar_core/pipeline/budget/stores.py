"""Stores for a firm's request budget: this process, a file on this machine, or a Redis server.

Why SQLite and Redis are used directly and not through pyrate-limiter 4.5.1, which was tried first:

- Its buckets admit or refuse immediately. They cannot reserve, release, block until a time or be inspected, so a
  waiting caller tries again and again and may starve (28, 142, 0 and 0 requests for four processes).
- ``SQLiteBucket`` exceeds the limit without its file lock, and the lock needs an old release of filelock.
- ``RedisBucket`` counts up to the time that the caller passes: if two requests overtake each other, or the clocks of
  two machines differ, the earlier caller does not see the later one. A difference of 200 ms let 100 requests through
  instead of 50.

Here each change is one transaction of the store, with the store's clock, and all three stores share one decision. Each
store only loads, saves and locks.
"""

import os
import re
from collections.abc import Iterable
from typing import Any

from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.steps import Clock
from addepar_core.pipeline.budget.limiter import Budget, Store
from addepar_core.pipeline.budget.memory_store import MemoryStore, shared_memory
from addepar_core.pipeline.budget.redis_store import RedisStore
from addepar_core.pipeline.budget.sqlite_store import SqliteStore

__all__ = ["MemoryStore", "RedisStore", "SqliteStore", "budget_for", "shared_memory", "store_for"]
_ALMOST_AN_ADDRESS = r"(?i)(rediss?|unix|sqlite|file)(:(?!//)|//)|[a-z][a-z0-9+.-]+:/(?!/)"


def budget_for(setting: Any, *, root: str, firm_id: str, limits: Iterable[tuple[int, float]], clock: Clock) -> Budget:
    """The budget of a firm, shared by all clients with the same store, API root and firm.

    Raises:
        ConfigurationError: names the argument and the fix.
    """
    return Budget(store_for(setting, clock), f"{root} {firm_id}", limits, clock=clock)


def store_for(setting: Any, clock: Clock) -> Store:
    """The store for a ``budget=`` argument.

    Args:
        setting: ``"memory"``; a path or ``sqlite:///path``; ``redis://``, ``rediss://`` or
            ``unix://`` (as redis-py reads them); or a store.
        clock: the client's; clients of equal clocks share the memory of this process.

    Raises:
        ConfigurationError: the setting is invalid, or needs an extra that is not installed.
    """
    if setting == "memory":
        return shared_memory(clock.now)
    # With one slash too few, it must not become a file whose name contains the password.
    if isinstance(setting, str) and re.match(_ALMOST_AN_ADDRESS, setting):
        raise ConfigurationError(
            "budget: this is neither a path nor an address; two slashes follow the colon of an address, as in"
            " redis://:password@host:6379/0 (three in sqlite:///path)"
        )
    if isinstance(setting, str) and setting.startswith(("redis://", "rediss://", "unix://")):
        return RedisStore.from_url(setting)
    if isinstance(setting, str) and setting.startswith("sqlite:///"):
        return SqliteStore(setting.removeprefix("sqlite:///"), clock.wall)
    if isinstance(setting, os.PathLike) or (isinstance(setting, str) and setting.strip() and "://" not in setting):
        return SqliteStore(setting, clock.wall)
    if hasattr(setting, "transact") and hasattr(setting, "blocking"):
        return setting  # type: ignore[no-any-return]
    raise ConfigurationError('budget: pass "off", "memory", the path of a file, "redis://host:port/0", or a store')
