"""The simulation of many firms: nobody is over a limit, the budget is used, and the judge would notice otherwise."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from bench.budget_overhead import redis_server
from bench.scaling import simulation, stores, vendor
from bench.scaling.audit import MICRO, Gate, documented, most_in_window
from hypothesis import given
from hypothesis import strategies as some

from addepar_api.facts import RATE_LIMITS
from addepar_core.pipeline.budget.limiter import Budget

LIMITS = documented()
SEED = 7


def run(firms: int, days: int, make: object = stores.memory) -> list[simulation.Firm]:
    return simulation.simulated(range(firms), days, SEED, LIMITS, make)  # type: ignore[arg-type]


def test_the_judge_and_the_client_were_given_the_same_limits() -> None:
    assert tuple(LIMITS) == RATE_LIMITS


def test_no_firm_is_over_its_budget_in_any_window_and_who_wants_all_gets_it() -> None:
    firms = run(13, 2)
    assert {firm.demand.kind for firm in firms} == {"once a night", "all day", "all there is"}
    assert [(one["over"], one["sent"], one["arrived"]) for one in vendor.windows(firms, LIMITS)] == [
        (0, requests, requests) for requests, _ in LIMITS
    ]
    for firm in firms:
        if not firm.demand.others:
            assert firm.refused == 0
        if firm.demand.kind == "all there is":
            assert vendor.summary([firm], LIMITS, 2)["share"]["min"] >= 0.999
        elif not firm.demand.others:
            wanted = sum(requests for start, requests in firm.demand.runs if start < 1.8 * simulation.DAY)
            assert len(firm.arrived) >= wanted - firm.demand.workers * len(firm.demand.runs)
    assert any(firm.others for firm in firms)


def test_the_judge_notices_a_client_that_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = partial(_told, limits=((60, 900), (1000, 86_400)))
    monkeypatch.setattr(simulation, "Budget", greedy)
    firms = run(10, 1)
    assert vendor.windows(firms, LIMITS)[0]["over"] > 0
    assert max(most_in_window(firm.arrived, 900) for firm in firms) == 50
    assert sum(firm.refused for firm in firms) > 0


def _told(store: object, key: str, _: object, clock: object, limits: object) -> Budget:
    return Budget(store, key, limits, clock)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_each_store_admits_the_same_requests_at_the_same_microseconds(kind: str, tmp_path: Path) -> None:
    expected = [firm.sent for firm in run(2, 1)]
    if kind == "sqlite":
        assert [firm.sent for firm in run(2, 1, stores.sqlite(tmp_path))] == expected
        return
    if not (shutil.which("redis-server") or shutil.which("valkey-server")):
        pytest.skip("no redis-server is installed")
    with redis_server(tmp_path) as url:
        assert url is not None
        assert [firm.sent for firm in run(2, 1, stores.redis(url))] == expected
        assert len(stores.redis_bytes(url)) == 2
    assert all(expected)


@given(some.lists(some.integers(0, 30), max_size=25), some.integers(1, 10))
def test_most_in_window_counts_every_window(times: list[int], seconds: int) -> None:
    counted = max((sum(start <= at < start + seconds for at in times) for start in range(31)), default=0)
    assert most_in_window([at * MICRO for at in times], seconds) == counted


def test_the_gate_refuses_what_is_over_and_says_for_how_long() -> None:
    gate = Gate([(2, 10)])
    assert [gate.wait(at * MICRO) for at in (0, 4, 5, 9, 10, 11)] == [0, 0, 5, 1, 0, 3]
