"""``addepar reports download``: fetch the ZIPs of the chosen report runs."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import Outcome, Skipped, run_many
from addepar_cli.documents.download import COLUMNS, is_one_file, row, show_contents
from addepar_cli.output.formatter import id_of
from addepar_cli.output.progress import OnBytes
from addepar_client import ProtocolError
from addepar_client.batch.documents.reports import zip_name


def download(app: App, ids: Sequence[str], filters: dict[str, Any], to: str, overwrite: bool, at_once: int) -> None:
    """Fetch the ZIP files of runs, each under a different name."""
    filters = {name: value for name, value in filters.items() if value is not None}
    if bool(ids) == bool(filters):
        raise click.UsageError("Pass ids or filters.")
    if to == "-":
        return show_contents(app, "generated_reports", ids)
    single = is_one_file(to, ids)
    if not single:
        Path(to).mkdir(parents=True, exist_ok=True)
    items: list[Any] = list(dict.fromkeys(ids))
    if not ids:
        with app.client() as client:
            items = list(client.generated_reports.list(**filters))

    async def fetch(client: Any, item: Any, on_progress: OnBytes | None) -> dict[str, Any]:
        path = Path(to)
        if not ids and not id_of(item):
            raise ProtocolError("the list contains a record without an id; the others are fetched")
        if not single:
            record = await client.generated_reports.get(item) if isinstance(item, str) else item
            path = path / zip_name(record)
            if os.path.lexists(path) and not overwrite:
                raise Skipped("exists")
        done = await client.generated_reports.download(item, path, overwrite=overwrite, on_progress=on_progress)
        return {"bytes": done.bytes, "file": str(done.path)}

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([row(outcome) for outcome in outcomes], COLUMNS)

    run_many(app, items, fetch, name=_called, done="downloaded", at_end=show, at_once=at_once)
    return None


def _called(item: Any) -> str:
    return f"report {item if isinstance(item, str) else id_of(item) or 'without an id'}"
