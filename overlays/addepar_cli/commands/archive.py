"""``addepar archive``: files that were deleted and are archived."""

from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Group, takes_app
from addepar_cli.commands.files import download_from, download_options, filter_options, ids_argument
from addepar_cli.commands.records import limit_option, show_list, show_records

COLUMNS = ("id", "name", "bytes", "content_type", "created_at", "deleted_at")

main = Group("archive", help="Archived files: files that `files rm` has archived.")


@main.command("ls", examples=["addepar archive ls", "addepar archive ls --entity 22 --csv"])
@filter_options
@limit_option
@takes_app
def ls(app: App, /, **arguments: Any) -> None:
    """List archived files."""
    show_list(app, "archived_files", COLUMNS, arguments)


@main.command("get", examples=["addepar archive get 319"])
@ids_argument
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show the records of archived files by id."""
    show_records(app, "archived_files", COLUMNS, ids)


@main.command("download", examples=["addepar archive download 319 -o archived/"])
@click.argument("ids", metavar="[ID...]", nargs=-1)
@download_options
@takes_app
def download(app: App, /, ids: tuple[str, ...], **options: Any) -> None:
    """Download archived files by id or by filters, like `files download`."""
    download_from(app, "archived_files", ids, options)
