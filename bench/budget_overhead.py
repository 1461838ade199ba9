"""What the request budget costs for one request, in microseconds: memory, SQLite, Redis; empty and nearly full.

    python bench/budget_overhead.py [--json] [--rounds 5]

A round takes 200 slots, one by one, as requests that need not wait do. The log that they are added to is empty,
or has the 1,000 requests of a whole day. The output has the median round and the best one, which a busy machine
distorts least.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

from addepar_client import Clock
from addepar_core.flow.drivers import run_sync
from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.flow.steps import Flow, Send, Step, apply_policy
from addepar_core.pipeline.budget.limiter import Budget, Reservation, Store
from addepar_core.pipeline.budget.stores import MemoryStore, RedisStore, SqliteStore
from addepar_core.pipeline.rate_budget import acquire_slot, budget_policy

# The documented windows with higher limits, so that no request waits.
LIMITS = ((2_000, 900.0), (20_000, 86_400.0))
TAKEN = 200
DAY = 1_000
REQUEST = HttpRequest("GET", "https://acme.addepar.com/api/v1/files")
KEYS = count()


class Wire:
    """A transport that returns its response at once."""

    response = HttpResponse(REQUEST, 200, {})

    def send(self, _: HttpRequest) -> HttpResponse:
        return self.response

    def open(self, _: HttpRequest) -> Any:
        raise NotImplementedError


def exchange() -> Flow[HttpResponse]:
    response: HttpResponse = yield Send(REQUEST)
    return response


def passing(step: Step) -> Flow[Any]:
    return (yield step)


def no_limit() -> float:
    return inf


def per_request(work: Any) -> float:
    started = perf_counter()
    for _ in range(TAKEN):
        work()
    return (perf_counter() - started) / TAKEN * 1e6


def measure(store: Store, rounds: int) -> dict[str, dict[str, float]]:
    clock, wire = Clock(), Wire()
    figures: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, filled in (("empty", 0), ("a day's 1,000", DAY)):
            budget = Budget(store, f"bench {next(KEYS)}", LIMITS)
            for _ in range(filled):
                budget.reserve(Reservation())

            def reserve(budget: Budget = budget) -> None:
                budget.reserve(Reservation())

            def whole(budget: Budget = budget) -> None:
                run_sync(acquire_slot(REQUEST, budget, inf, clock.now), wire, clock)

            def paced_request(budget: Budget = budget) -> None:
                run_sync(
                    apply_policy(
                        exchange(), partial(budget_policy, budget=budget, max_wait=inf, remaining=no_limit, clock=clock)
                    ),
                    wire,
                    clock,
                )

            plain = per_request(lambda: run_sync(apply_policy(exchange(), passing), wire, clock))
            figures.setdefault(f"reserve, {name}", []).append(per_request(reserve))
            figures.setdefault(f"reserve and drive, {name}", []).append(per_request(whole))
            figures.setdefault(f"request with budget, {name}", []).append(per_request(paced_request))
            figures.setdefault("request without", []).append(plain)
    return {
        name: {"median": round(statistics.median(own), 1), "min": round(min(own), 1), "max": round(max(own), 1)}
        for name, own in figures.items()
    }


@contextmanager
def redis_server(folder: Path) -> Iterator[str | None]:
    """The URL of a new Redis server on a Unix socket; None if no server is installed."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        yield None
        return
    socket = folder / "socket"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert server.stdout is not None  # noqa: S101
        next(line for line in server.stdout if "ready to accept connections" in line.lower())
        yield f"unix://{socket}"
    finally:
        server.kill()
        server.communicate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, redis_server(Path(name)) as url:
        stores: dict[str, Any] = {"memory": MemoryStore(), "sqlite": SqliteStore(Path(name) / "budget.db")}
        if url is not None:
            stores["redis"] = RedisStore.from_url(url)
        results = {}
        for kind, store in stores.items():
            results[kind] = measure(store, arguments.rounds)
            store.close()
    if arguments.json:
        json.dump({"unit": "microseconds per request", "stores": results}, sys.stdout, indent=2)
        return
    for kind, figures in results.items():
        for what, one in figures.items():
            sys.stdout.write(f"{kind:8} {what:40} {one['median']:8.1f} us   best {one['min']:8.1f}\n")


if __name__ == "__main__":
    main()
