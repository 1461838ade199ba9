"""Stores for a firm's request budget: this process, a file of this machine, or a Redis server.

Why SQLite and Redis are used directly and not through pyrate-limiter 4.5.1, which was tried first:

- Its buckets admit or refuse at once. There is nothing to reserve, give back, block until a time or look
  at, so a waiter tries again and again and may starve (28, 142, 0 and 0 requests for four processes).
- ``SQLiteBucket`` goes over the limit without its file lock, and the lock needs an old release of filelock.
- ``RedisBucket`` counts up to the time that the caller brings along: of two callers whose requests overtake
  each other, or whose machines' clocks differ, the earlier does not see the later. 200 ms between two
  machines let 100 through where 50 were allowed.

Here each change is one transaction of the store itself, with one clock, taken inside of it, and all three
stores share one decision. What is left to do per store is to load, save and lock.
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
    """The budget of a firm, shared by all who give the same API root and firm to the same store.

    Raises:
        ConfigurationError: names the argument and the fix.
    """
    return Budget(store_for(setting, clock), f"{root} {firm_id}", limits, clock=clock)


def store_for(setting: Any, clock: Clock) -> Store:
    """The store meant by a ``budget=`` argument.

    Args:
        setting: ``"memory"``; a path or ``sqlite:///path``; ``redis://``, ``rediss://`` or
            ``unix://`` (as redis-py reads them); or a store.
        clock: the client's; clients of equal clocks share the memory of this process.

    Raises:
        ConfigurationError: it is none of these, or needs an extra that is not installed.
    """
    if setting == "memory":
        return shared_memory(clock.now)
    # One slash too few must not make a file of it, whose name holds the password.
    if isinstance(setting, str) and re.match(_ALMOST_AN_ADDRESS, setting):
        raise ConfigurationError(
            "budget: this is neither a path nor an address; two slashes follow the colon of an address, as in"
            " redis://:password@host:6379/0 (three in sqlite:///path)"
        )
    if isinstance(setting, str) and setting.startswith(("redis://", "rediss://", "unix://")):
        return RedisStore.from_url(setting)
    if isinstance(setting, str) and setting.startswith("sqlite:///"):
        return SqliteStore(setting.removeprefix("sqlite:///"), clock.wall)
    if isinstance(setting, os.PathLike) or (isinstance(setting, str) and setting and "://" not in setting):
        return SqliteStore(setting, clock.wall)
    if hasattr(setting, "transact") and hasattr(setting, "blocking"):
        return setting  # type: ignore[no-any-return]
    raise ConfigurationError('budget: give "off", "memory", the path of a file, "redis://host:port/0", or a store')
