"""``addepar jobs``: exports of portfolio data that run on the server."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count, Duration, Group, combine_options, takes_app, yes_option
from addepar_cli.commands.records import limit_option, show_list, show_records

if TYPE_CHECKING:
    from addepar_cli.exports.job_requests import JobRunOptions

COLUMNS = ("id", "status", "percent_complete", "job_type", "started_at", "completed_at", "parameters")
_OUTPUTS = ("csv", "tsv", "xlsx", "json")
_DAY = click.DateTime(["%Y-%m-%d"])

main = Group("jobs", help="Jobs: exports of portfolio data that run on the server for seconds or hours.")


_to = click.option("-o", "--output", "to", metavar="DIR|FILE", help="Where the result goes; - is standard output.")
_overwrite = click.option("--overwrite", is_flag=True, help="Replace existing files.")
_wait_options = combine_options(
    _to,
    _overwrite,
    click.option("--max-wait", type=Duration(min=0), metavar="SECONDS", help="Longest wait; the default is 4 hours."),
    click.option("--cancel-on-interrupt", "cancel", is_flag=True, help="Ctrl-C cancels the job on the server."),
)
_run_options = combine_options(
    click.option(
        "--portfolio", "named", metavar="TYPE:ID", multiple=True, help="For example entity:22, group:7 or firm."
    ),
    click.option(
        "--portfolios", "listed", metavar="FILE", help="File with one portfolio per line; - is standard input."
    ),
    click.option("--start-date", "first", type=_DAY, metavar="DAY", help="First day, such as 2024-01-01."),
    click.option("--end-date", "last", type=_DAY, metavar="DAY", help="Last day."),
    _wait_options,
    click.option("--at-once", type=Count(1), default=20, show_default=True, help="Number of jobs at the same time."),
    click.option("--detach", is_flag=True, help="Print the id and do not wait."),
)


def _job_run_options(options: dict[str, Any]) -> "JobRunOptions":
    """Remove the options that all runs have in common from ``options``, and return them."""
    from addepar_cli.exports.job_requests import JobRunOptions

    first, last = (options.pop(name) for name in ("first", "last"))
    days = [day.date() if isinstance(day, datetime) else None for day in (first, last)]
    names = ("named", "listed", "to", "overwrite", "max_wait", "cancel", "at_once", "detach")
    return JobRunOptions(**{name: options.pop(name) for name in names}, first=days[0], last=days[1])


@main.command(
    "run-view",
    examples=[
        "addepar jobs run-view --view 12 --portfolio entity:22 --start-date 2024-01-01 --end-date 2024-03-31"
        " -o returns.csv",
        "addepar jobs run-view --view 12 --portfolio firm --start-date 2024-01-01 --end-date 2024-03-31"
        " --output-type json",
        "addepar jobs run-view --view 12 --portfolios list.txt --start-date 2024-01-01 --end-date 2024-03-31 -o out/",
        "addepar jobs run-view --view 12 --portfolio entity:54 --start-date 2024-01-01 --end-date 2024-03-31 --detach",
    ],
)
@click.option("--view", metavar="ID", required=True, help="Id of a view that is saved in Addepar.")
@click.option(
    "--output-type", "output", type=click.Choice(_OUTPUTS), help="Format; by default the extension of FILE, or csv."
)
@_run_options
@takes_app
def run_view(app: App, /, view: str, output: str | None, **options: Any) -> None:
    """Export a view for one portfolio or many: submit, wait, and fetch the result.

    With several portfolios, each gets a job and a file in the folder of -o. Existing files are not fetched again, so
    the same command continues where it was interrupted. A result appears complete or not at all.
    """
    from addepar_cli.exports.job_requests import view_bodies
    from addepar_cli.exports.job_runs import run

    job_run = _job_run_options(options)
    run(app, job_run, view_bodies(app, job_run, view, output))


@main.command(
    "run-query",
    examples=[
        "addepar jobs run-query --column value --column time_weighted_return --group-by asset_class"
        " --portfolio entity:22 --start-date 2024-01-01 --end-date 2024-03-31 -o query.json",
        """addepar jobs run-query --column '{"key": "value", "arguments": {"time_point": "2018-12-31"}}'"""
        " --portfolio entity:22 --start-date 2018-01-01 --end-date 2018-12-31",
        "addepar jobs run-query --body @query-body.json -o query.json",
    ],
)
@click.option("--column", "columns", metavar="KEY|JSON", multiple=True, help="An attribute to compute.")
@click.option("--group-by", "groupings", metavar="KEY|JSON", multiple=True, help="An attribute to group rows by.")
@click.option(
    "--filter", "filters", metavar="JSON", multiple=True, help="JSON object: attribute, type, operator, values."
)
@click.option("--hide-previous-holdings", "hide", is_flag=True, help="Leave out holdings that are gone at the end.")
@click.option(
    "--body", metavar="JSON|@FILE", help="The whole document, instead of the options above; @- is standard input."
)
@_run_options
@takes_app
def run_query(
    app: App,
    /,
    columns: tuple[str, ...],
    groupings: tuple[str, ...],
    filters: tuple[str, ...],
    hide: bool,
    body: str | None,
    **options: Any,
) -> None:
    """Run a portfolio query for one portfolio or many: submit, wait, and fetch the result as JSON.

    Write an attribute as its key, or as an object with key and arguments. If --portfolio is repeated, each portfolio
    gets a job and a file. For one query over several portfolios use --body.
    """
    from addepar_cli.exports.job_requests import query_bodies, whole_body
    from addepar_cli.exports.job_runs import run

    job_run = _job_run_options(options)
    if body is not None:
        if columns or groupings or filters or hide or job_run.named or job_run.listed or job_run.first or job_run.last:
            raise click.UsageError("--body is the whole document and cannot be combined with options that change it.")
        run(app, job_run, whole_body(body))
    else:
        run(app, job_run, query_bodies(job_run, columns, groupings, filters, hide))


@main.command("ls", examples=["addepar jobs ls", "addepar jobs ls --limit 5 --csv"])
@limit_option
@takes_app
def ls(app: App, /, **arguments: Any) -> None:
    """List jobs."""
    show_list(app, "jobs", COLUMNS, arguments)


@main.command("get", examples=["addepar jobs get 13", "addepar jobs get 13 14 --json"])
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show the status of jobs by id."""
    show_records(app, "jobs", COLUMNS, ids)


