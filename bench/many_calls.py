"""Many threads and many tasks on one client: 10,000 calls each, including transfers. No call may fail.

    python bench/many_calls.py [--calls 10000] [--workers 64]

Prints one JSON line for each client: calls, seconds, calls per second, errors, and the connections that the server saw.
The server is another process on this machine, and only sends prepared responses.
"""

import argparse
import asyncio
import io
import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from addepar_client import AddeparClient, AsyncAddeparClient

FILE = b'{"data": {"type": "files", "id": "9", "attributes": {"name": "a.bin", "bytes": 65536}}}'
CONTENT = bytes(range(256)) * 256


class Server(asyncio.Protocol):
    """A minimal HTTP/1.1 server: an upload, a file and its content."""

    connections = 0

    def connection_made(self, transport: Any) -> None:
        Server.connections += 1
        self._transport = transport
        self._seen = bytearray()

    def data_received(self, data: bytes) -> None:
        self._seen += data
        while (end := self._seen.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._seen[:end]).lower()
            length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
            if len(self._seen) < end + 4 + length:
                return
            del self._seen[: end + 4 + length]
            path = head.split(b" ", 2)[1]
            if path.endswith(b"connections"):
                self._answer(b"%d" % Server.connections, b"text/plain")
            elif path.endswith(b"download"):
                self._answer(CONTENT, b"application/binary")
            else:
                self._answer(FILE, b"application/vnd.api+json")

    def _answer(self, body: bytes, kind: bytes) -> None:
        lines = (b"HTTP/1.1 200 OK", b"Content-Type: " + kind, b"Content-Length: %d" % len(body), b"", body)
        self._transport.write(b"\r\n".join(lines))


@contextmanager
def serving() -> Iterator[str]:
    """The API root of a server in another process."""
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:  # noqa: S603
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}/api"  # type: ignore[union-attr]
        finally:
            server.terminate()


async def serve() -> None:
    """Print a free port, and serve on it until the process ends."""
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def connections(url: str) -> int:
    """How many connections the server has seen, without the one of this request."""
    with urllib.request.urlopen(f"{url}/connections") as response:  # noqa: S310 - our own server
        return int(response.read()) - 1


def kind_of(number: int) -> str:
    """Eight reads, a download and an upload in every ten calls."""
    return {3: "download", 7: "upload"}.get(number % 10, "get")


def check(kind: str, result: Any, sink: io.BytesIO) -> None:
    """Raise AssertionError if a call did not return what it should."""
    if kind == "download" and (result.bytes != len(CONTENT) or sink.getvalue() != CONTENT):
        raise AssertionError("the download differs")
    if kind != "download" and result.id != "9":
        raise AssertionError("the wrong file")


def with_threads(url: str, calls: int, workers: int) -> Counter[str]:
    """Make all calls from ``workers`` threads on one client; returns the errors with their counts."""
    errors: Counter[str] = Counter()
    with AddeparClient(base_url=url, firm_id=1, auth="token", max_retries=0) as client:

        def one(number: int) -> None:
            sink = io.BytesIO()
            call: dict[str, Callable[[], Any]] = {
                "get": lambda: client.files.get(9),
                "download": lambda: client.files.download(9, sink),
                "upload": lambda: client.files.upload(CONTENT, name="a.bin"),
            }
            try:
                check(kind_of(number), call[kind_of(number)](), sink)
            except Exception as error:  # noqa: BLE001 - counted
                errors[f"{type(error).__name__}: {error}"] += 1

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(one, range(calls)))
    return errors


def with_tasks(url: str, calls: int, workers: int) -> Counter[str]:
    """The same from ``workers`` tasks on one async client."""
    errors: Counter[str] = Counter()

    async def run() -> None:
        numbers = iter(range(calls))
        async with AsyncAddeparClient(base_url=url, firm_id=1, auth="token", max_retries=0) as client:

            async def worker() -> None:
                for number in numbers:
                    sink = io.BytesIO()
                    call: dict[str, Callable[[], Any]] = {
                        "get": lambda: client.files.get(9),
                        "download": lambda sink=sink: client.files.download(9, sink),  # type: ignore[misc]
                        "upload": lambda: client.files.upload(CONTENT, name="a.bin"),
                    }
                    try:
                        check(kind_of(number), await call[kind_of(number)](), sink)
                    except Exception as error:  # noqa: BLE001 - counted
                        errors[f"{type(error).__name__}: {error}"] += 1

            await asyncio.gather(*(worker() for _ in range(workers)))

    asyncio.run(run())
    return errors


def measured(run: Callable[[str, int, int], Counter[str]], calls: int, workers: int) -> dict[str, Any]:
    """The figures of one run, with a new server."""
    with serving() as url:
        begun = time.perf_counter()
        errors = run(url, calls, workers)
        seconds = time.perf_counter() - begun
        seen = connections(url)
    return {
        "workers": f"{workers} {run.__name__.removeprefix('with_')}",
        "calls": calls,
        "seconds": round(seconds, 2),
        "calls_per_second": round(calls / seconds),
        "errors": dict(errors),
        "connections": seen,
    }


def main() -> int:
    """Run both clients; 1 if a call failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=64)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
    results = [measured(run, options.calls, options.workers) for run in (with_threads, with_tasks)]
    for result in results:
        sys.stdout.write(json.dumps(result) + "\n")
    return int(any(result["errors"] for result in results))


if __name__ == "__main__":
    raise SystemExit(main())
