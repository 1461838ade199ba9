"""``addepar files download`` and ``archive download``: by ids or filters, into a folder or a file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import Outcome, run_many
from addepar_cli.batch.transfers import run_batch
from addepar_cli.output.formatter import id_of
from addepar_cli.output.progress import OnBytes
from addepar_client.batch.documents.downloads import created

COLUMNS = ("state", "id", "bytes", "file")


def is_one_file(to: str, ids: Sequence[str]) -> bool:
    """Whether ``-o`` names a file and not a folder. Raises ``UsageError`` if a folder is needed."""
    path = Path(to)
    if len(ids) == 1 and not path.is_dir() and not to.endswith(("/", os.sep)):
        return True
    if path.exists() and not path.is_dir():
        raise click.UsageError(f"several files need a folder, and {to!r} is not one. Nothing was sent.")
    return False


def show_contents(app: App, resource: str, ids: Sequence[str]) -> None:
    """Write the contents of one file to standard output, whole or not at all."""
    from tempfile import TemporaryFile

    from addepar_cli.output.contents import write_contents

    if len(ids) != 1:
        raise click.UsageError("-o - is for one file: pass one id. Nothing was sent.")
    (record_id,) = ids
    with TemporaryFile() as held:
        with app.client() as client, app.progress.transfer(record_id) as on_progress:
            getattr(client, resource).download(record_id, held, on_progress=on_progress)
        write_contents(held, "the file", "-o FILE")


def download(
    app: App, resource: str, ids: Sequence[str], filters: dict[str, Any], *, to: str, overwrite: bool, resume: bool,
    at_once: int, pattern: str | None, everything: bool,
) -> None:  # fmt: skip
    """Download files by id, or all that match the filters."""
    narrowed = pattern is not None or any(value is not None for value in filters.values())
    if bool(ids) + narrowed + everything != 1:
        raise click.UsageError("Pass ids, filters, or --all.")
    if resume:
        app.continue_hint = "run the same command again; it resumes"
    if to == "-":
        return show_contents(app, resource, ids)
    if is_one_file(to, ids):
        return _download_to(app, resource, ids[0], Path(to), overwrite, resume)
    chosen = {"files": list(dict.fromkeys(ids))} if ids else {"name": pattern, **filters}

    async def fetch(client: Any, on_progress: Any) -> Any:
        return await getattr(client, resource).download_all(
            to, **chosen, overwrite=overwrite, resume=resume, at_once=at_once, on_progress=on_progress
        )

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([_row(outcome) for outcome in outcomes], COLUMNS)

    run_batch(app, fetch, done="downloaded", show=show)
    return None


def _download_to(app: App, resource: str, file_id: str, path: Path, overwrite: bool, resume: bool) -> None:
    """Download one file under the chosen name."""

    async def fetch(client: Any, item: str, on_progress: OnBytes | None) -> dict[str, Any]:
        files = getattr(client, resource)
        record = await files.get(item)
        done = await files.download(record, path, overwrite=overwrite, resume=resume, on_progress=on_progress)
        if (moment := created(record)) is not None:
            os.utime(done.path, (moment, moment))
        return {"id": item, "bytes": done.bytes, "file": str(done.path)}

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([row(outcome) for outcome in outcomes], COLUMNS)

    run_many(app, [file_id], fetch, name="file {}".format, done="downloaded", at_end=show)


def row(outcome: Outcome) -> dict[str, Any]:
    """The result of one download."""
    record_id = outcome.item if isinstance(outcome.item, str) else id_of(outcome.item)
    cells = {"state": outcome.state, "id": record_id, "bytes": None, "file": None, "reason": outcome.reason}
    return cells | (outcome.result or {})


def _row(outcome: Outcome) -> dict[str, Any]:
    item = outcome.item.item
    record_id = item if isinstance(item, str) else id_of(item)
    cells = {"state": outcome.state, "id": record_id, "bytes": None, "file": None, "reason": outcome.reason}
    done = outcome.result
    return cells if done is None else cells | {"bytes": done.bytes, "file": str(done.path)}
