"""Sixty-four workers, half of them threads and half tasks, on a network that breaks about one request in ten.

``python -m tests.hardening.soak.soak --seconds 600`` runs it and prints what it found as one line of JSON; it fails
where an object is not accounted for, a request was refused for the budget, memory grew, or anything was left open.
"""

import argparse
import asyncio
import contextlib
import gc
import hashlib
import inspect
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.hardening import proxy

from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient, BudgetExceededError, Timeout
from addepar_core.transport.httpx_transport import httpx

WORKERS = 64
_TOKEN = {"X-Sandbox-Token": "soak"}
Limits = tuple[tuple[int, float], ...]
A_SECOND = 100
# The budget keeps a hundredth of a window free, a second at most, for requests that are longer on their way than
# others. A real window has that second, and so has one of 100 s; in a short run it would not come to its end.
SHORT, LONG = 20.0, 100.0
_WARM = 1500
"""So many operations are the warm-up, after which the memory is measured for the first time."""
_REQUESTS_A_HARM = 10
_BYTES_A_REQUEST = 700
_KEPT = 8
_ENTITIES = {end: {"data": {"type": "entities", "id": id_}} for end, id_ in (("owner", "22"), ("owned", "23"))}


class Ledger:
    """What the workers know of the objects that they made.

    Attributes:
        live: the id of each object that is surely there, by its kind and name.
        possibly: those of which an error said that nobody knows.
        seen: operations and their outcomes, counted.
    """

    def __init__(self) -> None:
        self.live: dict[tuple[str, str], str] = {}
        self.possibly: set[tuple[str, str]] = set()
        self.seen: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.wrong: list[str] = []


def content_of(name: str) -> bytes:
    """The content of a file, from its name: 1 byte to 60 KB."""
    block = hashlib.sha256(name.encode()).digest()
    return (block * 2000)[: 1 + int.from_bytes(block[:2], "big")]


class Worker:
    """One worker: mixed operations on objects of its own, in the words of either client."""

    def __init__(self, number: int, client: Any, ledger: Ledger, until: float) -> None:
        self._dice = random.Random(number)  # noqa: S311
        self._names = (f"w{number}-{count}" for count in itertools.count())
        self._client = client
        self._ledger = ledger
        self._until = until
        self._own: list[tuple[str, str]] = []

    async def run(self) -> None:
        """Work until the time is over."""
        while time.monotonic() < self._until:
            operation = self._dice.choice(
                [self._upload, self._upload, self._create, self._create, self._read, self._list, self._download]
                + [self._remove] * (2 if len(self._own) < _KEPT else 9)
            )
            outcome = "ok"
            try:
                await operation()
            except BudgetExceededError:
                outcome = "not sent, the budget was used up"
                await self._pause()
            except AddeparError as error:
                outcome = type(error).__name__ + ", outcome unknown" * error.outcome_unknown
            with self._ledger.lock:
                self._ledger.seen[f"{operation.__name__.strip('_')}: {outcome}"] += 1

    async def _pause(self) -> None:
        if isinstance(self._client, AsyncAddeparClient):
            await asyncio.sleep(0.2)
        else:
            time.sleep(0.2)

    @staticmethod
    async def _of(outcome: Any) -> Any:
        return await outcome if inspect.isawaitable(outcome) else outcome

    async def _made(self, kind: str, name: str, call: Any) -> None:
        key = (kind, name)
        try:
            made = await self._of(call())
        except AddeparError as error:
            if error.outcome_unknown:
                with self._ledger.lock:
                    self._ledger.possibly.add(key)
            raise
        made = made[0] if isinstance(made, list) else made
        with self._ledger.lock:
            self._ledger.live[key] = made.id
        self._own.append(key)

    async def _upload(self) -> None:
        name = next(self._names) + ".bin"
        await self._made("files", name, lambda: self._client.files.upload(content_of(name), name=name, entities=[22]))

    async def _create(self) -> None:
        name = next(self._names)
        attributes = {"name": name, "incepting_open_position_date": "2001-01-01"}
        attributes |= {"incepting_open_position_ownership_percentage": 0.5}  # type: ignore[dict-item]
        body = {"type": "positions", "attributes": attributes, "relationships": _ENTITIES}
        await self._made("positions", name, lambda: self._client.positions.create(body))

    async def _remove(self) -> None:
        if not self._own:
            return
        key = self._own.pop(self._dice.randrange(len(self._own)))
        id_ = self._ledger.live[key]
        try:
            await self._of(getattr(self._client, key[0]).delete(id_))
        except AddeparError as error:
            if error.outcome_unknown:
                with self._ledger.lock:
                    del self._ledger.live[key]
                    self._ledger.possibly.add(key)
            else:
                self._own.append(key)
            raise
        with self._ledger.lock:
            del self._ledger.live[key]

    async def _read(self) -> None:
        if self._own:
            kind, name = key = self._dice.choice(self._own)
            found = await self._of(getattr(self._client, kind).get(self._ledger.live[key]))
            if found.attributes.name != name:
                self._ledger.wrong.append(f"{kind} {name}: read {found.attributes.name}")

    async def _list(self) -> None:
        rows = self._client.archived_files.list(page_limit=20, limit=40)
        count = len([row async for row in rows]) if hasattr(rows, "__aiter__") else len(list(rows))
        if count > 40:
            self._ledger.wrong.append(f"{count} rows of 40")

    async def _download(self) -> None:
        files = [key for key in self._own if key[0] == "files"]
        if files:
            key = self._dice.choice(files)
            out = _Memory()
            await self._of(self._client.files.download(self._ledger.live[key], out))
            if bytes(out.content) != content_of(key[1]):
                self._ledger.wrong.append(f"{key[1]}: other bytes came back")


