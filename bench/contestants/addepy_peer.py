"""addepy 0.6.0, by its public methods."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from addepy import AddePy


def client(root: str) -> AddePy:
    return AddePy(base_url=f"{root}/v1", firm_id="1", key_id="key", key_secret="secret")  # noqa: S106


def small_get(root: str, calls: int) -> Iterator[Any]:
    get = client(root).ownership.positions.get_position
    get("1")
    yield
    for _ in range(calls):
        name = get("1")["attributes"]["name"]
    yield name


def list_some(root: str, size: int) -> Iterator[Any]:
    positions = client(root).ownership.positions
    yield
    count = length = 0
    for row in positions.iter_positions(page_limit=size):
        count += 1
        length += len(row["id"]) + len(row["attributes"]["name"]) + len(row["relationships"]["owner"]["data"]["id"])
    yield [count, length]


def download(root: str, number: str, to: str) -> Iterator[Any]:
    own = client(root)
    own.ownership.positions.get_position("1")
    yield
    own.admin.files.download_file_to(number, to)
    yield Path(to).stat().st_size


def upload(root: str, source: str) -> Iterator[Any]:
    own = client(root)
    own.ownership.positions.get_position("1")
    yield
    yield own.admin.files.upload_file(source, "file.bin")["id"]


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    own = client(root)
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: own.ownership.positions.get_position("1"), range(at_once)))

        def one(number: int) -> int:
            return own.admin.files.download_file_to("9", f"{folder}/{number}").stat().st_size

        yield
        yield sum(pool.map(one, range(calls)))


def job(root: str) -> Iterator[Any]:
    """Submit a job and wait for it; yields its id and the time at which the client learned that it had ended."""
    jobs = client(root).portfolio.jobs
    yield
    job_id = jobs.create_job({"portfolio_type": "entity", "portfolio_id": [22]})
    jobs.wait_for_job(job_id)
    yield [job_id, time.monotonic()]
