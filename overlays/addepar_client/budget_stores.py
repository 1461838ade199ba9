"""Stores for a request budget that several clients share."""

from addepar_core.budget.stores import MemoryStore as MemoryStore
from addepar_core.budget.stores import RedisStore as RedisStore
from addepar_core.budget.stores import SqliteStore as SqliteStore
