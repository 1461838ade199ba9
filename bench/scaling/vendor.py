"""A vendor with 1,000 firms: results of the simulation, and the cost of waiting and of budgets on this machine."""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from addepar_api.facts import RATE_LIMITS
from addepar_core.pipeline.budget.limiter import Budget, Reservation
from addepar_core.pipeline.budget.stores import RedisStore

from ..budget_overhead import redis_server
from ..rounds import Stage, Taken
from . import stores
from .audit import Limits, documented, most_in_window
from .simulation import DAY, MICRO, Firm, simulated

FIRMS, SAMPLE, DAYS, SEED = 1000, 20, 2, 2024


def simulation(firms: int, sample: int, days: int = DAYS, seed: int = SEED) -> dict[str, Any]:
    """Simulate all firms with a store in memory, and a sample with the same events in a file and on a Redis server."""
    limits = documented()
    begun = time.perf_counter()
    simulated_firms = simulated(range(firms), days, seed, limits, stores.memory)
    seconds = time.perf_counter() - begun
    kinds = {
        kind: [each for each in simulated_firms if each.demand.kind == kind]
        for kind in Counter(_kinds(simulated_firms))
    }
    figures = {
        "firms": firms,
        "days": days,
        "seed": seed,
        "limits": [list(one) for one in limits],
        "seconds": seconds,
        "requests": sum(len(each.sent) for each in simulated_firms),
        "windows": windows(simulated_firms, limits),
        "kinds": {kind: summary(own, limits, days) for kind, own in kinds.items()},
        "busiest": busiest(simulated_firms),
    }
    return figures | {"stores": same_elsewhere(simulated_firms[:sample], days, seed, limits)}


def _kinds(firms: list[Firm]) -> list[str]:
    return [each.demand.kind for each in firms]


def windows(firms: list[Firm], limits: Limits) -> list[dict[str, int]]:
    """For each limit, the most requests in any window of any firm, by the times of sending and of arrival."""
    return [
        {
            "seconds": seconds,
            "limit": requests,
            "sent": max(most_in_window(each.sent, seconds) for each in firms),
            "arrived": max(most_in_window(each.arrived, seconds) for each in firms),
            "over": sum(most_in_window(each.sent, seconds) > requests for each in firms),
        }
        for requests, seconds in limits
    ]


def summary(firms: list[Firm], limits: Limits, days: int) -> dict[str, Any]:
    """The figures of firms of one kind; ``share`` is the part of a day's limit that they used on the last day."""
    most = min(requests * DAY / seconds for requests, seconds in limits)
    begin = (days - 1) * DAY * MICRO
    shares = [sum(at >= begin for at in each.arrived) / most for each in firms]
    alone = [each for each in firms if not each.demand.others]
    waited = sorted(wait for each in firms for wait in each.waited)
    return {
        "firms": len(firms),
        "requests": sum(len(each.sent) for each in firms),
        "share": {"median": statistics.median(shares), "min": min(shares), "max": max(shares)},
        "refused_alone": sum(each.refused for each in alone),
        "with_others": len(firms) - len(alone),
        "refused_with_others": sum(each.refused for each in firms) - sum(each.refused for each in alone),
        "others": sum(each.others for each in firms),
        "at_once": sum(wait < 1 for wait in waited) / len(waited),
        "waited_median": waited[len(waited) // 2],
        "waited_most": waited[-1],
    }


def busiest(firms: list[Firm]) -> dict[str, int]:
    """The most requests that the vendor sent in one second and in one minute, over all firms."""
    each = [at // MICRO for firm in firms for at in firm.sent]
    return {"second": max(Counter(each).values()), "minute": max(Counter(at // 60 for at in each).values())}


def same_elsewhere(firms: list[Firm], days: int, seed: int, limits: Limits) -> dict[str, Any]:
    """Whether other stores admit the same requests at the same microseconds, and how much space they use."""
    figures: dict[str, Any] = {}
    expected = [each.sent for each in firms]

    def tried(make: Any) -> dict[str, Any]:
        begun = time.perf_counter()
        found = simulated(range(len(firms)), days, seed, limits, make)
        return {
            "firms": len(firms),
            "machines": stores.MACHINES,
            "requests": sum(len(each.sent) for each in found),
            "seconds": time.perf_counter() - begun,
            "same": [each.sent for each in found] == expected,
            "over": sum(one["over"] for one in windows(found, limits)),
        }

    with tempfile.TemporaryDirectory() as name, redis_server(Path(name)) as url:
        figures["sqlite"] = tried(stores.sqlite(Path(name)))
        files = sum(path.stat().st_size for path in Path(name).glob("budget.db*"))
        figures["sqlite"]["file_bytes"] = files
        if url:
            figures["redis"] = tried(stores.redis(url))
            used = stores.redis_bytes(url)
            figures["redis"] |= {"keys": len(used), "bytes_median": statistics.median(used), "bytes_most": used[-1]}
    return figures


def machine(stage: Stage) -> dict[str, Any]:
    """Measure the memory of waiting clients and of budgets, and the slots per second that shared stores grant."""
    firms = stage.extent.of(FIRMS)
    figures: dict[str, Any] = {"firms": firms}
    for task in ("waiting_tasks", "waiting_threads", "budgets_in_memory"):
        goes = _goes(stage, stage.task("firms", task, fresh=True, firms=firms), rounds=1)
        figures[task] = {"mib": max(each["peak_kib"] for each in goes) / 1024}
    requests = stage.extent.of(4000)
    with tempfile.TemporaryDirectory() as name, redis_server(Path(name)) as url:
        for store, where in (("sqlite", f"{name}/budget.db"), ("redis", url)):
            for threads in (1, 16):
                if where is None:
                    continue
                once = stage.task("firms", "reserving", store=where, firms=firms, requests=requests, threads=threads)
                seconds = statistics.median(each["seconds"] for each in _goes(stage, once))
                figures[f"{store}, {threads} threads"] = {"places_a_second": requests / seconds}
        if url:
            figures["redis connections"] = connections(url)
    return figures


def _goes(stage: Stage, once: Callable[[], Taken], rounds: int | None = None) -> list[Taken]:
    table = stage.compete({"it": once}, rounds)
    if table.absent:
        raise RuntimeError(table.absent["it"])
    return table.goes["it"]


def connections(url: str) -> dict[str, int]:
    """The connections that a Redis server has from ten clients of one store, and of ten stores."""
    import redis

    def after(own: list[RedisStore]) -> int:
        for number, store in enumerate(own):
            Budget(store, f"connections {number}", RATE_LIMITS).reserve(Reservation())
        with redis.Redis.from_url(url) as asking:
            seen = len(asking.client_list()) - 1
        for store in own:
            store.close()
        return seen

    one = RedisStore.from_url(url)
    ten = [RedisStore.from_url(url) for _ in range(10)]
    return {"clients": 10, "one store": after([one] * 10), "ten stores": after(ten)}
