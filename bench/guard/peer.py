"""The server that the guard counts against: an API with three responses, in a thread of this process."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

from .. import serving

MIB = 1 << 20
PAGES, ROWS = 3, 50
BIG = 32 * MIB


class Peer(BaseHTTPRequestHandler):
    """Serves a position, pages of positions and a big file, and accepts an upload."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.endswith("/download"):
            return self._big()
        if path.endswith("/positions"):
            return self._answer(_page(int(query.rpartition("=")[2] or 0) if "after" in query else 0))
        return self._answer(json.dumps({"data": serving.position(1, Random(1)), "included": []}).encode())  # noqa: S311

    def do_POST(self) -> None:
        left = int(self.headers["content-length"])
        while left:
            left -= len(self.rfile.read(min(left, MIB)))
        self._answer(json.dumps({"data": serving.stored(BIG)}).encode(), 201)

    def _answer(self, body: bytes, status: int = 200) -> None:
        self._head(status, "application/vnd.api+json", len(body))
        self.wfile.write(body)
        self.wfile.flush()

    def _big(self) -> None:
        self._head(200, "application/octet-stream", BIG)
        for _ in range(BIG // MIB):
            self.wfile.write(bytes(MIB))
        self.wfile.flush()

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def _page(number: int) -> bytes:
    chance = Random(number)  # noqa: S311
    rows = [serving.position(number * ROWS + row, chance) for row in range(ROWS)]
    more = f"/v1/positions?page[limit]={ROWS}&page[after]={number + 1}" if number + 1 < PAGES else None
    return json.dumps({"data": rows, "links": {"next": more}, "included": []}).encode()


@contextmanager
def peer() -> Iterator[str]:
    """The API root of a peer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
