"""``addepar reports sync``: messages around ``client.generated_reports.sync``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addepar_cli.app.app import App
from addepar_cli.batch.runner import Outcome
from addepar_cli.batch.transfers import run_batch
from addepar_cli.output.formatter import as_mapping

COLUMNS = ("state", "id", "report_name", "completed_at", "bytes", "file")


def sync(
    app: App, folder: Path, since: str | None, portfolio: dict[str, Any], statuses: tuple[str, ...], unzip: bool,
    at_once: int,
) -> None:  # fmt: skip
    """Fetch the runs that are not recorded as fetched."""
    app.continue_hint = "run the same command again; it resumes"

    async def fetch(client: Any, on_progress: Any) -> Any:
        result = await client.generated_reports.sync(
            folder, since=since, statuses=statuses, unzip=unzip, at_once=at_once, on_progress=on_progress, **portfolio
        )
        if here := result.fetched_before:
            app.info(f"{here} of {here + len(result.outcomes)} reports were fetched before")
        if left := result.left_out:
            app.info(f"{left} without PDFs, or that ended otherwise than as {' or '.join(statuses)}, left out")
        return result

    def note(outcome: Any) -> None:
        for kind, number, name in outcome.result.failed_portfolios:
            app.warning(f"{outcome.result.path.name}: Addepar made no PDF for {kind} {number}, {name}")

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([_row(outcome) for outcome in outcomes], COLUMNS)

    run_batch(app, fetch, done="fetched", show=show, note=note)


def _row(outcome: Outcome) -> dict[str, Any]:
    run = outcome.item.item
    cells = {"state": outcome.state, "id": run.id, "bytes": None, "file": None, "reason": outcome.reason}
    attributes = as_mapping(run.record).get("attributes")
    known = attributes if isinstance(attributes, Mapping) else {}
    done = outcome.result
    return (
        cells
        | {name: known.get(name) for name in ("report_name", "completed_at")}
        | ({} if done is None else {"bytes": done.bytes, "file": str(done.path)})
    )
