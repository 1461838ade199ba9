"""The floor: httpx itself, used as its documentation shows, with responses as plain dicts."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx

WHO: dict[str, Any] = {"auth": ("key", "secret"), "headers": {"Addepar-Firm": "1"}, "timeout": 70.0}
BLOCK = 1 << 18


def documents(client: httpx.Client, root: str, size: int) -> Iterator[Any]:
    link: str | None = f"/v1/positions?page[limit]={size}"
    while link:
        document = json.loads(client.get(root + link).raise_for_status().content)
        yield document
        link = document["links"]["next"]


def small_get(root: str, calls: int) -> Iterator[Any]:
    with httpx.Client(**WHO) as client:
        client.get(f"{root}/v1/positions/1")
        yield
        for _ in range(calls):
            name = client.get(f"{root}/v1/positions/1").raise_for_status().json()["data"]["attributes"]["name"]
        yield name


async def small_get_async(root: str, calls: int) -> AsyncIterator[Any]:
    async with httpx.AsyncClient(**WHO) as client:
        await client.get(f"{root}/v1/positions/1")
        yield
        for _ in range(calls):
            response = await client.get(f"{root}/v1/positions/1")
            name = response.raise_for_status().json()["data"]["attributes"]["name"]
        yield name


def list_some(root: str, size: int) -> Iterator[Any]:
    """The id, name and owner of each row; a page is released when the next one has arrived."""
    with httpx.Client(**WHO) as client:
        yield
        count = length = 0
        for document in documents(client, root, size):
            for row in document["data"]:
                count += 1
                length += len(row["id"]) + len(row["attributes"]["name"])
                length += len(row["relationships"]["owner"]["data"]["id"])
        yield [count, length]


def list_ten(root: str, size: int) -> Iterator[Any]:
    """Ten fields of each row, three of them dates."""
    with httpx.Client(**WHO) as client:
        yield
        count = 0
        for document in documents(client, root, size):
            for row in document["data"]:
                attributes, ends = row["attributes"], row["relationships"]
                values = (
                    *(row["id"], attributes["name"], attributes["display_name"]),
                    date.fromisoformat(attributes["incepting_open_position_date"]),
                    attributes["incepting_open_position_value"],
                    attributes["incepting_open_position_ownership_percentage"],
                    datetime.fromisoformat(attributes["created_at"]),
                    datetime.fromisoformat(attributes["modified_at"]),
                    *(ends["owner"]["data"]["id"], ends["owned"]["data"]["id"]),
                )
                count += sum(value is not None for value in values)
        yield count


async def list_some_async(root: str, size: int) -> AsyncIterator[Any]:
    async with httpx.AsyncClient(**WHO) as client:
        yield
        count = length = 0
        link: str | None = f"/v1/positions?page[limit]={size}"
        while link:
            document = json.loads((await client.get(root + link)).raise_for_status().content)
            for row in document["data"]:
                count += 1
                length += len(row["id"]) + len(row["attributes"]["name"])
                length += len(row["relationships"]["owner"]["data"]["id"])
            link = document["links"]["next"]
        yield [count, length]


def list_pandas(root: str, size: int) -> Iterator[Any]:
    import pandas

    with httpx.Client(**WHO) as client:
        yield
        rows = [row for document in documents(client, root, size) for row in document["data"]]
        yield len(pandas.json_normalize(rows))


def download(root: str, number: str, to: str) -> Iterator[Any]:
    with httpx.Client(**WHO) as client:
        client.get(f"{root}/v1/positions/1")
        yield
        with client.stream("GET", f"{root}/v1/files/{number}/download") as response, Path(to).open("wb") as file:
            for block in response.raise_for_status().iter_bytes():
                file.write(block)
        yield Path(to).stat().st_size


async def download_async(root: str, number: str, to: str) -> AsyncIterator[Any]:
    async with httpx.AsyncClient(**WHO) as client:
        await client.get(f"{root}/v1/positions/1")
        yield
        async with client.stream("GET", f"{root}/v1/files/{number}/download") as response:
            with Path(to).open("wb") as file:
                async for block in response.raise_for_status().aiter_bytes():
                    file.write(block)
        yield Path(to).stat().st_size


def parts() -> dict[str, Any]:
    return {"metadata": json.dumps({"data": {"type": "files", "attributes": {"name": "file.bin"}}})}


def upload(root: str, source: str) -> Iterator[Any]:
    with httpx.Client(**WHO) as client, Path(source).open("rb") as file:
        client.get(f"{root}/v1/positions/1")
        yield
        response = client.post(f"{root}/v1/files", files={"file": ("file.bin", file)}, data=parts())
        yield response.raise_for_status().json()["data"]["id"]


async def upload_async(root: str, source: str) -> AsyncIterator[Any]:
    async with httpx.AsyncClient(**WHO) as client:
        await client.get(f"{root}/v1/positions/1")
        with Path(source).open("rb") as file:
            yield
            response = await client.post(f"{root}/v1/files", files={"file": ("file.bin", file)}, data=parts())
            yield response.raise_for_status().json()["data"]["id"]


def saved(content: bytes, folder: str, number: int) -> int:
    return Path(folder, str(number)).write_bytes(content)


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    # With the default limits, threads close each other's connections and some calls fail.
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    with httpx.Client(limits=limits, **WHO) as client, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: client.get(f"{root}/v1/positions/1"), range(at_once)))

        def one(number: int) -> int:
            return saved(client.get(f"{root}/v1/files/9/download").raise_for_status().content, folder, number)

        yield
        yield sum(pool.map(one, range(calls)))


async def many_small_async(root: str, calls: int, at_once: int, folder: str) -> AsyncIterator[Any]:
    async with httpx.AsyncClient(**WHO) as client:
        numbers = iter(range(calls))
        await asyncio.gather(*(client.get(f"{root}/v1/positions/1") for _ in range(at_once)))

        async def worker() -> int:
            total = 0
            for number in numbers:
                response = await client.get(f"{root}/v1/files/9/download")
                total += saved(response.raise_for_status().content, folder, number)
            return total

        yield
        yield sum(await asyncio.gather(*(worker() for _ in range(at_once))))
