"""Helpers: both clients behind one face, a clock that nobody waits for, a server that misbehaves on demand."""

import asyncio
import inspect
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from addepar_client import AddeparClient, AsyncAddeparClient, Clock

JSON_API = "application/vnd.api+json"


class FakeTime:
    """Time that passes only by being slept through."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)

    def clock(self) -> Clock:
        # The wall clock goes along: who waits for a place in a budget that is kept by it would never get there.
        return Clock(
            now=lambda: self.seconds,
            sleep=self.sleep,
            sleep_async=self.sleep_async,
            wall=lambda: time.time() + self.seconds,
        )


class Side:
    """One of the two clients; whatever is asked of it is run to its result."""

    def __init__(self, name: str, runner: asyncio.Runner) -> None:
        self.name = name
        self._runner = runner
        self._open: list[Any] = []

    def client(self, base_url: str, **options: Any) -> Any:
        """A client that is closed at the end of the test; its time stands still unless slept through.

        It tries once, so that a test sees what a single exchange does; tests of retries ask for them.
        """
        usual: dict[str, Any] = {"firm_id": 1, "auth": ("sandbox", "sandbox"), "max_retries": 0}
        usual["clock"] = FakeTime().clock()
        kind = AddeparClient if self.name == "sync" else AsyncAddeparClient
        made = kind(base_url=base_url, **usual | options)
        self._open.append(made)
        return made

    def run(self, outcome: Any) -> Any:
        """The result of a call, awaited where it has to be."""
        if not inspect.isawaitable(outcome):
            return outcome

        async def wait() -> Any:
            return await outcome

        return self._runner.run(wait(), context=copy_context())

    def list(self, many: Any) -> list[Any]:
        """All that an iteration gives."""
        if not hasattr(many, "__aiter__"):
            return list(many)

        async def gather() -> list[Any]:
            return [one async for one in many]

        return self._runner.run(gather())

    def close(self) -> None:
        for client in self._open:
            self.run(client.close())


@dataclass
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """What to answer; ``length`` lies about the body where it is given."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None

    @classmethod
    def json(cls, text: str, status: int = 200, **headers: str) -> "Reply":
        return cls(status, text.encode(), {"Content-Type": JSON_API, **headers})


def accepted(seen: Seen) -> Reply:
    """An answer to a write as the API gives it: each resource that was sent, and nothing to what has no body."""
    if not seen.body:
        return Reply(204)
    data = json.loads(seen.body)["data"]
    made = [{"type": one["type"], "id": str(one.get("id", 7))} for one in (data if isinstance(data, list) else [data])]
    return Reply.json(json.dumps({"data": made if isinstance(data, list) else made[0]}), 201)


@dataclass
class Hostile:
    """A server that answers as it is told."""

    url: str
    seen: list[Seen]


@contextmanager
def hostile(answer: Callable[[Seen], Reply]) -> Iterator[Hostile]:
    """Serve whatever ``answer`` makes of each request, on a free loopback port."""
    seen: list[Seen] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet, or each answer waits for an acknowledgement

        def answer(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            request = Seen(self.command, self.path, headers, body)
            seen.append(request)
            reply = answer(request)
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.length is not None

        do_GET = do_POST = do_PATCH = do_DELETE = answer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Hostile(f"http://127.0.0.1:{server.server_address[1]}/api", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
