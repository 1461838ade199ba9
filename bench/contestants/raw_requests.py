"""requests, used as its documentation shows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter


def session(root: str, connections: int = 10) -> requests.Session:
    opened = requests.Session()
    opened.auth = ("key", "secret")
    opened.headers["Addepar-Firm"] = "1"
    opened.mount(root.partition(":")[0] + "://", HTTPAdapter(pool_connections=1, pool_maxsize=connections))
    opened.get(f"{root}/v1/positions/1").raise_for_status()
    return opened


def small_get(root: str, calls: int) -> Iterator[Any]:
    with session(root) as own:
        yield
        for _ in range(calls):
            name = own.get(f"{root}/v1/positions/1").json()["data"]["attributes"]["name"]
        yield name


def download(root: str, number: str, to: str) -> Iterator[Any]:
    with session(root) as own:
        yield
        with own.get(f"{root}/v1/files/{number}/download", stream=True) as answer, Path(to).open("wb") as file:
            answer.raise_for_status()
            for block in answer.iter_content(1 << 16):
                file.write(block)
        yield Path(to).stat().st_size


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    with session(root, at_once) as own, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: own.get(f"{root}/v1/positions/1"), range(at_once)))

        def one(number: int) -> int:
            return Path(folder, str(number)).write_bytes(own.get(f"{root}/v1/files/9/download").content)

        yield
        yield sum(pool.map(one, range(calls)))
