"""Create, change or delete many records from a file, in batches, and keep the records that failed.

A batch without a response may have been carried out. Its rows are kept apart from those that were refused, and
never sent again unless the user asks for it.
"""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.rows import REFUSED, UNKNOWN, UNTRIED, FailureFile, Row, Sheet, read_sheet

_SHOWN = 10
_INTERRUPTED = "interrupted while it was being sent"


@dataclass(frozen=True)
class BulkOperation:
    """One way to change many records.

    Attributes:
        operation: the operation that does it, such as ``positions_update_many``.
        model: the model of what is sent for one row, such as ``PositionUpdate``; None where the operation takes one
            id, and no body.
        done: the word for what was done, such as "updated".
        columns: what a table of the results shows.
        look: how to find out whether rows of an unknown outcome went.
        custom: whether custom attributes may be among the columns.
    """

    operation: str
    model: str | None
    done: str
    columns: Sequence[str]
    look: str
    custom: bool = False


@dataclass(frozen=True)
class BulkOptions:
    """What the options of a bulk load say."""

    file: str | None
    values: Sequence[str]
    failures: Path | None
    batch: int
    dry_run: bool
    resend_unknown: bool
    ignore: str
    blank_removes: bool = False
    ids: Sequence[str] = ()


def bulk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every bulk load; they become one argument ``options`` by ``BulkOptions(**options)``."""
    for option in reversed(
        (
            click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing."),
            click.option(
                "--failures",
                metavar="FILE",
                type=click.Path(path_type=Path),
                help="Keep the rows that are not known to be done here; can be fed back.",
            ),
            click.option(
                "--batch", type=click.IntRange(1, 500), default=100, show_default=True, help="Rows a request."
            ),
            click.option("--resend-unknown", is_flag=True, help="Send rows again whose outcome is unknown."),
            click.option("--ignore", metavar="A,B,...", default="", help="Columns to leave out."),
        )
    ):
        command = option(command)
    return command


values_option = click.option(
    "-s", "--set", "values", metavar="NAME=VALUE", multiple=True, help="A value of one record, in place of a FILE."
)
blank_option = click.option("--blank-removes", is_flag=True, help="A blank cell removes the value, where it may.")


def load(app: App, change: BulkOperation, options: BulkOptions, confirmed: Callable[[int], None] | None = None) -> None:
    """Send the rows that were given.

    Args:
        app: the run.
        change: what to do with them.
        options: the options.
        confirmed: called with the number of rows before anything is sent; raises where they must not be.
    """
    sheet = _sheet(options)
    pairs = _resources(app, sheet, change, options)
    held = [row for row, _ in pairs if row.outcome == UNKNOWN and not options.resend_unknown]
    wanted = [pair for pair in pairs if pair[0] not in held]
    size = options.batch if change.model else 1
    batches = [Batch(wanted[start : start + size]) for start in range(0, len(wanted), size)]
    if options.dry_run:
        _show(app, change, batches)
    elif batches:
        _check_failures(options.failures)
        if confirmed is not None:
            confirmed(sum(len(batch.rows) for batch in batches))
        _send(app, change, batches, FailureFile(sheet, options.failures), options)
    if held:
        from addepar_cli.app.errors import FAILED, PARTLY, CommandExit

        app.warning(f"held back {_named(held)}, whose outcome is unknown; {change.look}, then add --resend-unknown")
        raise CommandExit(PARTLY if batches and not options.dry_run else FAILED)


class Batch:
    """Rows that are sent together, and what is sent for each."""

    def __init__(self, pairs: Sequence[tuple[Row, dict[str, Any]]]) -> None:
        self.rows = [row for row, _ in pairs]
        self.resources = [resource for _, resource in pairs]

    def document(self) -> dict[str, Any]:
        """The body of the request."""
        return {"data": self.resources}


def _sheet(options: BulkOptions) -> Sheet:
    if sum(map(bool, (options.ids, options.file, options.values))) > 1:
        raise click.UsageError("give either a FILE of rows, or what a single record needs.")
    if options.ids:
        return Sheet([Row(number, {"id": each}) for number, each in enumerate(options.ids, 1)], is_csv=True)
    if options.file:
        return read_sheet(options.file)
    if not options.values:
        raise click.UsageError("give a FILE of rows; - is standard input.")
    cells: dict[str, str] = {}
    for assignment in options.values:
        name, mark, value = assignment.partition("=")
        if not mark or not name or name in cells:
            raise click.UsageError(f"--set {assignment!r}: give each name once, as NAME=VALUE.")
        cells[name] = value
    return Sheet([Row(1, cells)], is_csv=True)


def _resources(app: App, sheet: Sheet, change: BulkOperation, options: BulkOptions) -> list[tuple[Row, dict[str, Any]]]:
    from addepar_cli.batch.schema import BadRows, ResourceBuilder

    builder = ResourceBuilder(
        change.model, change.custom, options.blank_removes, [name.strip() for name in options.ignore.split(",")]
    )
    try:
        return builder.all_of(sheet)
    except BadRows as bad:
        for wrong in bad.wrong[:_SHOWN]:
            place, _, problem = wrong.partition(", ")
            app.warn_of(place, problem)
        more = f", {len(bad.wrong) - _SHOWN} of them not shown" if len(bad.wrong) > _SHOWN else ""
        raise click.UsageError(f"{len(bad.wrong)} to correct{more}; nothing was sent.") from None


def _show(app: App, change: BulkOperation, batches: Sequence[Batch]) -> None:
    """Every request as it would be sent."""
    from addepar_api.operations import OPERATIONS

    operation = OPERATIONS[change.operation]
    requests: list[dict[str, Any]] = []
    for batch in batches:
        if change.model:
            requests.append({"method": operation.method, "path": operation.path, "body": batch.document()})
        else:
            path = operation.path.format(**{operation.parameters[0].name: batch.resources[0]["id"]})
            requests.append({"method": operation.method, "path": path})
    if app.out.on_terminal and "format" not in app.options:
        app.out.format = "json"
    app.out.rows(requests)
    rows = sum(len(batch.rows) for batch in batches)
    app.info(f"rows: {rows}, requests: {len(batches)}; nothing was sent")


def _check_failures(path: Path | None) -> None:
    if path is not None and path.exists():
        raise click.UsageError(f"{str(path)!r} exists; give --failures another name, or delete it. Nothing was sent.")


def _send(
    app: App, change: BulkOperation, batches: Sequence[Batch], failures: FailureFile, options: BulkOptions
) -> None:
    from addepar_api.operations import OPERATIONS
    from addepar_cli.app.errors import CommandExit, line_of
    from addepar_cli.batch.runner import DONE, Outcome, run_many

    operation = OPERATIONS[change.operation]
    method = operation.id.removeprefix(f"{operation.tag}_")
    for batch in batches:
        failures.mark(batch.rows, UNTRIED, save=False)

    async def send(client: Any, batch: Batch, _: Any) -> Any:
        call = getattr(getattr(client, operation.tag), method)
        failures.mark(batch.rows, UNKNOWN, _INTERRUPTED)  # true from now on, if the process is killed
        try:
            answer = await call(batch.document() if change.model else batch.resources[0]["id"])
        except Exception as error:
            failures.mark(batch.rows, UNKNOWN if getattr(error, "outcome_unknown", False) else REFUSED, line_of(error))
            raise
        failures.done(batch.rows)
        return answer

    def show(outcomes: list[Outcome]) -> None:
        if records := [row for outcome in outcomes if outcome.state == DONE for row in outcome.result or ()]:
            app.out.rows(records, change.columns)

    app.to_go_on = _advice(options)
    try:
        run_many(
            app,
            batches,
            send,
            name=lambda batch: _named(batch.rows),
            done=change.done,
            at_once=1,  # so that no more than one batch is of unknown outcome
            at_end=show,
            count=lambda batch: len(batch.rows),
            writes=True,
        )
    except CommandExit:
        app.info(f"to go on: {app.to_go_on}")
        raise
    finally:
        tried = {row.number for batch in batches for row in batch.rows}
        if unknown := [row for row in failures.rows if row.outcome == UNKNOWN and row.number in tried]:
            app.warning(f"it is not known whether {_named(unknown)} went: {change.look}")


def _advice(options: BulkOptions) -> str:
    if options.failures is not None:
        kept = shlex.quote(str(options.failures))
        return f"{kept} holds what is left; correct it where needed, and give it in place of the file"
    return "run it again with the rows that are left; with --failures FILE they are written to a file"


def _named(rows: Sequence[Row]) -> str:
    """Rows by their numbers: "rows 2-101, 103"."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row.number == ranges[-1][1] + 1:
            ranges[-1][1] = row.number
        else:
            ranges.append([row.number, row.number])
    text = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
    return f"row{'s' * (len(rows) > 1)} {text}"
