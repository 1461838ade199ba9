"""``addepar drift``: compare a real environment with the specification."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
from addepar_cli.app.errors import FAILED, CommandExit
from addepar_client.errors import AddeparError

_REQUESTS = 48


@command("drift", examples=["addepar drift", "addepar drift --snapshot 37483253353524 --json"])
@click.option(
    "--requests",
    type=int,
    default=_REQUESTS,
    show_default=True,
    help="At most this number of requests; the firm shares its limit.",
)
@click.option(
    "--snapshot", "snapshots", metavar="ID", multiple=True, help="Also read this snapshot; the API has no list of them."
)
@click.option(
    "--overlay",
    "overlays",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An OpenAPI Overlay that changes the specification, such as your own; may be repeated.",
)
@click.option("--write", is_flag=True, help="Also upload, rename and archive one small file.")
@click.option("--production", is_flag=True, help="Allow a production environment.")
@takes_app
def main(
    app: App, requests: int, snapshots: tuple[str, ...], overlays: tuple[Path, ...], write: bool, production: bool
) -> None:
    """Compare the responses of an environment with openapi.yaml, and list what is new, gone or changed.

    It only reads, unless you pass --write, and prints names of operations and members, never data. The exit code is 1
    if there is drift, or if an operation could not be compared because it failed. It needs addepar-client with its
    extra [contract].
    """
    contract = _contract()
    recorder = contract.Recorder()
    with recorder.http as http, app.client(http_client=http, max_retries=0) as client:
        root = client.settings.root
        try:
            contract.check(root, requests, production)
        except contract.Refused as refused:
            raise click.UsageError(f"{refused}.") from None
        try:
            explorer = contract.Explorer(_sending(client, recorder), requests, write, snapshots, overlays)
        except contract.OverlayError as error:
            raise click.UsageError(f"{error}.") from None
        app.info(contract.announcement(root, client.settings.firm_id, requests, write))
        report = explorer.report()
    for (operation, status), count in report.seen.items():
        app.info(f"  {operation} {status}" + (f" ({count} times)" if count > 1 else ""))
    app.info(f"{report.made} requests; reads that were not tried: {', '.join(report.not_seen) or 'none'}")
    app.out.rows([{**finding._asdict(), "answers": count} for finding, count in report.found.items()])
    failed = ", ".join(f"{operation} {status}" for operation, status in report.refused.items())
    if report.stopped:
        app.warning(f"stopped: {report.stopped}")
    elif failed:
        app.warning(f"could not be compared: {failed}; a 403 needs a key with more permissions")
    elif not report.found:
        app.info("nothing differs from openapi.yaml")
    if report.found or report.stopped or failed:
        raise CommandExit(FAILED)


def _contract() -> Any:
    """Import the contract package by name. It shares no code with the client, so neither can hide an error."""
    if find_spec("openapi_core") is None:
        raise click.UsageError("a package is not installed: install addepar-client with its extra [contract].")
    return import_module("addepar_contract.drift")


def _sending(client: Any, recorder: Any) -> Any:
    """Send with the client's credentials, budget and network settings, but without its handling of responses."""

    def send(
        method: str, path: str, query: list[tuple[str, str]], headers: Mapping[str, str], content: bytes | None
    ) -> Any:
        recorder.begin(path)
        try:
            # Uncompressed: the recorder keeps the bytes and does not decompress.
            plain = {"Accept-Encoding": "identity", **headers}
            client.request(method, path, params=dict(query), headers=plain, content=content)
        except AddeparError:
            if recorder.exchange is None:
                raise
        return recorder.exchange

    return send
