"""Process many items, several at the same time, in either client. A failure does not stop the rest."""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, Generic

from addepar_core.errors import statuses
from addepar_core.errors import tree as errors
from addepar_core.flow.batches import Batch, Together
from addepar_core.flow.steps import Flow
from addepar_core.models.types import id_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches import results as states
from addepar_core.operations.batches.results import BatchResult, Item, OnProgress, Outcome, Progress, Result

FATAL = (
    errors.ConfigurationError, statuses.AuthenticationError, statuses.RateLimitError, errors.BudgetExceededError,
    errors.BudgetStoreError,
)  # fmt: skip
"""Errors after which no other item is tried."""


class Skipped(Exception):
    """Raised by the work if an item needs none: why, and what exists already."""

    def __init__(self, reason: str, found: object = None) -> None:
        super().__init__(reason)
        self.found = found


class Stopped(BaseException):
    """Raised within a transfer that must not continue: the callback failed, or another worker was interrupted."""


def listed_id(record: object) -> str:
    """The id of a record of a list; ``ProtocolError`` if it has none, which does not affect the others."""
    if found := id_of(record):
        return found
    raise errors.ProtocolError("the list contains a record without an id; the others are fetched")


Meter = Callable[[int, int | None], None]
Work = Callable[[Item, Meter], Batch[Result]]


class Items(Generic[Item, Result]):
    """The items of a batch, and the work on each.

    Args:
        work: returns a batch for one item, from the item and an ``on_progress`` for its bytes; raises ``Skipped`` if
            there is nothing to do.
        name: returns the name of an item for messages.
        at_once: how many items are processed at the same time.
        on_progress: the user's callback; called by one thread at a time.
        writes: whether an item may be done although there was no response.
    """

    def __init__(
        self, work: Work[Item, Result], name: Callable[[Item], str], at_once: object, on_progress: OnProgress | None,
        writes: bool = False,
    ) -> None:  # fmt: skip
        self._at_once = inputs.count("at_once", at_once, 32)
        self._on_progress = inputs.plain_callback("on_progress", on_progress)
        self._work, self._name, self._writes = work, name, writes
        self._outcomes: list[Outcome[Item, Result]] = []
        self._lock = Lock()
        self._done = self._bytes = 0
        self._over = self._stopped = False
        self._error: BaseException | None = None

    def run(self, items: Sequence[Item]) -> Batch[BatchResult[Item, Result]]:
        """The batch."""
        self._outcomes = [Outcome[Item, Result](self._name(item), item) for item in items]
        self._left = iter(self._outcomes)
        try:
            yield Together([self._worker() for _ in range(min(self._at_once, len(items)) or 1)], self._stop)
        except Stopped as stopped:
            raise (self._error or stopped) from None
        return BatchResult(tuple(self._outcomes))

    def _stop(self) -> None:
        self._over = self._stopped = True

    def _next(self) -> Outcome[Item, Result] | None:
        with self._lock:
            return None if self._over else next(self._left, None)

    def _worker(self) -> Batch[None]:
        while (outcome := self._next()) is not None:
            outcome.state = states.RUNNING
            self._tell(outcome)
            try:
                outcome.result = yield from self._work(outcome.item, self._meter(outcome))
                outcome.state = states.DONE
            except Skipped as skipped:
                outcome.state, outcome.reason, outcome.found = states.SKIPPED, str(skipped), skipped.found
            except Exception as error:  # noqa: BLE001 - kept in the result, whatever it is
                outcome.error = _as_transfer_error(error)
                outcome.state = (
                    states.UNKNOWN if self._writes and getattr(error, "outcome_unknown", False) else states.FAILED
                )
                self._over = self._over or isinstance(error, FATAL)
            finally:
                if outcome.state == states.RUNNING:
                    outcome.state = states.INTERRUPTED
            self._tell(outcome, ended=True)

    def _meter(self, outcome: Outcome[Item, Result]) -> Meter:
        def on_bytes(done: int, size: int | None) -> None:
            if self._stopped:
                raise Stopped
            moved, outcome.bytes, outcome.size = done - outcome.bytes, done, size
            self._tell(outcome, moved)

        return on_bytes

    def _tell(self, outcome: Outcome[Item, Result], moved: int = 0, ended: bool = False) -> None:
        with self._lock:
            self._bytes += moved
            self._done += ended
            if self._on_progress is not None:
                try:
                    self._on_progress(Progress(outcome, self._done, len(self._outcomes), self._bytes))
                except BaseException as error:
                    self._error = self._error or error
                    self._stop()  # not a failure of the item, but the end of the batch
                    raise Stopped from error


def _as_transfer_error(error: Exception) -> Exception:
    """A ``TransferError`` for an ``OSError``, such as one of a full disk; any other error as it is."""
    if not isinstance(error, OSError):
        return error
    where = f"{str(error.filename)!r}: " if error.filename else ""
    documented = errors.TransferError(f"{where}{error.strerror or error}")
    documented.__cause__ = error
    return documented


def flow_of(method: Callable[..., object]) -> Callable[..., Flow[Any]]:
    """The flow behind a blocking method; the first argument is the resource of either client."""
    return method.__wrapped__  # type: ignore[attr-defined, no-any-return]