class _Memory:
    """A file object that can be set back, and keeps no more than it has to."""

    def __init__(self) -> None:
        self.content = bytearray()

    def tell(self) -> int:
        return len(self.content)

    def seek(self, place: int, whence: int = 0) -> int:
        del self.content[place:]
        return place

    def truncate(self) -> int:
        return len(self.content)

    def write(self, data: bytes) -> int:
        self.content += data
        return len(data)


def _limit(url: str, limits: Iterable[tuple[int, float]]) -> None:
    """From now on the sandbox refuses what is beyond these."""
    windows = [{"requests": requests, "seconds": seconds} for requests, seconds in limits]
    httpx.put(url.replace("/api", "/_sandbox/limits"), json={"windows": windows}, headers=_TOKEN).raise_for_status()


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A sandbox in a process of its own."""
    environment = os.environ | {"ADDEPAR_SANDBOX_TOKEN": _TOKEN["X-Sandbox-Token"]}
    command = [sys.executable, "-m", "addepar_sandbox", "--port", "0", "--state", str(folder / "state")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            yield url
        finally:
            process.terminate()


def _rss() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE")


def _open_now() -> dict[str, int]:
    kinds: Counter[str] = Counter(files=0, sockets=0)
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            kinds["sockets" if str(one.readlink()).startswith("socket") else "files"] += 1
    return {**kinds, "threads": threading.active_count()}


def _let_end(earlier: set[threading.Thread]) -> None:
    """Wait for the workers of the closed async client, which it does not wait for; one that goes on is left open."""
    for one in set(threading.enumerate()) - earlier:
        one.join(10)


def _run(url: str, seconds: float, limits: Limits, ledger: Ledger) -> tuple[int, int, int]:
    """Work; the resident memory after the warm-up and at the end, and how many tasks were left."""
    until = time.monotonic() + seconds
    options: dict[str, Any] = {"base_url": url, "firm_id": 1, "auth": ("sandbox", "sandbox"), "budget": "memory"}
    options |= {"budget_limits": limits, "budget_wait": 0.5, "max_retries": 4, "timeout": Timeout(20, 5, 5, 20)}
    memory: list[int] = []

    async def tasks() -> int:
        async with AsyncAddeparClient(**options) as client, asyncio.TaskGroup() as group:
            for number in range(WORKERS // 2):
                group.create_task(Worker(number, client, ledger, until).run())
            await asyncio.sleep(seconds * 0.4)
            # A machine under load gets there later; before, not everything has been made that is made once.
            while ledger.seen.total() < _WARM and time.monotonic() < until - seconds * 0.2:
                await asyncio.sleep(0.01)
            memory.append(_rss())
        memory.append(_rss())
        return len(asyncio.all_tasks()) - 1

    with AddeparClient(**options) as client:
        threads = [
            threading.Thread(target=lambda number=number: asyncio.run(Worker(number, client, ledger, until).run()))
            for number in range(WORKERS // 2, WORKERS)
        ]
        for thread in threads:
            thread.start()
        left = asyncio.run(tasks())
        for thread in threads:
            thread.join()
    return memory[0], memory[1], left


def _reconciled(url: str, ledger: Ledger) -> Counter[str]:
    """The ledger against what the sandbox holds, over a network that works."""
    found: Counter[str] = Counter()
    with AddeparClient(base_url=url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        there: Counter[tuple[str, str]] = Counter()
        for kind in ("files", "positions"):
            for row in getattr(client, kind).list():
                name = str((row.to_dict().get("attributes") or {}).get("name"))
                if name.startswith("w") and "-" in name:
                    there[kind, name] += 1
                    if kind == "files" and row.attributes.bytes != len(content_of(name)):
                        ledger.wrong.append(f"{name}: {row.attributes.bytes} bytes")
    ledger.wrong += [f"{key} is there {count} times" for key, count in there.items() if count > 1]
    ledger.wrong += [f"{key} is lost" for key in ledger.live if key not in there]
    ledger.wrong += [f"nobody knows of {key}" for key in there if key not in ledger.live and key not in ledger.possibly]
    found["surely there"] = len(ledger.live)
    found["possibly, and there"] = sum(key in there for key in ledger.possibly)
    found["possibly, and not there"] = len(ledger.possibly) - found["possibly, and there"]
    return found


def soak(seconds: float) -> dict[str, Any]:
    """Run it; what it found. ``problems`` is empty where all is well."""
    ledger = Ledger()
    window = LONG if seconds > 2 * LONG else SHORT
    limits = ((round(A_SECOND * window), window),)
    dice = random.Random(1)  # noqa: S311
    drawn = threading.Lock()

    def plan(_: int) -> proxy.Harm:
        with drawn:
            return proxy.Harm(
                dice.choice(("reset", "truncate", "split", "delay")),
                "up" if dice.random() < 0.5 else "down",
                dice.randrange(2 * _REQUESTS_A_HARM * _BYTES_A_REQUEST),
            )

    with tempfile.TemporaryDirectory(prefix="addepar-soak-") as folder, _server(Path(folder)) as url:
        with AddeparClient(base_url=url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            client.files.get(123)  # whatever is only opened once is open now
        _limit(url, limits)
        before, threads = _open_now(), set(threading.enumerate())
        with proxy.proxied(url, plan) as network:
            warm, end, tasks = _run(network.url, seconds, limits, ledger)
            harms = len(network.struck)
        _let_end(threads)
        after = _open_now() | {"tasks": tasks}
        journal = url.replace("/api", "/_sandbox/journal")
        refused = httpx.get(journal, params={"status": "429"}, headers=_TOKEN).json()["entries"]
        _limit(url, ())
        objects = _reconciled(url, ledger)
    problems = list(ledger.wrong)
    left = {name: count - before.get(name, 0) for name, count in after.items() if count > before.get(name, 0)}
    problems += [f"{count} {name} were left open" for name, count in left.items()]
    problems += [f"{len(refused)} requests beyond the budget"] * bool(refused)
    problems += [f"memory grew from {warm >> 20} to {end >> 20} MiB"] * (end > warm * 1.1 + (8 << 20))
    return {
        "seconds": seconds,
        "operations": ledger.seen.total(),
        "harms": harms,
        "objects": dict(objects),
        "outcomes": dict(sorted(ledger.seen.items())),
        "memory": [warm, end],
        "problems": problems,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600.0)
    result = soak(parser.parse_args().seconds)
    sys.stdout.write(json.dumps(result) + "\n")
    sys.exit(bool(result["problems"]))
