"""The request budget: the decision about the next place, the ledger, waiting, and what a 429 teaches."""

import asyncio
import pickle
import threading
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.client.support import FakeTime

from addepar_api.facts import RATE_LIMITS
from addepar_client import APIConnectionError, BudgetExceededError, BudgetStoreError, Clock, ConfigurationError
from addepar_core.flow.drivers import run_async, run_sync
from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.flow.steps import Flow, OpenStream, Send, apply_policy
from addepar_core.pipeline.budget.ledger import SECOND, Ledger, next_slot
from addepar_core.pipeline.budget.limiter import Budget, Reservation, WindowLeft
from addepar_core.pipeline.budget.stores import MemoryStore, budget_for
from addepar_core.pipeline.rate_budget import FirmBudget, acquire_slot, budget_policy

GET = HttpRequest("GET", "https://acme.addepar.com/api/v1/files")
ELSEWHERE = HttpRequest("GET", "https://files.example.com/x", cross_origin=True)
FAR = 60

times = some.lists(some.integers(-20, 40), max_size=12).map(sorted)
windows = some.tuples(some.integers(1, 4), some.integers(1, 12))


def worst(places: list[int] | list[float], length: float) -> int:
    """The most places in any window of that length, its end not included."""
    places = sorted(places)
    return max((sum(1 for at in places if start <= at < start + length) for start in places), default=0)


def overfull(places: list[int], limits: list[tuple[int, int]]) -> bool:
    return any(worst(places, length) > limit for limit, length in limits)


# --- the decision


@settings(deadline=None)
@given(times, some.lists(windows, min_size=1, max_size=3), some.integers(-5, 20))
def test_next_slot_is_the_earliest_that_is_in_no_overfull_window(
    log: list[int], limits: list[tuple[int, int]], now: int
) -> None:
    def good(at: int) -> bool:
        return all(
            sum(1 for place in [*log, at] if start <= place < start + length) <= limit
            for limit, length in limits
            for start in range(at - length + 1, at + 1)
        )

    assert next_slot([log] * len(limits), limits, now) == next(at for at in range(now, FAR * 2) if good(at))


@settings(deadline=None)
@given(
    some.lists(windows, min_size=1, max_size=2, unique_by=lambda window: window[1]),
    some.lists(
        some.tuples(some.sampled_from(["ask", "ask", "ask", "cancel", "block"]), some.integers(0, 4)), max_size=40
    ),
)
def test_whatever_happens_no_window_is_ever_overfull_and_nobody_goes_while_blocked(
    limits: list[tuple[int, int]], happenings: list[tuple[str, int]]
) -> None:
    ledger = Ledger()
    kept: list[int] = []
    blocks: list[tuple[int, int]] = []
    now = 0
    for what, number in happenings:
        now += number
        ledger.prune(limits, now)
        if what == "ask":
            at = ledger.next_free(limits, now)
            assert at >= now
            assert not any(start <= now and at < until for start, until in blocks)
            ledger.add(at)
            kept.append(at)
        elif what == "cancel" and (pending := [at for at in kept if at > now]):
            ledger.remove(pending[number % len(pending)])
            kept.remove(pending[number % len(pending)])
        elif what == "block":
            until = min(now + number, now + max(length for _, length in limits))
            ledger.block(limits, now, now + number)
            blocks.append((now, until))
            kept = [at for at in kept if at <= now]  # those who wait will ask again
        assert not overfull(kept, limits)
        assert Ledger.decode(ledger.encode()) == ledger


def test_what_is_no_ledger_is_refused() -> None:
    for state in (b"", b"1234567", bytes(24), b"x" * 64):
        with pytest.raises(ValueError):
            Ledger.decode(state)


# --- the budget, with time that passes only by being slept through


class Firm:
    """A firm's budget in memory under a clock of its own."""

    def __init__(self, *limits: tuple[int, float]) -> None:
        self.time = FakeTime()
        self.clock = self.time.clock()
        self.store: MemoryStore = MemoryStore(self.clock.now)
        self.limits = limits or RATE_LIMITS
        self.budget = self.shared()

    def shared(self) -> Budget:
        return Budget(self.store, "firm", self.limits, clock=self.clock)

    def paced(self, flow: Flow[Any], wait: float = inf, left: float = inf) -> Flow[Any]:
        return apply_policy(
            flow, partial(budget_policy, budget=self.budget, max_wait=wait, remaining=lambda: left, clock=self.clock)
        )

    def take(self, max_wait: float = inf, budget: Budget | None = None) -> float:
        """Take a place and wait for it; the time at which the request goes."""
        run_sync(acquire_slot(GET, budget or self.budget, max_wait, self.clock.now), Wire(), self.clock)
        return self.time.seconds

    def take_at_once(self, count: int) -> None:
        for _ in range(count):
            assert self.take(0) == self.time.seconds


