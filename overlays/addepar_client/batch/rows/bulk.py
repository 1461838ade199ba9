"""Create, change or delete many records in batches, and separate refused, unknown and untried rows.

A batch without a response may have been carried out: its rows are not sent again unless the caller asks for it. A batch
that was refused because of single rows is split in half until these are found.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.batch.rows.schema import ResourceBuilder
from addepar_client.batch.rows.table import DONE, REFUSED, UNKNOWN, UNTRIED, FailureFile, Row, Table
from addepar_core.errors.statuses import ConflictError, NotFoundError, ValidationError
from addepar_core.flow.batches import Batch
from addepar_core.models.interop import FieldsView
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches.items import FATAL
from addepar_core.operations.batches.results import ByState
from addepar_core.operations.definitions import Operation

MOST = 500
_OF_ROWS = (ValidationError, NotFoundError, ConflictError)  # a request is refused as a whole, maybe for some rows
_WITH_CUSTOM = ("positions",)  # the resources whose custom attributes can be written


def operation_of(resource: str, verb: str) -> Operation:
    """The operation that creates, updates or deletes most records of a resource at once."""
    return OPERATIONS.get(f"{resource}_{verb}_many") or OPERATIONS[f"{resource}_{verb}"]


@dataclass(eq=False, repr=False)
class BulkResult(ByState[Row], FieldsView):
    """The result of a bulk load. Each row is a ``Row`` with its number, state and errors.

    Attributes:
        rows: all rows.
        records: the API's records for the rows that are done.
        held: rows of a failures file that were not sent, because an earlier load may have carried them out.
    """

    rows: list[Row]
    records: list[Any] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    exceptions: list[tuple[list[Row], Exception]] = field(default_factory=list)

    @property
    def succeeded(self) -> list[Row]:
        """The rows that are done."""
        return self._that_are(DONE)

    @property
    def failed(self) -> list[Row]:
        """The rows that were refused; ``row.errors`` says why. They were not carried out."""
        return self._that_are(REFUSED)

    @property
    def unknown(self) -> list[Row]:
        """The rows that may have been carried out. Check what exists before you send them again."""
        return self._that_are(UNKNOWN)

    @property
    def untried(self) -> list[Row]:
        """The rows that were not sent, because an earlier error, such as a wrong key, affects all rows."""
        return self._that_are(UNTRIED)

    @property
    def ok(self) -> bool:
        """Whether every row is done."""
        return all(row.state == DONE for row in self.rows)

    def _items(self) -> list[Row]:
        return self.rows


OnRows = Callable[[BulkResult], object]
Pair = tuple[Row, dict[str, Any]]


class Plan:
    """The requests of a bulk load.

    Args:
        operation: what to do with the rows.
        table: the rows.
        batch_size: rows in one request.
        resend_unknown: whether rows are sent that an earlier load may have carried out.
        ignore: columns to leave out.
        blank_removes: whether a blank cell removes the value.

    Raises:
        InputError: ``faults`` lists every fault, with the number of the row and the name of the column.
    """

    def __init__(
        self, operation: Operation, table: Table, batch_size: int, resend_unknown: bool, ignore: Sequence[str] | str,
        blank_removes: bool = False,
    ) -> None:  # fmt: skip
        ignored = [
            name.strip() for name in inputs.texts("ignore", ignore.split(",") if isinstance(ignore, str) else ignore)
        ]
        self.operation, self.table = operation, table
        self.size = batch_size if operation.body else 1
        pairs = ResourceBuilder(operation, operation.tag in _WITH_CUSTOM, blank_removes, ignored).all_of(table)
        self.held = [row for row, _ in pairs if row.state == UNKNOWN and not resend_unknown]
        self.pairs = [pair for pair in pairs if pair[0] not in self.held]

    def requests(self) -> list[dict[str, Any]]:
        """Every request, without sending it."""
        found = []
        for start in range(0, len(self.pairs), self.size):
            arguments, document = self.request(self.pairs[start : start + self.size])
            address = {"method": self.operation.method, "path": self.operation.path.format(**arguments)}
            found.append(address | ({"body": document} if document else {}))
        return found

    def request(self, pairs: Sequence[Pair]) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """The arguments and the body of the request for some rows."""
        if self.operation.body:
            return {}, {"data": [resource for _, resource in pairs]}
        return {self.operation.parameters[0].name: pairs[0][1]["id"]}, None


def load(caller: Any, plan: Plan, failures: Any, split_requests: int, on_progress: OnRows | None) -> Batch[BulkResult]:
    """Send the rows of a plan; see ``Positions.bulk_create``."""
    inputs.plain_callback("on_progress", on_progress)
    return _Load(caller, plan, FailureFile(plan.table, failures), split_requests, on_progress).run()


class _Load:
    def __init__(self, caller: Any, plan: Plan, file: FailureFile, splits: int, on_progress: OnRows | None) -> None:
        self._caller, self._plan, self._file, self._splits = caller, plan, file, splits
        self._result = BulkResult(plan.table.rows, held=plan.held)
        self._pending, self._over, self._on_progress = deque(plan.pairs), False, on_progress

    def run(self) -> Batch[BulkResult]:
        self._file.mark([row for row, _ in self._pending], UNTRIED, save=False)
        while self._pending and not self._over:
            size = min(self._plan.size, len(self._pending))
            batch = [self._pending.popleft() for _ in range(size)]
            error = yield from self._sent(batch)
            if error is not None:
                yield from self._found(batch, error)
        return self._result

    def _sent(self, pairs: Sequence[Pair]) -> Batch[Exception | None]:
        """Send rows. Returns the error if all were refused because of single ones."""
        rows = [row for row, _ in pairs]
        arguments, document = self._plan.request(pairs)
        self._file.mark(rows, UNKNOWN, ["interrupted while being sent"])  # if the process is killed now
        try:
            answer = yield self._caller.one(self._plan.operation, arguments, document)
        except Exception as error:  # noqa: BLE001 - kept in the result, whatever it is
            if isinstance(error, _OF_ROWS) and not error.outcome_unknown and len(pairs) > 1 and self._splits > 0:
                self._file.mark(rows, UNTRIED, [f"refused together with others: {error}"])
                return error
            self._give_up(rows, error)
            return None
        if answer is not None:  # as many as were sent, and in that order; none if there is nothing to say
            for row, record in zip(rows, answer, strict=True):
                row.record = record
            self._result.records += answer
        self._file.mark(rows, DONE)
        self._report_progress()
        return None

    def _found(self, suspects: Sequence[Pair], error: Exception) -> Batch[None]:
        """Find one row that caused the refusal. Rows that are no longer suspected go into later batches.

        One bad row therefore costs one request per halving of the batch, plus one. No row is considered bad until it
        was refused alone.
        """
        while len(suspects) > 1 and self._splits > 0:
            half, rest = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
            self._splits -= 1
            refused = yield from self._sent(half)
            if refused is not None:
                self._again(rest)
                suspects, error = half, refused
            elif all(row.state == DONE for row, _ in half):
                suspects = rest
            else:
                return self._again(rest)
        if len(suspects) > 1:
            return self._give_up([row for row, _ in suspects], error)
        yield from self._sent(suspects)
        return None

    def _again(self, pairs: Sequence[Pair]) -> None:
        self._file.mark([row for row, _ in pairs], UNTRIED)
        self._pending.extendleft(reversed(pairs))

    def _give_up(self, rows: Sequence[Row], error: Exception) -> None:
        unknown = bool(getattr(error, "outcome_unknown", False))
        self._over = self._over or isinstance(error, FATAL)
        self._file.mark(rows, UNKNOWN if unknown else REFUSED, [str(error)])
        self._result.exceptions.append((list(rows), error))
        self._report_progress()

    def _report_progress(self) -> None:
        if self._on_progress is not None:
            self._on_progress(self._result)
