"""What ``addepar api`` calls: a method and a path, or an operation by its name."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from addepar_api.operations import OPERATIONS, Operation
from addepar_client.transfers.download import Downloaded, download_to
from addepar_core.operations.requests import METHODS, build_any


def named(words: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, str, dict[str, str]]:
    """The method, path and query of ``METHOD PATH``, or of an operation and its parameters."""
    if len(words) == 2 and words[0].upper() in METHODS:
        path = words[1] if words[1].startswith("/") or "://" in words[1] else f"/{words[1]}"
        return words[0].upper(), path, dict(values)
    if len(words) == 1 and words[0] in OPERATIONS:
        operation = OPERATIONS[words[0]]
        return operation.method, *_filled(operation, dict(values))
    if len(words) == 1 and words[0].upper() not in METHODS:
        raise click.UsageError(f"{words[0]!r} is not an operation; `addepar api --list` lists them.")
    raise click.UsageError(f"pass METHOD PATH, with a method of {', '.join(METHODS)}, or one OPERATION.")


def _filled(operation: Operation, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The path with its ids, and the query. Parameters have the API's names or those of Python."""
    known = {parameter.name: parameter for parameter in operation.parameters}
    path, query = operation.path, {}
    for name, value in values.items():
        parameter = known.get(name)
        if f"{{{name}}}" in operation.path:
            if not re.fullmatch(r"[\w.~:@!$&'()*+,;=-]+", value, re.ASCII) or value in (".", ".."):
                raise click.UsageError(f"{name}: {value!r} is not an id.")
            path = path.replace(f"{{{name}}}", value)
        else:
            query[parameter.wire if parameter else name] = value
    if missing := re.findall(r"{(\w+)}", path):
        raise click.UsageError(f"{operation.id} needs -q {missing[0]}=VALUE.")
    return path, query


def download(client: Any, path: str, to: Path, overwrite: bool, on_progress: Any, **options: Any) -> Downloaded:
    """Write the response to a GET to a file, completely or not at all, like every download."""
    request = build_any(client.settings, "GET", path, **options)
    flow = download_to(
        client.settings.root, request, to, fallback="answer", overwrite=overwrite, on_progress=on_progress
    )  # fmt: skip
    return client._caller.run(flow)  # type: ignore[no-any-return]
