"""``addepar snapshots``: the value of holdings on a date."""

from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Group, takes_app, yes_option
from addepar_cli.batch.loader import (
    BulkOperation,
    BulkOptions,
    blank_option,
    bulk_options,
    load,
    load_update,
    values_option,
)
from addepar_cli.commands.records import show_records

COLUMNS = ("id", "type", "trade_date", "amount", "currency", "units", "owner", "owned", "position", "comment")
_LOOK = "snapshots have no list; check with `addepar jobs run-query`, and compare owner, owned and trade_date"
_LOOK_AGAIN = "check with `addepar snapshots get ID`"
CREATE = BulkOperation("snapshots", "create", COLUMNS, _LOOK)
UPDATE = BulkOperation("snapshots", "update", COLUMNS, _LOOK_AGAIN)
DELETE = BulkOperation("snapshots", "delete", COLUMNS, _LOOK_AGAIN)

main = Group(
    "snapshots",
    help="""Snapshots and valuations: what holdings were worth on a date.

    The API has no list of them: their ids come from views and queries (`addepar jobs run-view`, `run-query`).
    """,
)


@main.command("get", examples=["addepar snapshots get 37483253353524", "addepar snapshots get 1968 344671144893 --csv"])
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show snapshots by id."""
    show_records(app, "snapshots", COLUMNS, ids)


@main.command(
    "create",
    examples=[
        "addepar snapshots create snapshots.csv --dry-run",
        "addepar snapshots create snapshots.csv --failures left.csv",
        "addepar snapshots create -s type=valuation -s owner_id=22 -s owned_id=34 -s trade_date=2024-03-31 "
        "-s amount=1250000.50 -s currency=USD",
    ],
)
@click.argument("file", metavar="[FILE]", required=False)
@values_option
@bulk_options
@takes_app
def create(app: App, /, **options: Any) -> None:
    """Create snapshots and valuations from a FILE of rows, or a single one.

    FILE is CSV, JSON lines or a JSON array; - is standard input. The columns owner_id, owned_id, type (snapshot or
    valuation), trade_date, amount and currency are required, and units for a snapshot. Others are price_factor,
    accrued_income_per_unit and comment.

    All rows are checked before anything is sent. Blank cells are left out.
    """
    load(app, CREATE, BulkOptions(**options))


@main.command(
    "update",
    examples=[
        "addepar snapshots update 37483253353524 --set comment=Audited",
        "addepar snapshots update 37483253353524 --set comment= --blank-removes --dry-run",
    ],
)
@click.argument("words", metavar="[ID...|FILE]", nargs=-1)
@values_option
@blank_option
@bulk_options
@takes_app
def update(app: App, /, words: tuple[str, ...], **options: Any) -> None:
    """Change snapshots by id with --set, or from a FILE of rows.

    In a FILE, the column id is required. The columns that you can change are amount, currency, units, price_factor,
    accrued_income_per_unit and comment. A blank cell changes nothing. You cannot change trade_date; a FILE may include
    it with its current value. To change it, delete the snapshot and create another.
    """
    load_update(app, UPDATE, words, options)


@main.command("delete", examples=["addepar snapshots delete 1968 --yes"])
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--file", metavar="FILE", help="File with a column id; - is standard input.")
@yes_option
@bulk_options
@takes_app
def delete(app: App, /, yes: bool, **options: Any) -> None:
    """Delete snapshots permanently, by id or from a file, with one request each."""

    def confirmed(count: int) -> None:
        app.confirm(f"Delete {count} snapshot{'s' * (count != 1)} permanently?", yes)

    load(app, DELETE, BulkOptions(values={}, **options), confirmed)