class Wire:
    """Answers from a list, and remembers what was sent."""

    def __init__(self, *statuses: int, headers: dict[str, str] | None = None) -> None:
        self.statuses = list(statuses)
        self.headers = headers or {}
        self.sent: list[HttpRequest] = []

    def send(self, request: HttpRequest) -> HttpResponse:
        self.sent.append(request)
        return HttpResponse(request, self.statuses.pop(0) if self.statuses else 200, self.headers)

    def exchange(self) -> "FakeExchange":
        return FakeExchange(self)


class FakeExchange:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def send(self, request: HttpRequest) -> HttpResponse:
        return self.wire.send(request)

    def open(self, request: HttpRequest) -> None:
        self.head = self.wire.send(request)

    def read(self) -> bytes:
        return b""

    def close(self) -> None:
        pass


class AsyncWire:
    """The same for the async driver."""

    def __init__(self, *statuses: int, headers: dict[str, str] | None = None) -> None:
        self.wire = Wire(*statuses, headers=headers)

    def exchange(self) -> "AsyncFakeExchange":
        return AsyncFakeExchange(self.wire)


class AsyncFakeExchange:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    async def send(self, request: HttpRequest) -> HttpResponse:
        return self.wire.send(request)

    async def open(self, request: HttpRequest) -> None:
        self.head = self.wire.send(request)

    async def read(self) -> bytes:
        return b""

    async def close(self) -> None:
        pass


def test_the_documented_limits_are_kept_to_the_request() -> None:
    firm = Firm()
    went = [firm.take() for _ in range(1050)]
    assert went[:50] == [0.0] * 50
    assert worst(went, 900) == 50
    assert worst(went, 86400) == 1000
    assert went[50] == pytest.approx(901)
    assert went[1000] == pytest.approx(86401)


def test_places_come_free_one_by_one_as_they_were_taken() -> None:
    firm = Firm((2, 100.0))
    firm.take()
    firm.time.seconds = 40
    firm.take()
    assert firm.take() == pytest.approx(101)
    assert firm.take() == pytest.approx(141)


def test_a_wait_longer_than_allowed_is_refused_and_takes_no_place() -> None:
    firm = Firm((2, 100.0))
    firm.take_at_once(2)
    for _ in range(5):
        with pytest.raises(BudgetExceededError) as caught:
            firm.take(max_wait=100)
    assert caught.value.retry_after == pytest.approx(101)
    assert "nothing" not in str(caught.value)
    assert str(caught.value).startswith("GET /api/v1/files: not sent")
    assert firm.time.slept == []
    assert firm.take(max_wait=102) == pytest.approx(101)


def test_the_error_survives_pickling() -> None:
    error = BudgetExceededError(method="GET", path="/v1/files", retry_after=12.5)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copy), str(copy), copy.retry_after, copy.method, copy.path) == (
        BudgetExceededError, str(error), 12.5, "GET", "/v1/files",
    )  # fmt: skip


def test_who_asks_first_goes_first() -> None:
    firm = Firm((1, 10.0))
    firm.take()
    slots = [Reservation() for _ in range(5)]
    for slot in slots:
        firm.budget.reserve(slot)
    assert all(first.wait < second.wait for first, second in pairwise(slots))
    assert [slot.wait for slot in slots] == pytest.approx([10.1, 20.2, 30.3, 40.4, 50.5])


def test_a_place_given_back_is_free_for_the_next_and_harms_nobody_behind() -> None:
    firm = Firm((1, 10.0))
    firm.take()
    first, second, third = Reservation(), Reservation(), Reservation()
    for slot in (first, second):
        firm.budget.reserve(slot)
    firm.budget.cancel(first)
    firm.budget.reserve(third)
    assert (second.wait, third.wait) == pytest.approx((20.2, 10.1))
    firm.budget.cancel(first)  # a second time gives nothing more
    assert firm.budget.left()[0].used == 3


