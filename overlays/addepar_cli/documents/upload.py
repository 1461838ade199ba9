"""``addepar files upload``: select the files, upload them, and report the result of each."""

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import INTERRUPTED, UNKNOWN, Outcome
from addepar_cli.batch.transfers import run_batch
from addepar_cli.output.formatter import as_mapping
from addepar_client.batch.documents.uploads import CHANGED, LocalFile, files_below, local_files

COLUMNS = ("state", "id", "bytes", "file")


def upload(
    app: App, sources: Sequence[str], name: str | None, entities: Sequence[str], groups: Sequence[str], again: bool,
    at_once: int,
) -> None:  # fmt: skip
    """Upload files, folders and matches of patterns, except for files that Addepar already has."""
    files = _selected(sources, name)

    async def send(client: Any, on_progress: Any) -> Any:
        return await client.files.upload_folder(
            files, entities=entities, groups=groups, again=again, at_once=at_once, on_progress=on_progress
        )

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([_row(outcome) for outcome in outcomes], COLUMNS)
        for outcome in outcomes:
            if outcome.reason.endswith(CHANGED):
                app.warning(f"{outcome.name} {outcome.reason.replace('again=True', '--again')}")
        if not again and any(outcome.state in (UNKNOWN, INTERRUPTED) for outcome in outcomes):
            app.info(
                "Uploads without a response may have arrived. Run the same command again: it checks before it sends."
            )

    app.continue_hint = "run the same command again; it skips what has arrived"
    run_batch(app, send, done="uploaded", show=show)


def _row(outcome: Outcome) -> dict[str, Any]:
    file_id = as_mapping(outcome.result).get("id") if outcome.result is not None else outcome.item.found
    local: LocalFile = outcome.item.item
    cells = {"state": outcome.state, "file": outcome.name, "id": file_id, "name": local.name}
    return cells | {"bytes": local.size, "reason": outcome.reason}


def _selected(sources: Sequence[str], name: str | None) -> list[LocalFile]:
    """The selected files, each once. Raises ``UsageError`` if one does not exist."""
    paths_of = {text: list(_paths(text)) for text in sources}
    named = {path for text, paths in paths_of.items() if not Path(text).is_dir() for path in paths}
    files = local_files((path for paths in paths_of.values() for path in paths), name, named)
    if name is not None and len(files) != 1:
        raise click.UsageError(f"--name is for a single file, and there are {len(files)}. Nothing was sent.")
    return files


def _paths(text: str) -> Iterable[Path]:
    path = Path(text)
    if text and path.is_dir():
        return files_below(path)
    if text and path.exists():
        return [path]
    if glob.has_magic(text):
        matches = [Path(match) for match in sorted(glob.glob(text, recursive=True))]  # noqa: PTH207 - absolute ones too
        if files := [match for match in matches if match.is_file()]:
            return files
        raise click.UsageError(f"no file matches {text!r}. Nothing was sent.")
    raise click.UsageError(f"there is no file or folder {text!r}. Nothing was sent.")
