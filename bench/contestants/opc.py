"""What openapi-python-client writes with its own templates, by its own functions."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from plain_addepar import AuthenticatedClient
from plain_addepar.api.files import files_download
from plain_addepar.api.positions import positions_get, positions_list

from .fields import ten_fields


def client(root: str) -> AuthenticatedClient:
    return AuthenticatedClient(base_url=root, token="token", headers={"Addepar-Firm": "1"}, timeout=None)  # noqa: S106


def rows(own: AuthenticatedClient, size: int) -> Iterator[Any]:
    after: dict[str, str] = {}
    while True:
        page: Any = positions_list.sync(client=own, pagelimit=size, **after)
        yield from page.data
        if not page.links or not page.links.next_:
            return
        after = {"pageafter": parse_qs(urlsplit(page.links.next_).query)["page[after]"][0]}


def small_get(root: str, calls: int) -> Iterator[Any]:
    with client(root) as own:
        positions_get.sync("1", client=own)
        yield
        for _ in range(calls):
            found: Any = positions_get.sync("1", client=own)
            name = found.data.attributes.name
        yield name


async def small_get_async(root: str, calls: int) -> Any:
    async with client(root) as own:
        await positions_get.asyncio("1", client=own)
        yield
        for _ in range(calls):
            found: Any = await positions_get.asyncio("1", client=own)
            name = found.data.attributes.name
        yield name


def list_some(root: str, size: int) -> Iterator[Any]:
    with client(root) as own:
        yield
        count = length = 0
        for row in rows(own, size):
            count += 1
            length += len(row.id) + len(row.attributes.name) + len(row.relationships.owner.data.id)
        yield [count, length]


def list_ten(root: str, size: int) -> Iterator[Any]:
    with client(root) as own:
        yield
        yield sum(ten_fields(row) for row in rows(own, size))


def download(root: str, number: str, to: str) -> Iterator[Any]:
    with client(root) as own:
        positions_get.sync("1", client=own)
        yield
        found: Any = files_download.sync(number, client=own)
        with Path(to).open("wb") as file:
            file.write(found.payload.getbuffer())
        yield Path(to).stat().st_size


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    with client(root) as own, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: positions_get.sync("1", client=own), range(at_once)))

        def one(number: int) -> int:
            found: Any = files_download.sync("9", client=own)
            return Path(folder, str(number)).write_bytes(found.payload.getbuffer())

        yield
        yield sum(pool.map(one, range(calls)))
