"""What openapi-generator writes for Python, by its own classes."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oag_addepar import ApiClient, Configuration, FilesApi, PositionsApi


def client(root: str, connections: int = 4) -> ApiClient:
    settings = Configuration(host=root, username="key", password="secret")  # noqa: S106
    settings.connection_pool_maxsize = connections
    settings.ssl_ca_cert = os.environ["SSL_CERT_FILE"]
    return ApiClient(settings)


def rows(api: PositionsApi, size: int) -> Iterator[Any]:
    after: str | None = None
    while True:
        page: Any = api.positions_list(page_limit=size, page_after=after)
        yield from page.data
        if not page.links or not page.links.next:
            return
        after = parse_qs(urlsplit(page.links.next).query)["page[after]"][0]


def small_get(root: str, calls: int) -> Iterator[Any]:
    api = PositionsApi(client(root))
    api.positions_get("1")
    yield
    for _ in range(calls):
        name = api.positions_get("1").data.attributes.name
    yield name


def list_some(root: str, size: int) -> Iterator[Any]:
    api = PositionsApi(client(root))
    yield
    count = length = 0
    for row in rows(api, size):
        count += 1
        length += len(row.id.actual_instance) + len(row.attributes.name)
        length += len(row.relationships.owner.data.id.actual_instance)
    yield [count, length]


def download(root: str, number: str, to: str) -> Iterator[Any]:
    own = client(root)
    PositionsApi(own).positions_get("1")
    yield
    Path(to).write_bytes(FilesApi(own).files_download(number))
    yield Path(to).stat().st_size


def many_small(root: str, calls: int, at_once: int, folder: str) -> Iterator[Any]:
    own = client(root, at_once)
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: PositionsApi(own).positions_get("1"), range(at_once)))
        files = FilesApi(own)

        def one(number: int) -> int:
            return Path(folder, str(number)).write_bytes(files.files_download("9"))

        yield
        yield sum(pool.map(one, range(calls)))
