"""``addepar api``: call any operation directly."""

import sys
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
from addepar_core.utils.filesystem import write_whole


def _complete(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete operations and methods first, then the paths of that method."""
    from addepar_api.operations import OPERATIONS

    words = ctx.params.get("words") or ()
    if words:
        paths = {
            operation.path: operation.summary
            for operation in OPERATIONS.values()
            if operation.method == str(words[0]).upper()
        }
        return [CompletionItem(path, help=summary) for path, summary in paths.items() if path.startswith(start)]
    methods = sorted({operation.method for operation in OPERATIONS.values()})
    completions = [CompletionItem(method) for method in methods if method.startswith(start.upper())]
    return completions + [
        CompletionItem(name, help=operation.summary) for name, operation in OPERATIONS.items() if name.startswith(start)
    ]


def _pairs(_: click.Context, option: click.Parameter, assignments: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for assignment in assignments:
        name, mark, value = assignment.partition("=")
        if not mark or not name or name in pairs:
            raise click.BadParameter(f"{assignment!r}: write NAME=VALUE, with each name once.", param=option)
        pairs[name] = value
    return pairs


@command(
    "api",
    examples=[
        "addepar api GET /v1/positions -q 'filter[created_after]=2020-01-01' --all",
        "addepar api files_get -q file_id=345",
        "addepar api PATCH /v1/files/345 -d @rename.json",
        'echo \'{"data": {"type": "files", "id": "345"}}\' | addepar api PATCH /v1/files/345 -d @-',
        "addepar api files_download -q file_id=345 -o report.pdf",
        "addepar api --list",
    ],
)
@click.argument("words", metavar="[METHOD PATH | OPERATION]", nargs=-1, shell_complete=_complete)
@click.option(
    "-q",
    "--query",
    "query",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_pairs,
    help="A query parameter, or an id of the path.",
)
@click.option("-H", "--header", "headers", metavar="NAME=VALUE", multiple=True, callback=_pairs, help="Further header.")
@click.option("-d", "--data", metavar="TEXT|@FILE", help="The body; @FILE reads a file, @- standard input.")
@click.option("--all", "every", is_flag=True, help="Fetch all pages of a list, and print their rows.")
@click.option(
    "-o",
    "--output",
    "to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the response to a file; - is standard output.",
)
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
@click.option("--list", "listed", is_flag=True, help="List the operations.")
@takes_app
def main(
    app: App,
    words: tuple[str, ...],
    query: dict[str, str],
    headers: dict[str, str],
    data: str | None,
    every: bool,
    to: Path | None,
    overwrite: bool,
    listed: bool,
) -> None:
    """Call any operation of the API, with any body, and print the response as received.

    Pass a METHOD and a PATH below the API root, or the name of an OPERATION, with the ids of its path as -q.
    Credentials, retries, pacing and errors are those of every command. In a pipe the response is printed byte for
    byte, unless you choose a format.
    """
    if listed:
        from addepar_api.operations import OPERATIONS

        rows = [
            {"operation": o.id, "method": o.method, "path": o.path, "summary": o.summary} for o in OPERATIONS.values()
        ]
        return app.out.rows(rows)
    to = None if str(to) == "-" else to
    if every and to is not None:
        raise click.UsageError("--all prints rows; write them to a file with > FILE, not with -o.")
    from addepar_cli.exports import raw_request as raw

    method, path, parameters = raw.named(words, query)
    if every and (method != "GET" or data is not None):
        raise click.UsageError("--all reads a list; use it with GET and without -d.")
    body = _body(data)
    with app.client() as client:
        if every:
            return app.out.rows(client.pages(path, parameters, headers=headers))
        if to is not None and method == "GET":
            with app.progress.transfer(to.name) as on_progress:
                done = raw.download(client, path, to, overwrite, on_progress, params=parameters, headers=headers)
            return app.info(f"wrote {done.bytes} bytes to {done.path}")
        if to is not None and to.exists() and not overwrite:
            raise click.UsageError(f"{str(to)!r} exists; add --overwrite to replace it. Nothing was sent.")
        answer = client.request(method, path, params=parameters, content=body, headers=headers)
    if to is not None:
        write_whole(to, answer.content)
        return app.info(f"wrote {len(answer.content)} bytes to {to}")
    return _print(app, answer)


def _body(data: str | None) -> bytes | None:
    if data is None or not data.startswith("@"):
        return None if data is None else data.encode()
    from addepar_cli.exports.text_files import body_of

    return body_of(data[1:])


def _print(app: App, answer: Any) -> None:
    """Print the response in the chosen format; by default as JSON on a terminal, and byte for byte elsewhere."""
    from addepar_client import ProtocolError

    if not answer.content:
        return app.info(f"{answer.status_code}, without a body")
    asked = app.options.get("format")
    if asked or sys.stdout.isatty():
        app.options.setdefault("format", "json")
        try:
            document = answer.json()
        except ProtocolError:
            return app.out.text(answer.text)
        rows = document.get("data") if isinstance(document, dict) else document
        if asked in ("table", "csv", "jsonl") and isinstance(rows, list):
            return app.out.rows(rows)
        whole = asked in (None, "json") or not isinstance(rows, dict)
        return app.out.record(document if whole else rows)
    sys.stdout.flush()
    sys.stdout.buffer.write(answer.content)
    return None
