"""Stores for a request budget that several clients share."""

from addepar_core.pipeline.budget.stores import MemoryStore as MemoryStore
from addepar_core.pipeline.budget.stores import RedisStore as RedisStore
from addepar_core.pipeline.budget.stores import SqliteStore as SqliteStore
