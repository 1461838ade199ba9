"""``addepar positions``: ownership, who owns what."""

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
from addepar_cli.commands.records import limit_option, show_list, show_records

COLUMNS = (
    "id",
    "name",
    "owner",
    "owned",
    "incepting_open_position_date",
    "incepting_open_position_value",
    "incepting_open_position_ownership_percentage",
)

_LOOK = "check with `addepar positions ls --created-after DAY`, and compare owner and owned"
_LOOK_AGAIN = "check with `addepar positions get ID`"
CREATE = BulkOperation("positions", "create", COLUMNS, _LOOK)
UPDATE = BulkOperation("positions", "update", COLUMNS, _LOOK_AGAIN)
DELETE = BulkOperation("positions", "delete", COLUMNS, _LOOK_AGAIN)

main = Group("positions", help="Positions: the links between owners and what they own.")


@main.command(
    "ls",
    examples=[
        "addepar positions ls",
        "addepar positions ls --created-after 2024-01-01 --csv > positions.csv",
        "addepar positions ls --limit 10 --json",
    ],
)
@click.option("--created-after", metavar="DAY", help="Created on this day or later, such as 2024-01-31.")
@click.option("--created-before", metavar="DAY", help="Created on this day or earlier.")
@click.option("--modified-after", metavar="DAY", help="Changed on this day or later.")
@click.option("--modified-before", metavar="DAY", help="Changed on this day or earlier.")
@click.option("--fields", metavar="A,B,...", help="Attributes to fetch; all others are left out.")
@limit_option
@takes_app
def ls(app: App, /, **arguments: Any) -> None:
    """List positions."""
    show_list(app, "positions", COLUMNS, arguments)


@main.command("get", examples=["addepar positions get 13", "addepar positions get 13 14 --csv"])
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show positions by id."""
    show_records(app, "positions", COLUMNS, ids)


@main.command(
    "create",
    examples=[
        "addepar positions create -s owner_id=22 -s owned_id=34 -s name=Ours",
        "addepar positions create positions.csv --dry-run",
        "addepar positions create positions.csv --failures left.csv",
        """printf '{"owner_id": 22, "owned_id": 34}' | addepar positions create -""",
    ],
)
@click.argument("file", metavar="[FILE]", required=False)
@values_option
@bulk_options
@takes_app
def create(app: App, /, **options: Any) -> None:
    """Create positions from a FILE of rows, or a single one.

    FILE is CSV, JSON lines or a JSON array; - is standard input. The columns owner_id and owned_id are required.
    Others are name, display_name, incepting_open_position_date, incepting_open_position_value,
    incepting_open_position_ownership_percentage (1.0 is 100 percent) and custom attributes (_custom_NAME_ID).

    All rows are checked before anything is sent. Blank cells are left out.
    """
    load(app, CREATE, BulkOptions(**options))


@main.command(
    "update",
    examples=[
        "addepar positions update 13 --set display_name=Robert",
        "addepar positions update changes.csv --dry-run",
        "addepar positions update changes.csv --failures left.csv",
    ],
)
@click.argument("words", metavar="[ID...|FILE]", nargs=-1)
@values_option
@blank_option
@bulk_options
@takes_app
def update(app: App, /, words: tuple[str, ...], **options: Any) -> None:
    """Change positions by id with --set, or from a FILE of rows.

    In a FILE, the column id is required. The other columns are those of `positions create`; include only what you want
    to change. A blank cell changes nothing. You cannot change owner or owned; a FILE may include them with their
    current values.
    """
    load_update(app, UPDATE, words, options)


@main.command(
    "delete",
    examples=[
        "addepar positions delete 13 14 --yes",
        "addepar positions delete --file changes.csv --ignore display_name --dry-run",
    ],
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--file", metavar="FILE", help="File with a column id; - is standard input.")
@yes_option
@bulk_options
@takes_app
def delete(app: App, /, yes: bool, **options: Any) -> None:
    """Delete positions permanently, by id or from a file."""

    def confirmed(count: int) -> None:
        app.confirm(f"Delete {count} position{'s' * (count != 1)} permanently?", yes)

    load(app, DELETE, BulkOptions(values={}, **options), confirmed)
