"""What is measured of this project: its public interface, as a user writes it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from addepar_client import AddeparClient, AsyncAddeparClient

from .fields import ten_fields

WHO: dict[str, Any] = {"firm_id": 1, "auth": ("key", "secret")}


def small_get(root: str, calls: int) -> Iterator[Any]:
    with AddeparClient(base_url=root, **WHO) as client:
        client.positions.get("1")
        yield
        for _ in range(calls):
            name = client.positions.get("1").attributes.name
        yield name


async def small_get_async(root: str, calls: int) -> AsyncIterator[Any]:
    async with AsyncAddeparClient(base_url=root, **WHO) as client:
        await client.positions.get("1")
        yield
        for _ in range(calls):
            name = (await client.positions.get("1")).attributes.name
        yield name


def list_some(root: str, size: int) -> Iterator[Any]:
    """The id, name and owner of each row."""
    with AddeparClient(base_url=root, **WHO) as client:
        yield
        count = length = 0
        for row in client.positions.list(page_limit=size):
            count += 1
            length += len(row.id) + len(row.attributes.name) + len(row.relationships.owner.data.id)
        yield [count, length]


async def list_some_async(root: str, size: int) -> AsyncIterator[Any]:
    async with AsyncAddeparClient(base_url=root, **WHO) as client:
        yield
        count = length = 0
        async for row in client.positions.list(page_limit=size):
            count += 1
            length += len(row.id) + len(row.attributes.name) + len(row.relationships.owner.data.id)
        yield [count, length]


def list_ten(root: str, size: int) -> Iterator[Any]:
    with AddeparClient(base_url=root, **WHO) as client:
        yield
        yield sum(ten_fields(row) for row in client.positions.list(page_limit=size))


def list_pandas(root: str, size: int) -> Iterator[Any]:
    import pandas  # noqa: F401 - imported before the measurement, for all contestants

    with AddeparClient(base_url=root, **WHO) as client:
        yield
        yield len(client.positions.list(page_limit=size).to_pandas())


def list_arrow(root: str, size: int) -> Iterator[Any]:
    import pyarrow  # noqa: F401

    with AddeparClient(base_url=root, **WHO) as client:
        yield
        yield client.positions.list(page_limit=size).to_arrow().num_rows


def download(root: str, number: str, to: str) -> Iterator[Any]:
    with AddeparClient(base_url=root, **WHO) as client:
        client.positions.get("1")
        yield
        client.files.download(number, to=to)
        yield Path(to).stat().st_size


async def download_async(root: str, number: str, to: str) -> AsyncIterator[Any]:
    async with AsyncAddeparClient(base_url=root, **WHO) as client:
        await client.positions.get("1")
        yield
        await client.files.download(number, to=to)
        yield Path(to).stat().st_size


def upload(root: str, source: str) -> Iterator[Any]:
    with AddeparClient(base_url=root, **WHO) as client:
        client.positions.get("1")
        yield
        yield client.files.upload(source, name="file.bin").id


async def upload_async(root: str, source: str) -> AsyncIterator[Any]:
    async with AsyncAddeparClient(base_url=root, **WHO) as client:
        await client.positions.get("1")
        yield
        yield (await client.files.upload(source, name="file.bin")).id


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    with AddeparClient(base_url=root, **WHO) as client, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: client.positions.get("1"), range(at_once)))

        def one(number: int) -> int:
            return client.files.download("9", to=f"{folder}/{number}").bytes

        yield
        yield sum(pool.map(one, range(calls)))


async def many_small_async(root: str, calls: int, at_once: int, folder: str) -> AsyncIterator[Any]:
    async with AsyncAddeparClient(base_url=root, **WHO) as client:
        numbers = iter(range(calls))
        await asyncio.gather(*(client.positions.get("1") for _ in range(at_once)))

        async def worker() -> int:
            total = 0
            for number in numbers:
                total += (await client.files.download("9", to=f"{folder}/{number}")).bytes
            return total

        yield
        yield sum(await asyncio.gather(*(worker() for _ in range(at_once))))
