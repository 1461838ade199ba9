"""``addepar files upload``: find files, skip those already there, and send each of the rest once.

An upload without a response may have arrived. It is not sent again automatically: the next run of the command
checks.
"""

import filecmp
import glob
import os
import unicodedata
from asyncio import to_thread
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import INTERRUPTED, UNKNOWN, Outcome, Skipped, run_many
from addepar_cli.output.formatter import as_mapping
from addepar_cli.output.progress import OnBytes

if TYPE_CHECKING:
    from addepar_client import AddeparClient

COLUMNS = ("state", "id", "bytes", "file")
_PAGE = 2000
_RELATIONS = (("associated_entities", "entities"), ("associated_groups", "groups"))


@dataclass(frozen=True)
class Local:
    """A file to upload.

    Attributes:
        path: where it is.
        name: its name in Addepar.
        size: its length in bytes.
        twin: an earlier one of the same name and length, which could not be told from it later.
    """

    path: Path
    name: str
    size: int
    twin: Path | None = None

    @property
    def key(self) -> tuple[str, int]:
        return unicodedata.normalize("NFC", self.name), self.size


def upload(
    app: App, sources: Sequence[str], name: str | None, entities: Sequence[str], groups: Sequence[str], again: bool,
    at_once: int,
) -> None:  # fmt: skip
    """Upload files, folders and what patterns match, but for what is there already by name and length."""
    files = locals_of(sources, name)
    links = {"entities": list(entities), "groups": list(groups)}
    there: dict[tuple[str, int], str] = {}
    if files and not again:
        with app.client() as client:
            there = present(client, links)

    async def send(client: Any, local: Local, on_progress: OnBytes | None) -> Any:
        if local.twin is not None:
            if await to_thread(filecmp.cmp, local.path, local.twin, shallow=False):
                raise Skipped(f"is the same as {local.twin}")
            message = f"has the name and length of {local.twin}, but another content; give it another name with --name"
            raise click.ClickException(message)
        if local.key in there:
            raise Skipped(f"is there already as file {there[local.key]}")
        return await client.files.upload(local.path, name=local.name, on_progress=on_progress, **links)

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([_row(outcome, there.get(outcome.item.key)) for outcome in outcomes], COLUMNS)
        if not again and any(outcome.state in (UNKNOWN, INTERRUPTED) for outcome in outcomes):
            app.info(
                "Some may have arrived without our knowing: run the same command again, and it looks before it sends."
            )

    app.to_go_on = "run the same command again; what has arrived is skipped"
    run_many(
        app, files, send, name=lambda local: str(local.path), done="uploaded", at_end=show, writes=True, at_once=at_once
    )


def _row(outcome: Outcome, there: str | None) -> dict[str, Any]:
    file_id = as_mapping(outcome.result).get("id") if outcome.result is not None else there
    cells = {"state": outcome.state, "file": outcome.name, "id": file_id, "name": outcome.item.name}
    return cells | {"bytes": outcome.item.size, "reason": outcome.reason}


def locals_of(sources: Sequence[str], name: str | None) -> list[Local]:
    """The files that are meant, each once. Raises ``UsageError`` for what is not there."""
    paths = list({path.absolute(): path for text in sources for path in _paths(text)}.values())
    if name is not None and len(paths) != 1:
        raise click.UsageError(f"--name is for one file, and these are {len(paths)}. Nothing was sent.")
    files: list[Local] = []
    first: dict[tuple[str, int], Path] = {}
    for path in paths:
        local = Local(path, name or path.name, path.stat().st_size)
        twin = first.setdefault(local.key, path)
        files.append(Local(local.path, local.name, local.size, None if twin is path else twin))
    return files


def _paths(text: str) -> Iterable[Path]:
    path = Path(text)
    if path.is_dir():
        return list(_below(path))
    if path.exists():
        return [path]
    if glob.has_magic(text):
        matches = [Path(match) for match in sorted(glob.glob(text, recursive=True))]  # noqa: PTH207 - absolute ones too
        if files := [match for match in matches if match.is_file()]:
            return files
        raise click.UsageError(f"no file matches {text!r}. Nothing was sent.")
    raise click.UsageError(f"there is no file or folder {text!r}. Nothing was sent.")


def _below(folder: Path) -> Iterator[Path]:
    """All files of a folder and of those in it, in order; hidden ones, which programs keep there, are left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file():
                yield path


def present(client: "AddeparClient", links: dict[str, list[str]]) -> dict[tuple[str, int], str]:
    """The ids of the files that are there, by name and length; of those that belong to all that is given."""
    where: dict[str, Any] = {}
    for argument, kind in (("group_id", "groups"), ("entity_id", "entities")):
        if links[kind]:
            where = {argument: links[kind][0]}
    by_name: dict[tuple[str, int], str] = {}
    for record in client.files.list(page_limit=_PAGE, **where):
        raw = as_mapping(record)
        attributes, relations = raw.get("attributes") or {}, raw.get("relationships") or {}
        if all(set(links[kind]) <= _ids(relations.get(relation)) for relation, kind in _RELATIONS):
            name = unicodedata.normalize("NFC", str(attributes.get("name")))
            by_name.setdefault((name, attributes.get("bytes", -1)), str(raw.get("id")))
    return by_name


def _ids(relation: Any) -> set[str]:
    members = relation.get("data") if isinstance(relation, dict) else None
    return {str(member.get("id")) for member in members or [] if isinstance(member, dict)}