def test_a_request_that_is_late_goes_by_its_real_time_and_those_behind_make_room() -> None:
    firm = Firm((1, 100.0))
    firm.take()
    late, behind = Reservation(), Reservation()
    firm.budget.reserve(late)
    firm.budget.reserve(behind)
    firm.time.seconds = 150  # it should have gone at 101
    assert firm.budget.late(late)
    firm.budget.reserve(late)
    assert late.wait == 0
    firm.time.seconds = 202
    firm.budget.reserve(behind)
    assert 202 + behind.wait == pytest.approx(251)


@settings(deadline=None)
@given(
    some.lists(windows, min_size=1, max_size=2, unique_by=lambda window: window[1]),
    some.lists(some.tuples(some.integers(0, 3), some.integers(0, 6)), min_size=1, max_size=25),
    some.dictionaries(some.integers(0, 24), some.integers(0, 15), max_size=3),
)
def test_however_late_they_wake_no_window_is_overfull_and_all_go(
    limits: list[tuple[int, int]], comers: list[tuple[int, int]], refusals: dict[int, int]
) -> None:
    """Each comer asks some time after the one before and wakes a little late; some are answered by a 429."""
    firm = Firm(*((limit, float(length)) for limit, length in limits))
    waiting: list[tuple[float, int, Reservation, float]] = []
    gone: list[int] = []
    asking = 0.0
    blocked = 0
    for number, (pause, lateness) in enumerate(comers):
        asking += pause / 4
        waiting.append((asking, number, Reservation(), lateness / 20))
    turns = 0
    while waiting:
        waiting.sort(key=lambda one: one[:2])
        wake, number, slot, by = waiting.pop(0)
        firm.time.seconds = max(firm.time.seconds, wake)
        firm.budget.reserve(slot)
        assert slot.at is not None
        if slot.wait:
            waiting.append((firm.time.seconds + slot.wait + by, number, slot, by))
        else:
            assert not firm.budget.late(slot)
            assert slot.at >= blocked
            gone.append(slot.at)
            if number in refusals:
                firm.budget.record_rate_limit(refusals[number])
                longest = max(length for _, length in limits)
                blocked = max(blocked, round((firm.time.seconds + min(refusals[number], longest)) * SECOND))
        assert (turns := turns + 1) < 40 * len(comers)
    assert not overfull(gone, [(limit, length * SECOND) for limit, length in limits])


def test_a_store_that_is_always_slow_does_not_hold_a_request_for_ever() -> None:
    firm = Firm()

    class Slow(MemoryStore):
        def transact(self, key: str, work: Any) -> Any:
            result = super().transact(key, work)
            firm.time.seconds += 10
            return result

    budget = Budget(Slow(firm.clock.now), "firm", firm.limits, clock=firm.clock)
    assert firm.take(budget=budget) == 20


def test_what_is_left() -> None:
    firm = Firm()
    assert firm.budget.left() == (WindowLeft(50, 900, 0, 50, 0.0), WindowLeft(1000, 86400, 0, 1000, 0.0))
    firm.take_at_once(1)
    firm.time.seconds = 100
    firm.take_at_once(29)
    assert firm.budget.left() == (WindowLeft(50, 900, 30, 20, 801.0), WindowLeft(1000, 86400, 30, 970, 86301.0))
    firm.take_at_once(20)
    waiting = Reservation()
    firm.budget.reserve(waiting)
    quarter, day = firm.budget.left()
    assert (quarter.used, quarter.left) == (51, 0)
    assert quarter.resets_in == pytest.approx(901)  # the place that comes free at 901 s is spoken for
    assert day.left == 949


def test_two_clients_of_a_firm_share_and_two_firms_do_not() -> None:
    firm = Firm((2, 10.0))
    other = Budget(firm.store, "other", firm.limits, clock=firm.clock)
    firm.take_at_once(1)
    firm.take(0, firm.shared())
    with pytest.raises(BudgetExceededError):
        firm.take(0)
    firm.take(0, other)


def test_raised_limits_take_over_what_is_written_down() -> None:
    firm = Firm((2, 10.0), (4, 100.0))
    firm.take_at_once(2)
    raised = Budget(firm.store, "firm", ((3, 10.0), (5, 50.0)), clock=firm.clock)
    assert [(one.used, one.left) for one in raised.left()] == [(2, 1), (2, 3)]
    firm.take(0, raised)
    assert [(one.used, one.left) for one in firm.budget.left()] == [(3, 0), (3, 1)]


