"""``addepar reports``: finished report runs, each a ZIP of PDFs."""

from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Group, Timestamp, combine_options, period_options, takes_app
from addepar_cli.commands.files import at_once_option, ids_argument, to_options
from addepar_cli.commands.records import limit_option, show_list, show_records

COLUMNS = ("id", "report_name", "status", "completed_at", "job_type")

main = Group("reports", help="Reports: finished runs, each of which is one ZIP of PDFs.")

_portfolio_options = combine_options(
    click.option("--entity", "entity_id", metavar="ID", help="Runs that cover this entity."),
    click.option("--group", "group_id", metavar="ID", help="Runs that cover this group."),
)
_filter_options = combine_options(
    period_options("completed"),
    click.option("--status", metavar="A,B", help="Status: FINISHED, ERROR or CANCELED."),
    _portfolio_options,
)


@main.command(
    "ls",
    examples=[
        "addepar reports ls",
        "addepar reports ls --status FINISHED --entity 21",
        "addepar reports ls --completed-after 2021-02-14 --csv",
    ],
)
@_filter_options
@limit_option
@takes_app
def ls(app: App, /, **arguments: Any) -> None:
    """List finished report runs, the latest first."""
    show_list(app, "generated_reports", COLUMNS, arguments)


@main.command("get", examples=["addepar reports get ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"])
@ids_argument
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show runs by id: which portfolios got a PDF, and which did not."""
    show_records(app, "generated_reports", COLUMNS, ids)


@main.command(
    "download",
    examples=[
        "addepar reports download ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN -o report.zip",
        "addepar reports download --status FINISHED --completed-after 2021-02-14 -o reports/",
    ],
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@_filter_options
@to_options
@at_once_option
@takes_app
def download(app: App, /, ids: tuple[str, ...], to: str, overwrite: bool, at_once: int, **filters: Any) -> None:
    """Download the ZIP files of runs by id or by filters. Existing files are skipped.

    In a folder, each name consists of the day, the report and the id of the run. `reports sync` unpacks them and
    records which were fetched.
    """
    from addepar_cli.documents.report_download import download as fetch

    fetch(app, ids, filters, to, overwrite, at_once)


@main.command(
    "sync",
    examples=[
        "addepar reports sync reports/ --since 2021-02-14",
        "addepar reports sync reports/ --since 2021-02-01 --unzip",
    ],
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--since", type=Timestamp(), metavar="DAY|TIME", help="Completed on this day (UTC) or later; all by default."
)
@click.option("--status", default="FINISHED,ERROR", show_default=True, metavar="A,B", help="Status of the runs.")
@_portfolio_options
@click.option("--unzip", is_flag=True, help="Unpack each ZIP safely into a folder, and delete the ZIP.")
@at_once_option
@takes_app
def sync(
    app: App, /, folder: Path, since: str | None, status: str, unzip: bool, at_once: int, **portfolio: Any
) -> None:
    """Fetch every finished run into a folder, once. Run it as often as you like, by hand or from cron.

    .addepar-reports.json in the folder records what was fetched, so you can move files away. If the command is
    interrupted or killed, the next run continues. A run that ended as ERROR lacks the PDFs of some portfolios; the
    command names them.
    """
    from addepar_cli.documents.report_sync import sync as fetch_all

    statuses = tuple(word.strip() for word in status.split(",") if word.strip())
    fetch_all(app, folder, since, portfolio, statuses, unzip, at_once)
