"""The result and the progress of a batch, as data."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast

from addepar_core.models.interop import FieldsView, html_rows

Item = TypeVar("Item")
Result = TypeVar("Result")

DONE, SKIPPED, FAILED, UNKNOWN = "done", "skipped", "failed", "unknown whether done"
RUNNING, INTERRUPTED, UNTRIED = "running", "interrupted", "not tried"


class HasState(Protocol):
    """An item with one of the states above; an empty one means not tried."""

    state: str


One = TypeVar("One", bound=HasState)


class ByState(Generic[One]):
    """The result of many items. Its repr counts them by state, because there may be thousands."""

    def _items(self) -> Sequence[One]:
        raise NotImplementedError

    def _that_are(self, *states: str) -> list[One]:
        return [one for one in self._items() if one.state in states]

    def __repr__(self) -> str:
        counts = Counter(one.state or UNTRIED for one in self._items())
        return f"{type(self).__name__}({', '.join(f'{count} {state}' for state, count in counts.items())})"


@dataclass(eq=False)
class Outcome(FieldsView, Generic[Item, Result]):
    """The result of one item of a batch.

    Attributes:
        name: the name of the item in messages.
        item: the item itself.
        state: done, skipped, failed, unknown whether done (a write without a response), running, interrupted (it is
            not known how far it got) or not tried.
        result: the result, if the item is done.
        reason: why it was skipped.
        found: what exists already: the id of a file, or a path.
        error: the exception, if the item failed.
        bytes: the number of bytes transferred so far.
        size: the number of bytes to transfer, if known.
    """

    name: str
    item: Item
    state: str = UNTRIED
    result: Result | None = None
    reason: str = ""
    found: Any = None
    error: Exception | None = None
    bytes: int = 0
    size: int | None = None


class DoneOutcome(Outcome[Item, Result]):
    """An outcome that is done, as type checkers see it: it has a result."""

    result: Result


@dataclass(frozen=True, repr=False)
class BatchResult(ByState[Outcome[Item, Result]], Generic[Item, Result]):
    """The result of all items of a batch.

    Attributes:
        outcomes: one for each item, in the order of the items.
    """

    outcomes: tuple[Outcome[Item, Result], ...]

    @property
    def done(self) -> list[DoneOutcome[Item, Result]]:
        """The items that were done in this call; ``outcome.result`` is the result of each."""
        return cast("list[DoneOutcome[Item, Result]]", self._that_are(DONE))

    @property
    def skipped(self) -> list[Outcome[Item, Result]]:
        """The items that needed nothing; ``outcome.reason`` says why."""
        return self._that_are(SKIPPED)

    @property
    def failed(self) -> list[Outcome[Item, Result]]:
        """The items that failed; ``outcome.error`` is the exception."""
        return self._that_are(FAILED)

    @property
    def unknown(self) -> list[Outcome[Item, Result]]:
        """The writes without a response: they may have been carried out, and were not sent again."""
        return self._that_are(UNKNOWN)

    @property
    def untried(self) -> list[Outcome[Item, Result]]:
        """The items that were not tried, because an earlier error, such as a wrong key, affects all items."""
        return self._that_are(UNTRIED)

    @property
    def ok(self) -> bool:
        """Whether every item is done or needed nothing."""
        return len(self._that_are(DONE, SKIPPED)) == len(self.outcomes)

    def _repr_html_(self) -> str:
        """The first items as a table, for notebooks."""
        names = ("name", "state", "reason", "error")
        return html_rows(type(self).__name__, ({name: getattr(one, name) for name in names} for one in self.outcomes))

    def _items(self) -> tuple[Outcome[Item, Result], ...]:
        return self.outcomes


class Progress(NamedTuple):
    """The progress of a batch. ``on_progress`` is called with it when an item starts, transfers bytes or ends.

    Attributes:
        outcome: the outcome of that item so far.
        done: the number of items that have ended, in whatever way.
        total: the number of all items.
        bytes: the number of bytes that all items have transferred.
    """

    outcome: Outcome[Any, Any]
    done: int
    total: int
    bytes: int


OnProgress = Callable[[Progress], object]