@pytest.mark.parametrize("limits", [(), ((0, 900),), ((50, 0),), ((50,),), (("50", 900),), (50, 900), ((5, 1e999),)])
def test_limits_that_cannot_be_meant_are_refused(limits: Any) -> None:
    with pytest.raises(ConfigurationError, match="budget_limits"):
        Budget(MemoryStore(), "firm", limits)


# --- a 429


def test_after_a_429_nobody_goes_before_the_time_that_the_server_named() -> None:
    firm = Firm()
    firm.take_at_once(10)
    firm.budget.record_rate_limit(600)
    quarter, day = firm.budget.left()
    assert (quarter.used, quarter.left, quarter.resets_in) == (50, 0, 600)
    assert (day.used, day.left) == (10, 0)
    assert firm.take(budget=firm.shared()) == 600
    went = [firm.take() for _ in range(45)]
    # What others used is taken to be spread over the window: one by one, not all at once into the next 429.
    assert went[0] > 600
    assert all(second - first > 5 for first, second in pairwise(went[:40]))


def test_a_long_block_is_the_days_and_leaves_the_quarter_of_an_hour_alone() -> None:
    firm = Firm()
    firm.take_at_once(10)
    firm.budget.record_rate_limit(7200)
    quarter, day = firm.budget.left()
    assert (quarter.used, day.used, day.left) == (10, 1000, 0)
    assert firm.take() == pytest.approx(7200)


def test_a_429_also_holds_those_who_wait_already_and_the_longest_block_counts() -> None:
    firm = Firm((1, 100.0))
    firm.take()
    waiting = Reservation()
    firm.budget.reserve(waiting)
    firm.budget.record_rate_limit(100)
    firm.budget.record_rate_limit(50)
    firm.time.seconds = 99.9
    firm.budget.record_rate_limit(60)
    firm.time.seconds = 101
    firm.budget.reserve(waiting)
    assert 101 + waiting.wait >= 159.9


def test_those_who_wait_through_a_block_keep_their_order() -> None:
    firm = Firm((1, 10.0), (3, 100.0))
    firm.take()
    slots = [Reservation() for _ in range(5)]
    for slot in slots:
        firm.budget.reserve(slot)
    firm.budget.record_rate_limit(60)
    waiting = [(slot.wait, slot) for slot in slots]
    went = []
    while waiting:
        waiting.sort(key=lambda one: one[0])
        firm.time.seconds, slot = waiting.pop(0)
        firm.budget.reserve(slot)
        if slot.wait:
            waiting.append((firm.time.seconds + slot.wait, slot))
        else:
            went.append(slot)
    assert went == slots
    places = [slot.at for slot in slots if slot.at is not None]
    assert places[0] >= 60 * SECOND
    assert not overfull(places, [(1, 10 * SECOND), (3, 100 * SECOND)])


def test_a_place_that_a_block_struck_out_is_nobodys_and_may_be_somebody_elses() -> None:
    firm = Firm((1, 100.0), (9, 1000.0))
    firm.take()
    struck, given_up, newcomer = Reservation(), Reservation(), Reservation()
    firm.budget.reserve(struck)
    firm.budget.reserve(given_up)
    firm.budget.record_rate_limit(50)
    assert firm.budget.left()[1].used == 1
    firm.budget.reserve(newcomer)
    assert newcomer.at == struck.at
    given_up.at = struck.at
    firm.budget.cancel(given_up)
    assert firm.budget.left()[1].used == 2
    firm.time.seconds = newcomer.wait
    for slot in (struck, newcomer):
        firm.budget.reserve(slot)
    assert sorted([struck.wait, newcomer.wait]) == [0, pytest.approx(101)]


def test_a_429_without_a_time_holds_for_half_a_minute_and_no_time_is_longer_than_the_longest_window() -> None:
    firm = Firm()
    firm.budget.record_rate_limit(None)
    assert firm.take() == 30
    firm.budget.record_rate_limit(1e9)
    assert firm.take() <= 30 + 86401


# --- flows


