"""Create, change or delete many records from a file: options and messages around ``client.positions.bulk_create``."""

import re
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count

_SHOWN = 10


@dataclass(frozen=True)
class BulkOperation:
    """One way to change many records.

    Attributes:
        resource: the client's attribute, such as "positions".
        verb: create, update or delete.
        columns: what a table of the results shows.
        look: how to find out whether rows with an unknown outcome were carried out.
    """

    resource: str
    verb: str
    columns: Sequence[str]
    look: str


@dataclass(frozen=True)
class BulkOptions:
    """The options of a bulk load."""

    file: str | None
    values: Mapping[str, str]
    failures: Path | None
    batch: int
    dry_run: bool
    resend_unknown: bool
    ignore: str
    blank_removes: bool = False
    ids: Sequence[str] = ()
    delimiter: str | None = None
    encoding: str | None = None


def bulk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every bulk load. ``BulkOptions(**options)`` turns them into one argument."""
    for option in reversed(
        (
            click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing."),
            click.option(
                "--failures",
                metavar="FILE",
                callback=_new_file,
                help="Write the rows that are not known to be done to this file. Correct it and pass it back.",
            ),
            click.option("--batch", type=Count(1, 500), default=100, show_default=True, help="Rows a request."),
            click.option("--resend-unknown", is_flag=True, help="Send rows again whose outcome is unknown."),
            click.option("--ignore", metavar="A,B,...", default="", help="Columns to leave out."),
            click.option("--delimiter", metavar="CHAR", callback=_character, help="What separates cells; else found."),
            click.option("--encoding", metavar="NAME", help="Encoding of FILE, such as cp1252; else found, or UTF-8."),
        )
    ):
        command = option(command)
    return command


def _new_file(ctx: click.Context, option: click.Parameter, value: str | None) -> Path | None:
    if value == "-":
        raise click.BadParameter("- is standard output, which holds results; pass the name of a file.", ctx, option)
    return None if value is None else Path(value)


def _character(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    named = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}
    value = named.get(value or "", value)
    if value is not None and len(value) != 1:
        raise click.BadParameter(f"{value!r} is not one character, such as ; or tab.", ctx=ctx, param=option)
    return value


def _values(ctx: click.Context, option: click.Parameter, assignments: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for assignment in assignments:
        name, mark, value = assignment.partition("=")
        if not mark or not name or name in cells:
            raise click.BadParameter(f"{assignment!r}: write NAME=VALUE, with each name once.", ctx=ctx, param=option)
        cells[name] = value
    return cells


values_option = click.option(
    "-s", "--set", "values", metavar="NAME=VALUE", multiple=True, callback=_values, help="A value of the record."
)
blank_option = click.option(
    "--blank-removes", is_flag=True, help="A blank cell removes the value, if the API allows it."
)


def load_update(app: App, change: BulkOperation, words: Sequence[str], options: dict[str, Any]) -> None:
    """Change the records of these ids by ``--set``, or those of a FILE of rows, whichever the words are."""
    if options["values"] and words:
        if "id" in options["values"]:
            raise click.UsageError("--set id: the record is named by the ID already.")
        if file := next((word for word in words if word == "-" or Path(word).is_file()), None):
            raise click.UsageError(f"{file!r} is a FILE of rows: pass it without --set, or pass each ID with --set.")
        return load(app, change, BulkOptions(**options, ids=words, file=None))
    if len(words) > 1:
        raise click.UsageError("pass one FILE of rows, or each ID with what to change: --set NAME=VALUE.")
    file = words[0] if words else None
    if file is not None and re.fullmatch(r"[\w-]+", file) and file != "-" and not Path(file).exists():
        raise click.UsageError(f"there is no file {file!r}; to change the record {file}, add --set NAME=VALUE.")
    return load(app, change, BulkOptions(**options, file=file))


def load(app: App, change: BulkOperation, options: BulkOptions, confirmed: Callable[[int], None] | None = None) -> None:
    """Send rows from a file or from options.

    Args:
        app: the run.
        change: what to do with them.
        options: the options.
        confirmed: called with the number of rows before anything is sent; raises to prevent that.
    """
    from addepar_cli.app.errors import FAILED, PARTLY, CommandExit
    from addepar_client.batch.rows.table import FailureFile

    plan = _plan(app, change, options)
    held = plan.held
    if options.dry_run:
        _show(app, plan)
    elif plan.pairs:
        FailureFile(plan.table, options.failures)  # refuses an existing file before the question is asked
        if confirmed is not None:
            confirmed(len(plan.pairs))
        _send(app, change, plan.table, options)
    if held:
        app.warning(f"held back {_named(held)}: the outcome is unknown; {change.look}, then add --resend-unknown")
        raise CommandExit(PARTLY if plan.pairs and not options.dry_run else FAILED)


def _plan(app: App, change: BulkOperation, options: BulkOptions) -> Any:
    from addepar_cli.app.errors import line_of
    from addepar_client.batch.rows.bulk import Plan, operation_of
    from addepar_client.errors import InputError

    table = _table(change, options)
    try:
        return Plan(
            operation_of(change.resource, change.verb), table, options.batch, options.resend_unknown, options.ignore,
            options.blank_removes,
        )  # fmt: skip
    except InputError as error:
        for fault in error.faults[:_SHOWN]:
            app.warn_of(
                "the rows" if fault.row is None else f"row {fault.row}",
                line_of(InputError.of([fault._replace(row=None)])),
            )
        more = f", {len(error.faults) - _SHOWN} of them not shown" if len(error.faults) > _SHOWN else ""
        raise click.UsageError(f"{len(error.faults)} to correct{more}; nothing was sent.") from None


def _table(change: BulkOperation, options: BulkOptions) -> Any:
    from addepar_client.batch.rows.table import Row, Table, parsed_table, table_of

    if options.file and (options.ids or options.values):
        raise click.UsageError("pass either a FILE of rows, or the values of a single record.")
    if options.ids:
        rows = [Row(number, {"id": each, **options.values}) for number, each in enumerate(options.ids, 1)]
        return Table(rows, is_csv=True)
    if options.file == "-":
        return parsed_table(sys.stdin.buffer.read(), "standard input", None, options.encoding, options.delimiter)
    if options.file:
        return table_of(options.file, encoding=options.encoding, delimiter=options.delimiter)
    if not options.values:
        ids = ", or ids" if change.verb != "create" else ""
        raise click.UsageError(f"pass a FILE of rows, - for standard input{ids}.")
    return Table([Row(1, dict(options.values))], is_csv=True)


def _show(app: App, plan: Any) -> None:
    """Print every request without sending it."""
    requests = plan.requests()
    if app.out.on_terminal and "format" not in app.options:
        app.out.format = "json"
    app.out.rows(requests)
    app.info(f"rows: {len(plan.pairs)}, requests: {len(requests)}; nothing was sent")


def _send(app: App, change: BulkOperation, table: Any, options: BulkOptions) -> None:
    import asyncio

    from addepar_cli.app.errors import CommandExit

    app.continue_hint = _advice(options)
    so_far: list[Any] = []  # the result after the last request; survives an interruption
    tried = [row for row in table.rows if options.resend_unknown or row.state != "unknown"]

    async def run() -> None:
        async with app.async_client() as client:
            bulk = getattr(getattr(client, change.resource), f"bulk_{change.verb}")
            more = {"blank_removes": True} if options.blank_removes else {}
            with app.progress.items(f"{change.verb}d", len(tried)) as counted:

                def on_progress(result: Any) -> None:
                    so_far[:] = [result]
                    counted.count(sum(row.state != "not tried" for row in tried))

                so_far[:] = [
                    await bulk(
                        table,
                        batch_size=options.batch,
                        failures=options.failures,
                        resend_unknown=options.resend_unknown,
                        ignore=options.ignore,
                        on_progress=on_progress,
                        **more,
                    )
                ]

    try:
        asyncio.run(run())
        _conclude(app, change, tried, so_far)
    except KeyboardInterrupt:
        _conclude(app, change, tried, so_far, interrupted=True)
        raise
    except CommandExit:
        app.info(f"to continue: {app.continue_hint}")
        raise
    finally:
        if unknown := [row for row in tried if row.state == "unknown"]:
            app.warning(f"it is not known whether {_named(unknown)} took effect: {change.look}")


def _conclude(app: App, change: BulkOperation, tried: list[Any], so_far: list[Any], interrupted: bool = False) -> None:
    """Print the records, and a summary of the rows."""
    from addepar_cli.app.errors import PARTLY, CommandExit, common_code, line_of, trace_of

    records = so_far[0].records if so_far else []
    if records:
        app.out.rows(records, change.columns)
    failed = so_far[0].exceptions if so_far else []
    for rows, error in failed:
        app.warn_of(_named(rows), line_of(error))
        if app.debugging:
            app.debug(trace_of(error))
    words = {
        "done": f"{change.verb}d", "refused": "failed", "unknown": "unknown whether done", "not tried": "not tried"
    }  # fmt: skip
    counts = {word: sum(row.state == state for row in tried) for state, word in words.items()}
    if interrupted:
        counts = {"interrupted" if word == words["unknown"] else word: count for word, count in counts.items()}
    parts = [f"{count} {word}" for word, count in counts.items() if count or word == words["done"]]
    if len(tried) > 1 or not records:  # otherwise the record is summary enough
        app.info(", ".join(parts))
    if failed and not interrupted:
        done = any(row.state == "done" for row in tried)
        raise CommandExit(PARTLY if done else common_code(error for _, error in failed))


def _advice(options: BulkOptions) -> str:
    if options.failures is not None:
        file = shlex.quote(str(options.failures))
        return f"{file} contains the remaining rows; correct it if necessary, and pass it instead of the original file"
    return "run the command again with the remaining rows; --failures FILE would have kept them in a file"


def _named(rows: Sequence[Any]) -> str:
    """The numbers of rows as text: "rows 2-101, 103"."""
    ranges: list[list[int]] = []
    for number in sorted(row.number for row in rows):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    text = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
    return f"row{'s' * (len(rows) > 1)} {text}"
