"""The stores of a request budget."""

from addepar_core.budget.stores import MemoryStore as MemoryStore
from addepar_core.budget.stores import RedisStore as RedisStore
from addepar_core.budget.stores import SqliteStore as SqliteStore