def exchange(*steps: Send | OpenStream) -> Flow[list[int]]:
    statuses = []
    for step in steps:
        outcome = yield step
        statuses.append(outcome.status_code if isinstance(step, Send) else outcome.head.status_code)
    return statuses


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    def go(
        firm: Firm, flow: Flow[Any], *statuses: int, headers: dict[str, str] | None = None, wait: float = inf
    ) -> Any:
        if request.param == "sync":
            return run_sync(firm.paced(flow, wait), Wire(*statuses, headers=headers), firm.clock)
        return asyncio.run(run_async(firm.paced(flow, wait), AsyncWire(*statuses, headers=headers), firm.clock))

    return go


@pytest.fixture
def firm() -> Firm:
    return Firm((3, 100.0))


def test_every_request_to_the_api_counts_and_no_other_does(run: Callable[..., Any], firm: Firm) -> None:
    steps: list[Send | OpenStream] = [Send(GET), OpenStream(GET), Send(ELSEWHERE), OpenStream(ELSEWHERE), Send(GET)]
    assert run(firm, exchange(*steps)) == [200] * 5
    assert firm.budget.left()[0].used == 3
    assert firm.time.slept == []


def test_a_flow_waits_where_it_is_and_goes_on(run: Callable[..., Any], firm: Firm) -> None:
    assert run(firm, exchange(*[Send(GET)] * 5)) == [200] * 5
    assert firm.time.slept == [pytest.approx(101)]


def test_a_429_is_learnt_from_and_handed_on(run: Callable[..., Any], firm: Firm) -> None:
    assert run(firm, exchange(Send(GET)), 429, headers={"x-ratelimit-retry-after": "77"}) == [429]
    assert firm.take() == 77


def test_a_429_from_elsewhere_teaches_nothing(run: Callable[..., Any], firm: Firm) -> None:
    assert run(firm, exchange(Send(ELSEWHERE)), 429) == [429]
    assert firm.budget.left()[0].left == 3


def test_a_refusal_is_raised_at_the_request_where_the_flow_can_clean_up(run: Callable[..., Any], firm: Firm) -> None:
    firm.take_at_once(3)

    def flow() -> Flow[str]:
        try:
            yield Send(GET)
        except BudgetExceededError as error:
            return f"{error.retry_after:.0f}"
        return "sent"

    assert run(firm, flow(), wait=100) == "101"
    with pytest.raises(BudgetExceededError):
        run_sync(firm.paced(exchange(Send(GET)), left=100), Wire(), firm.clock)
    with pytest.raises(BudgetExceededError):
        run(firm, exchange(Send(GET)), wait=0)


@pytest.mark.parametrize(("sent", "used"), [(False, 0), (True, 1)])
def test_only_a_request_that_never_left_gives_its_place_back(firm: Firm, sent: bool, used: int) -> None:
    class Broken(Wire):
        def send(self, request: HttpRequest) -> HttpResponse:
            raise APIConnectionError("no connection", method="GET", path="/", sent=sent)

    with pytest.raises(APIConnectionError):
        run_sync(firm.paced(exchange(Send(GET))), Broken(), firm.clock)
    assert firm.budget.left()[0].used == used


def test_a_store_that_fails_meanwhile_does_not_hide_what_became_of_the_request(firm: Firm) -> None:
    class Failing(MemoryStore):
        broken = False

        def transact(self, key: str, work: Any) -> Any:
            if self.broken:
                raise BudgetStoreError("gone")
            return super().transact(key, work)

    class Breaking(Wire):
        def send(self, request: HttpRequest) -> HttpResponse:
            store.broken = True
            if self.statuses:
                return super().send(request)
            raise APIConnectionError("no connection", method="GET", path="/", sent=False)

    def interrupted(_: float) -> None:
        store.broken = True
        raise KeyboardInterrupt

    store = firm.store = Failing(firm.clock.now)
    firm.budget = firm.shared()
    assert run_sync(firm.paced(exchange(Send(GET))), Breaking(429), firm.clock) == [429]
    with pytest.raises(BudgetStoreError):
        run_sync(firm.paced(exchange(Send(GET))), Breaking(200), firm.clock)
    store.broken = False
    with pytest.raises(APIConnectionError):
        run_sync(firm.paced(exchange(Send(GET))), Breaking(), firm.clock)
    store.broken = False
    firm.take_at_once(1)
    with pytest.raises(KeyboardInterrupt):
        run_sync(firm.paced(exchange(Send(GET))), Wire(), Clock(firm.clock.now, interrupted))
    store.broken = False
    waiting = firm.paced(exchange(Send(GET)))
    next(waiting)
    store.broken = True
    waiting.close()


