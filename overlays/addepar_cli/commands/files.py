"""``addepar files``: the firm's documents."""

from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count, Group, combine_options, period_options, takes_app, yes_option
from addepar_cli.batch.loader import values_option
from addepar_cli.commands.records import limit_option, show_list, show_records

COLUMNS = ("id", "name", "bytes", "content_type", "created_at")

main = Group("files", help="Files: the firm's documents.")


ids_argument = click.argument("ids", metavar="ID...", nargs=-1, required=True)
at_once_option = click.option(
    "--at-once", type=Count(1, 32), default=4, show_default=True, help="Number of transfers at the same time."
)
filter_options = combine_options(
    period_options("created"),
    click.option("--entity", "entity_id", metavar="ID", help="Files of this entity."),
    click.option("--group", "group_id", metavar="ID", help="Files of this group; cannot be combined with --entity."),
)
to_options = combine_options(
    click.option(
        "-o",
        "--output",
        "to",
        metavar="DIR|FILE",
        default=".",
        help="Folder to write to, or for one id a file; - is standard output.",
    ),
    click.option("--overwrite", is_flag=True, help="Replace existing files."),
)
download_options = combine_options(
    filter_options,
    click.option("--pattern", metavar="PATTERN", help="Files with a matching name, such as '*.pdf'."),
    click.option("--all", "everything", is_flag=True, help="All files."),
    to_options,
    click.option("--resume", is_flag=True, help="Keep unfinished downloads, and resume them the next time."),
    at_once_option,
)
association_options = combine_options(
    click.option("--entity", "entities", metavar="ID", multiple=True, help="Id of an entity; may be repeated."),
    click.option("--group", "groups", metavar="ID", multiple=True, help="Id of a group; may be repeated."),
)


@main.command(
    "ls",
    examples=[
        "addepar files ls",
        "addepar files ls --entity 123400 --created-after 2014-01-01 --jsonl",
        "addepar files ls --csv > files.csv",
    ],
)
@filter_options
@limit_option
@takes_app
def ls(app: App, /, **arguments: Any) -> None:
    """List files."""
    show_list(app, "files", COLUMNS, arguments)


@main.command("get", examples=["addepar files get 345", "addepar files get 345 123 --json"])
@ids_argument
@takes_app
def get(app: App, ids: tuple[str, ...]) -> None:
    """Show the records of files by id; `files download` fetches their contents."""
    show_records(app, "files", COLUMNS, ids)


@main.command(
    "upload",
    examples=[
        "addepar files upload letter.pdf --entity 10000",
        "addepar files upload outbox/ 'more/*.pdf' --group 1234",
        "addepar files upload letter.pdf --name 'Quarterly letter.pdf'",
    ],
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@association_options
@click.option("--name", metavar="NAME", help="Name in Addepar, for a single file.")
@click.option("--again", is_flag=True, help="Send all files without checking what exists.")
@at_once_option
@takes_app
def upload(app: App, /, paths: tuple[str, ...], **options: Any) -> None:
    """Upload files, whole folders, or the files that match patterns.

    A file that Addepar already has, with the same name and length, is skipped; with --entity or --group, only if it
    belongs to all of these. Run the same command again to send what is missing. If a file is newer than its
    upload, it may have changed: a warning names it, and --again sends it. An upload without a response is reported
    separately, and is not sent again automatically. Hidden files in folders are left out.
    """
    from addepar_cli.documents.upload import upload as send

    send(app, paths, **options)


@main.command(
    "download",
    examples=[
        "addepar files download 345 -o report.pdf",
        "addepar files download 345 123 -o documents/",
        "addepar files download 345 -o - | head -c 8",
        "addepar files download --entity 21 --pattern '*.pdf' -o documents/",
    ],
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@download_options
@takes_app
def download(app: App, /, ids: tuple[str, ...], **options: Any) -> None:
    """Download files by id or by filters.

    A file appears under its name when it is complete, with its creation time in Addepar. A folder remembers the ids of
    its files, and does not fetch them again. If another file has the name, the id is added: `Report (345).pdf`.
    """
    download_from(app, "files", ids, options)


def download_from(app: App, resource: str, ids: tuple[str, ...], options: dict[str, Any]) -> None:
    """Download from a resource of the client, with the options of ``download_options``."""
    from addepar_cli.documents.download import download as fetch

    names = ("created_after", "created_before", "entity_id", "group_id")
    filters = {name: options.pop(name) for name in names}
    fetch(app, resource, ids, filters, **options)


@main.command("update", examples=["addepar files update 345 --set name='Report 2024.pdf'"])
@click.argument("file_id", metavar="ID")
@values_option
@takes_app
def update(app: App, file_id: str, values: dict[str, str]) -> None:
    """Change a file. Only its name can be changed; the extension must stay."""
    if values.keys() != {"name"}:
        raise click.UsageError("only the name of a file can be changed: --set name=VALUE.")
    with app.client() as client:
        app.out.record(client.files.update(file_id, name=values["name"]))


@main.command("rename", examples=["addepar files rename 345 'Report 2024.pdf'"])
@click.argument("file_id", metavar="ID")
@click.argument("name")
@takes_app
def rename(app: App, file_id: str, name: str) -> None:
    """Give a file another name; the extension must stay. Short for `files update ID --set name=NAME`."""
    with app.client() as client:
        app.out.record(client.files.update(file_id, name=name))


@main.command("rm", examples=["addepar files rm 345 --yes"])
@ids_argument
@yes_option
@takes_app
def rm(app: App, ids: tuple[str, ...], yes: bool) -> None:
    """Archive files. They disappear from `files ls` and appear in `archive ls`."""
    from addepar_cli.batch.runner import run_many

    async def archive(client: Any, file_id: str, _: Any) -> None:
        await client.files.delete(file_id)

    app.confirm(f"Archive {'file ' + ids[0] if len(ids) == 1 else f'{len(ids)} files'}?", yes)
    run_many(app, ids, archive, name="file {}".format, done="archived", writes=True)


@main.command("link", examples=["addepar files link 345 123 --entity 22 --group 31"])
@ids_argument
@association_options
@takes_app
def link(app: App, ids: tuple[str, ...], entities: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """Associate files with more entities and groups. Existing associations stay; repeating the command is safe."""
    _associate(app, "add", "linked", ids, {"entities": entities, "groups": groups})


@main.command("unlink", examples=["addepar files unlink 123 --entity 10001"])
@ids_argument
@association_options
@takes_app
def unlink(app: App, ids: tuple[str, ...], entities: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """Remove associations with entities and groups. Users who saw the files only because of these lose access."""
    _associate(app, "remove", "unlinked", ids, {"entities": entities, "groups": groups})


def _associate(app: App, verb: str, done: str, ids: tuple[str, ...], associations: dict[str, tuple[str, ...]]) -> None:
    from addepar_cli.batch.runner import run_many

    if not any(associations.values()):
        raise click.UsageError("Pass --entity ID or --group ID, once or several times.")

    async def change(client: Any, item: tuple[str, str], _: Any) -> None:
        file_id, kind = item
        await getattr(client.files, f"{verb}_{kind}")(file_id, associations[kind])

    items = [(file_id, kind) for file_id in ids for kind, members in associations.items() if members]
    preposition = "to" if verb == "add" else "from"
    name = lambda item: f"file {item[0]} {preposition} {item[1]} {', '.join(associations[item[1]])}"  # noqa: E731
    run_many(app, items, change, name=name, done=done, writes=True)
