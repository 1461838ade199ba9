"""What the children do: each a whole program of a user's, from a client made to a client closed."""

import datetime
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

import addepar_client
from addepar_client import AddeparClient, AddeparError, FileTokenStore, OAuth
from addepar_client.outcomes import same_file


def warm() -> None:
    """Import what the work needs, so that no child spends its life importing."""
    import addepar_api.operations

    for package in (addepar_client, import_module("addepar_cli")):
        for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not one.name.endswith(("__main__", "budget_stores", "frames", "tables")):
                import_module(one.name)
    for operation in addepar_api.operations.OPERATIONS.values():
        import_module(operation.module)
    for name in ("tqdm", "httpx", "openpyxl"):
        import_module(name)


def connected(url: str, **options: Any) -> AddeparClient:
    return AddeparClient(base_url=url, **{"firm_id": 1, "auth": ("sandbox", "sandbox")} | options)


def upload(url: str, path: str, since: str) -> str:
    """Upload a file unless it is there; the recipe of the documentation."""
    name, size = Path(path).name, Path(path).stat().st_size
    with connected(url) as client:
        there = client.files.list(created_after=datetime.datetime.fromisoformat(since))
        if any(same_file(one, name, size) for one in there):
            return "found"
        client.files.upload(path)
        return "uploaded"


def download(url: str, file_id: str, to: str) -> int:
    with connected(url) as client:
        return client.files.download(client.files.get(file_id), to, resume=True).bytes


OAUTH_CLIENT = ("sandbox-client", "sandbox-client-secret")


def renew(url: str, path: str, refresh_token: str) -> str:
    """Read something with tokens that have to be renewed first; gives "ok" or the class of the error."""
    oauth = OAuth(*OAUTH_CLIENT, refresh_token=refresh_token, token_store=FileTokenStore(path))
    with connected(url, auth=oauth, max_retries=0) as client:
        try:
            client.files.get(123)
        except AddeparError as error:
            return type(error).__name__
        return "ok"


def cli(arguments: list[str]) -> int:
    """The command; gives its exit code."""
    from addepar_cli.app.runner import run

    return run(arguments)
