"""Waiting for jobs with this project: a real job on a real server, and many on a simulated clock."""

import json
import random
import time
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import httpx

from addepar_client import AddeparClient, Clock

LATENCY = 0.1
"""Seconds that a simulated request takes."""
WINDOW, LIMIT = 900.0, 50


def job(root: str) -> Iterator[Any]:
    """Submit a job and wait for it; yields its id and the time at which the client learned that it had ended."""
    firm = time.monotonic_ns()  # a firm whose budget is unused
    with AddeparClient(base_url=root, firm_id=firm, auth=("key", "secret"), budget="memory") as client:
        client.positions.get("1")
        yield
        submitted = client.jobs.submit_view(
            view_id=2, portfolio_type="entity", portfolio_id=22, output_type="csv",
            start_date="2024-01-01", end_date="2024-03-31",
        )  # fmt: skip
        client.jobs.wait(submitted)
        yield [submitted.id, time.monotonic()]


class Firm:
    """A simulated firm with one job, a server and a clock."""

    def __init__(self, runs: float) -> None:
        self.now = 1e6
        self.ends = self.now + runs
        self.asked: list[float] = []
        self.clock = Clock(now=lambda: self.now, wall=lambda: 1.7e9 + self.now, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(self.now)
        self.now += LATENCY / 2
        status = "Completed" if self.now >= self.ends else "In Progress"
        self.now += LATENCY / 2
        document = {"data": {"id": "13", "type": "jobs", "attributes": {"status": status}}}
        return httpx.Response(200, content=json.dumps(document), headers={"content-type": "application/vnd.api+json"})

    def waited(self) -> dict[str, float]:
        """How late the client learned of the end, how many requests it sent, and the most of them in one window."""
        transport = httpx.MockTransport(self.answer)
        options: dict[str, Any] = {"transport": transport, "clock": self.clock, "budget": "memory", "firm_id": id(self)}
        with AddeparClient(base_url="https://acme.addepar.com/api", auth=("key", "secret"), **options) as client:
            client.jobs.wait("13")
        asked = self.asked
        busiest = max(bisect_right(asked, at + WINDOW) - place for place, at in enumerate(asked))
        return {"late": self.now - self.ends, "requests": len(asked), "busiest": busiest}


def pretended(durations: list[float], each: int) -> Iterator[Any]:
    """Wait for ``each`` jobs between each duration and the next, with run times spread evenly on a log scale."""
    chance = random.Random(4)  # noqa: S311
    yield
    found = {}
    for least, most in pairwise(durations):
        runs = [least * (most / least) ** chance.random() for _ in range(each)]
        found[f"{least} {most}"] = [{"runs": one} | Firm(one).waited() for one in runs]
    yield found
