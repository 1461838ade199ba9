"""Send any request through the client: with its credentials, firm, retries and budget, without its models."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from addepar_api.facts import MEDIA_TYPE
from addepar_api.operations import OPERATIONS, Operation
from addepar_client.transfers.download import Downloaded, download_to
from addepar_client.transfers.multipart import Progress
from addepar_core.flow.steps import HttpRequest, HttpResponse
from addepar_core.operations.pagination import ListRequest, PageCursor
from addepar_core.operations.responses import send_checked
from addepar_core.utils.http import checked_headers

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


def named(words: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, str, dict[str, str]]:
    """The method, path and query that are meant by ``METHOD PATH`` or by an operation and its parameters."""
    if len(words) == 2 and words[0].upper() in METHODS:
        path = words[1] if words[1].startswith("/") else f"/{words[1]}"
        if not re.fullmatch(r"/v\d+(/[^?#\\\s]*)?", path) or ".." in path.split("/"):
            raise click.UsageError(f"{words[1]!r} is no path of the API, such as /v1/files; give a query with -q.")
        return words[0].upper(), path, dict(values)
    if len(words) == 1 and words[0] in OPERATIONS:
        operation = OPERATIONS[words[0]]
        return operation.method, *_filled(operation, dict(values))
    if len(words) == 1 and words[0].upper() not in METHODS:
        raise click.UsageError(f"{words[0]!r} is no operation; `addepar api --list` names them.")
    raise click.UsageError(f"give METHOD PATH, with a method of {', '.join(METHODS)}, or one OPERATION.")


def _filled(operation: Operation, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The path with its ids, and the query; parameters go by the API's names or by those of Python."""
    from addepar_core.operations.arguments import identifier

    known = {parameter.name: parameter for parameter in operation.parameters}
    path, query = operation.path, {}
    for name, value in values.items():
        parameter = known.get(name)
        if f"{{{name}}}" in operation.path:
            path = path.replace(f"{{{name}}}", identifier(name, value))
        else:
            query[parameter.wire if parameter else name] = value
    if missing := re.findall(r"{(\w+)}", path):
        raise click.UsageError(f"{operation.id} needs -q {missing[0]}=VALUE.")
    return path, query


def request_of(
    root: str, method: str, path: str, query: Mapping[str, str], body: bytes | None, headers: Mapping[str, str]
) -> HttpRequest:
    """The request to send."""
    own = {"content-type": MEDIA_TYPE} if body is not None else {}
    return HttpRequest(method, root + path, params=query, headers=own | checked_headers(headers), body=body)


def send(client: Any, request: HttpRequest) -> HttpResponse:
    """Send it; raises what the client raises where the answer is no success."""
    return client._caller.run(send_checked(request, see_other=True))  # type: ignore[no-any-return]


def download(client: Any, request: HttpRequest, to: Path, overwrite: bool, on_progress: Progress | None) -> Downloaded:
    """The answer to a GET in a file, as the client downloads anything: whole or not at all."""
    flow = download_to(
        client.settings.root, request, to, fallback="answer", overwrite=overwrite, on_progress=on_progress
    )  # fmt: skip
    return client._caller.run(flow)  # type: ignore[no-any-return]


def all_rows(client: Any, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """The rows of a list from all its pages, as they came."""
    nameless = OPERATIONS["files_list"]._replace(id=request.path, row=None)
    cursor = PageCursor(ListRequest(client.settings.root, nameless, request, None))
    while (following := cursor.request) is not None:
        yield from client._caller.run(cursor.fetch(following)).rows
