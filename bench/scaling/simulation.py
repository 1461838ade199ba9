"""A vendor's firms over days on a simulated clock: the client's own budget decides when each request is sent.

Nothing here decides about a request: each passes the client's own layer (``budget_policy``), with a real ``Budget`` on
a real store. What surrounds it is simulated: time, the demand of the firms, a network that delays requests by up to
0.4 seconds, a machine that sometimes oversleeps, and a server that enforces the limits to the microsecond and also
counts the requests of the firm's other programs.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count
from math import inf
from random import Random
from typing import Any

from addepar_api.facts import RETRY_AFTER_HEADER
from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.flow.steps import Clock, Flow, RunBlocking, Send, Sleep, apply_policy
from addepar_core.pipeline.budget.limiter import Budget, Store
from addepar_core.pipeline.rate_budget import budget_policy

from .audit import MICRO, Gate, Limits

DAY = 86_400
REQUEST = HttpRequest("GET", "https://acme.addepar.com/api/v1/positions")
OVERSLEPT = 0.001
"""The share of waits that end up to a minute late, as in a paused container or on a machine that slept."""


@dataclass(frozen=True)
class Demand:
    """What one firm's workers want.

    Attributes:
        kind: a description.
        workers: the number of workers that share the requests.
        runs: pairs of a time (seconds from the start) and a number of requests. A run begins late if the previous one
            has not ended.
        others: requests per day of the firm's other programs; the client notices them only by a 429.
    """

    kind: str
    workers: int
    runs: tuple[tuple[float, float], ...]
    others: float = 0.0


@dataclass
class Firm:
    """What happened to the requests of one firm."""

    demand: Demand
    sent: list[int] = field(default_factory=list)
    arrived: list[int] = field(default_factory=list)
    refused: int = 0
    others: int = 0
    waited: list[float] = field(default_factory=list)


def demand(number: int, days: int, seed: int) -> Demand:
    """The demand of a firm: of ten firms, five run once a night, three poll all day, and two use all requests."""
    chance = Random(f"{seed} {number}")  # noqa: S311
    others = 200.0 if number % 13 == 12 else 0.0
    if number % 10 < 5:
        hour, wanted = chance.uniform(1, 5), chance.randrange(150, 950)
        nights = ((day * DAY + (hour + chance.uniform(-0.5, 0.5)) * 3600, float(wanted)) for day in range(days))
        return Demand("once a night", 4, tuple(nights), others)
    if number % 10 < 8:
        start = chance.uniform(0, 300)
        looks = ((start + look * 300, float(chance.randrange(1, 5))) for look in range(days * DAY // 300))
        return Demand("all day", 2, tuple(looks), others)
    return Demand("all there is", 4, ((0.0, inf),), others)


class World:
    """A clock and a queue of events: runs many flows of the client concurrently, each to its end.

    Args:
        limits: the limits that the server enforces.
        seed: the seed of the network's delays and the machine's lapses.
    """

    def __init__(self, limits: Limits, seed: int) -> None:
        self.now = 0.0
        self.clock = Clock(now=lambda: self.now, wall=lambda: self.now)
        self._limits = limits
        self._seed = seed
        self._order = count()
        self._events: list[tuple[float, int, Callable[[], None]]] = []

    def at(self, when: float, what: Callable[[], None]) -> None:
        heappush(self._events, (when, next(self._order), what))

    def run(self, seconds: float) -> None:
        """Run all events of the first ``seconds`` seconds."""
        while self._events and self._events[0][0] <= seconds:
            self.now, _, what = heappop(self._events)
            what()
        self.now = seconds

    def open(self, number: int, wants: Demand, budgets: list[Budget], days: int) -> Firm:
        """Start a firm: its server, its workers, which take turns with the budgets, and its other programs."""
        firm, gate = Firm(wants), Gate(self._limits)
        chance = Random(f"{self._seed} network {number}")  # noqa: S311
        for worker in range(wants.workers):
            flow = self._worker(firm, worker, budgets[worker % len(budgets)])
            self._advance(flow, None, firm, gate, chance)
        at = chance.expovariate(wants.others / DAY) if wants.others else inf
        while at < days * DAY:
            self.at(at, partial(self._other, firm, gate))
            at += chance.expovariate(wants.others / DAY)
        return firm

    def _worker(self, firm: Firm, own: int, budget: Budget) -> Flow[None]:
        policy = partial(budget_policy, budget=budget, max_wait=inf, remaining=lambda: inf, clock=self.clock)
        for start, wanted in firm.demand.runs:
            yield Sleep(max(0.0, start - self.now))
            share = wanted if wanted == inf else int(wanted + own) // firm.demand.workers
            done = 0
            while done < share:
                begun = self.now
                response = yield from apply_policy(_exchange(), policy)
                if response.status_code == 200:
                    firm.waited.append(self.now - begun)
                    done += 1

    def _advance(self, flow: Flow[None], outcome: Any, firm: Firm, gate: Gate, chance: Random) -> None:
        """Run a flow until it waits for a time or for the server."""
        try:
            while True:
                step = flow.send(outcome)
                then = partial(self._advance, flow, firm=firm, gate=gate, chance=chance)
                match step:
                    case RunBlocking():
                        outcome = step.work()
                    case Sleep():
                        lapse = chance.uniform(0, 60) if chance.random() < OVERSLEPT else chance.uniform(0, 0.02)
                        return self.at(self.now + step.seconds + lapse, partial(then, None))
                    case Send():
                        firm.sent.append(round(self.now * MICRO))
                        return self.at(self.now + chance.uniform(0.01, 0.4), partial(self._arrive, firm, gate, then))
                    case _:
                        raise TypeError(step)
        except StopIteration:
            return None

    def _arrive(self, firm: Firm, gate: Gate, then: Callable[[Any], None]) -> None:
        at = round(self.now * MICRO)
        wait = gate.wait(at)
        if wait:
            firm.refused += 1
        else:
            firm.arrived.append(at)
        headers = {RETRY_AFTER_HEADER.lower(): str(wait)} if wait else {}
        self.at(self.now + 0.05, partial(then, HttpResponse(REQUEST, 429 if wait else 200, headers)))

    def _other(self, firm: Firm, gate: Gate) -> None:
        firm.others += not gate.wait(round(self.now * MICRO))


def _exchange() -> Flow[HttpResponse]:
    response: HttpResponse = yield Send(REQUEST)
    return response


def simulated(
    numbers: Iterable[int],
    days: int,
    seed: int,
    limits: Limits,
    stores: Callable[[Clock], list[Store]],
) -> list[Firm]:
    """Simulate the firms with these numbers over some days.

    Args:
        numbers: the numbers of the firms; a number and the seed determine a firm's demand.
        days: days of 24 hours.
        seed: the seed of everything random.
        limits: the limits that the server enforces and the client knows.
        stores: creates the stores of the vendor's machines, one for each, on the simulated clock.
    """
    logging.getLogger("addepar_client").setLevel(logging.ERROR)  # each long wait would log a line
    world = World(limits, seed)
    own = stores(world.clock)
    firms = []
    for each in numbers:
        budgets = [Budget(store, f"firm {each}", limits, world.clock) for store in own]
        firms.append(world.open(each, demand(each, days, seed), budgets, days))
    world.run(days * DAY)
    return firms