@main.command(
    "wait",
    examples=["addepar jobs wait 13", "addepar jobs wait 13 -o returns.json", "addepar jobs wait 7 13 -o out/"],
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_wait_options
@takes_app
def wait(app: App, ids: tuple[str, ...], to: str | None, overwrite: bool, max_wait: float | None, cancel: bool) -> None:
    """Wait until jobs are completed. With -o, fetch their results. Works from any machine, for 24 hours."""
    from addepar_cli.exports.job_requests import JobRunOptions
    from addepar_cli.exports.job_runs import resume_jobs

    resume_jobs(app, ids, JobRunOptions(to=to, overwrite=overwrite, max_wait=max_wait, cancel=cancel), COLUMNS)


@main.command(
    "download", examples=["addepar jobs download 13 -o returns.json", "addepar jobs download 13 | head -c 80"]
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_to
@_overwrite
@takes_app
def download(app: App, ids: tuple[str, ...], to: str | None, overwrite: bool) -> None:
    """Fetch the results of completed jobs, to standard output or a file; of several jobs, to a folder."""
    from addepar_cli.exports.job_requests import JobRunOptions
    from addepar_cli.exports.job_runs import resume_jobs

    resume_jobs(app, ids, JobRunOptions(to=to or "-", overwrite=overwrite, max_wait=0.0), COLUMNS)


@main.command("cancel", examples=["addepar jobs cancel 7 --yes"])
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@yes_option
@takes_app
def cancel(app: App, ids: tuple[str, ...], yes: bool) -> None:
    """Cancel jobs. If a job is already completed, its result is discarded."""
    from addepar_cli.batch.runner import run_many

    async def stop(client: Any, job_id: str, _: Any) -> None:
        await client.jobs.cancel(job_id)

    app.confirm(f"Cancel {'job ' + ids[0] if len(ids) == 1 else f'{len(ids)} jobs'}?", yes)
    run_many(app, ids, stop, done="cancelled", writes=True)