def test_a_task_that_is_cancelled_while_it_waits_gives_its_place_back(firm: Firm) -> None:
    firm.take_at_once(3)

    async def main() -> None:
        async def never(_: float) -> None:
            await asyncio.Event().wait()

        clock = Clock(now=firm.clock.now, sleep_async=never)
        task = asyncio.create_task(run_async(firm.paced(exchange(Send(GET))), AsyncWire(), clock))
        await asyncio.sleep(0)
        assert firm.budget.left()[0].used == 4
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert firm.budget.left()[0].used == 3


def test_ctrl_c_while_waiting_gives_the_place_back(firm: Firm) -> None:
    firm.take_at_once(3)

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    wire = Wire()
    with pytest.raises(KeyboardInterrupt):
        run_sync(firm.paced(exchange(Send(GET))), wire, Clock(firm.clock.now, interrupted))
    assert wire.sent == []
    assert firm.budget.left()[0].used == 3


def test_a_flow_that_is_dropped_while_it_waits_gives_its_place_back(firm: Firm) -> None:
    firm.take_at_once(3)
    flow = firm.paced(exchange(Send(GET)))
    next(flow)
    assert firm.budget.left()[0].used == 4
    flow.close()
    assert firm.budget.left()[0].used == 3


# --- through the client's settings


def test_clients_of_one_process_share_the_memory_of_their_firm_and_clock() -> None:
    clock = FakeTime().clock()

    def made(firm_id: str = "1", clock: Clock = clock) -> Any:
        return budget_for("memory", root="https://a.b/api", firm_id=firm_id, limits=RATE_LIMITS, clock=clock)

    made().reserve(Reservation())
    assert made().left()[0].used == 1
    assert made("2").left()[0].used == 0
    assert made(clock=FakeTime().clock()).left()[0].used == 0


@pytest.mark.parametrize("setting", ["", "http://host", "sqlite://host/x", 5, True, object(), b"x"])
def test_a_setting_that_means_nothing_is_refused(setting: Any) -> None:
    with pytest.raises(ConfigurationError, match="budget"):
        budget_for(setting, root="", firm_id="1", limits=RATE_LIMITS, clock=Clock())


def test_both_clients_show_what_is_left(firm: Firm) -> None:
    firm.take_at_once(1)
    sync = FirmBudget(lambda flow: run_sync(flow, Wire(), firm.clock), firm.budget).left()
    assert sync[0].left == 2
    both = FirmBudget(lambda flow: run_async(flow, AsyncWire(), firm.clock), firm.budget).left()
    assert asyncio.run(both) == sync


def test_without_a_budget_no_limit_is_shown(firm: Firm) -> None:
    assert FirmBudget(lambda flow: run_sync(flow, Wire(), firm.clock), None).left() == ()


def test_a_store_error_is_ours() -> None:
    assert str(pickle.loads(pickle.dumps(BudgetStoreError("the file is gone")))) == "the file is gone"  # noqa: S301


# --- many at once, in real time

CROWD = ((20, 0.5), (40, 1.5))


def held_to(slots: list[Reservation], limits: tuple[tuple[int, float], ...]) -> None:
    places = [slot.at for slot in slots if slot.at is not None]
    assert len(places) == len(slots)
    for limit, seconds in limits:
        assert worst(places, seconds * SECOND) <= limit


def test_threads_never_go_over() -> None:
    clock = Clock()
    budget = Budget(MemoryStore(), "firm", CROWD)
    slots: list[Reservation] = []

    def work() -> None:
        for _ in range(8):
            slot = run_sync(acquire_slot(GET, budget, inf, clock.now), Wire(), clock)
            assert clock.now() >= slot.due  # not `slots[-1]`, which may be the slot of another thread
            slots.append(slot)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(slots) == 64
    held_to(slots, CROWD)


def test_tasks_never_go_over() -> None:
    clock = Clock()
    budget = Budget(MemoryStore(), "firm", CROWD)

    async def one() -> Reservation:
        slot = await run_async(acquire_slot(GET, budget, inf, clock.now), AsyncWire(), clock)
        assert clock.now() >= slot.due - 0.001
        return slot

    async def main() -> list[Reservation]:
        return await asyncio.gather(*(one() for _ in range(64)))

    held_to(asyncio.run(main()), CROWD)
