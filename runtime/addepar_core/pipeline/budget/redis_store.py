"""A request budget that many machines share, on a Redis server."""

import re
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask, redact
from addepar_core.errors.tree import BudgetStoreError, ConfigurationError
from addepar_core.pipeline.budget.ledger import SECOND, Ledger
from addepar_core.pipeline.budget.memory_store import ForkSafeLock, Work
from addepar_core.utils.imports import needed

T = TypeVar("T")
_SECONDS = 5.0


class RedisStore:
    """For many machines: the server's clock, and one key per firm, changed by WATCH and EXEC.

    If another change was faster, the decision is made again, so a process that dies holds nothing. The key expires when
    none of its slots count any more.

    Args:
        client: a ``redis.Redis`` that does not decode its responses.
    """

    blocking = True

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = ForkSafeLock()  # threads of one process need not conflict

    @classmethod
    def from_url(cls, url: str) -> "RedisStore":
        """A store at an address such as ``redis://host:6379/0``.

        Raises:
            ConfigurationError: the address is invalid. The message omits it, because it may contain a password.
        """
        redis = needed("redis", "a budget in Redis")
        options = {"socket_timeout": _SECONDS, "socket_connect_timeout": _SECONDS}
        try:
            parts = urlsplit(url)
            # Everything before the last @ is user and password, wherever the library would look for them.
            if url.rpartition("@")[0].rpartition("//")[2] != parts.netloc.rpartition("@")[0] and not re.search(
                r"[?&](password|username)=[^&]*@[^&]*(&|$)", url
            ):
                raise ValueError
            words = [parts.password or "", *(value for _, value in parse_qsl(parts.query))]
            remember_secret(*mask([*words, *map(unquote, words)]))
            return cls(redis.Redis.from_url(url, **options))
        except ValueError:
            raise ConfigurationError(
                "budget: this is not an address such as redis://:password@host:6379/0; write / ? # @ and % in the"
                " password as %2F %3F %23 %40 and %25"
            ) from None

    def transact(self, key: str, work: Work[T]) -> T:
        """See ``Store``."""
        import redis

        name = f"addepar-budget:{key}"

        def attempt(pipe: Any) -> T:
            seconds, micros = pipe.time()
            now = seconds * SECOND + micros
            ledger = Ledger.decode(pipe.get(name))
            result, changed = work(ledger, now)
            pipe.multi()
            if changed:
                pipe.set(name, ledger.encode(), px=ledger.lifetime(now) // 1000 + 1)
            return result

        try:
            with self._lock:
                result: T = self._client.transaction(attempt, name, value_from_callable=True)
                return result
        except (redis.RedisError, ValueError) as error:
            raise BudgetStoreError(
                f"the request budget on the Redis server cannot be used: {redact(str(error))}"
            ) from None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
