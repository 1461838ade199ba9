"""The request budget through both clients, against a server that counts."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import FakeTime, Hostile, Reply, Seen, Side, hostile

from addepar_client import BudgetExceededError, ConfigurationError, ProtocolError, RateLimitError
from addepar_client.config.profiles import client_options
from addepar_core.pipeline.budget.limiter import Reservation
from addepar_sandbox import Sandbox

POSITION = '{"data": {"id": "100", "type": "positions", "attributes": {}, "relationships": {}}}'


@pytest.fixture
def server() -> Any:
    with hostile(lambda _: Reply.json(POSITION)) as made:
        yield made


def test_both_clients_wait_for_the_budget_and_show_what_is_left(
    side: Side, server: Hostile, caplog: pytest.LogCaptureFixture
) -> None:
    time = FakeTime()
    client = side.client(server.url, budget="memory", clock=time.clock())
    for _ in range(50):
        side.run(client.positions.get(100))
    assert time.slept == []
    quarter, day = side.run(client.budget.left())
    assert (quarter.limit, quarter.used, quarter.left, quarter.resets_in) == (50, 50, 0, 901)
    assert (day.limit, day.left) == (1000, 950)
    assert caplog.records == []
    side.run(client.positions.get(100))
    (warning,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert warning.name == "addepar_client"
    assert warning.getMessage().startswith("GET /api/v1/positions/100: waits 901 s for the firm's request budget")
    assert time.slept == [pytest.approx(901)]
    assert len(server.seen) == 51


def test_a_wait_that_is_too_long_is_raised_and_nothing_is_sent(side: Side, server: Hostile) -> None:
    client = side.client(server.url, budget="memory", budget_wait=0, budget_limits=[(1, 60)])
    side.run(client.positions.get(100))
    with pytest.raises(BudgetExceededError) as caught:
        side.run(client.positions.get(100))
    assert not isinstance(caught.value, RateLimitError)
    assert pickle.loads(pickle.dumps(caught.value)).retry_after == pytest.approx(60.6)  # noqa: S301
    with pytest.raises(BudgetExceededError):
        side.run(client.with_options(budget_wait=None, deadline=10).positions.get(100))
    assert len(server.seen) == 1


def test_each_attempt_counts_and_a_429_holds_all_clients_of_the_firm(side: Side) -> None:
    answers = [Reply.json("{}", 503), Reply.json("{}", 429, **{"X-RateLimit-Retry-After": "120"})]
    time = FakeTime()
    with hostile(lambda _: answers.pop(0) if answers else Reply.json(POSITION)) as server:
        client = side.client(server.url, budget="memory", max_retries=2, clock=time.clock())
        with pytest.raises(RateLimitError):
            side.run(client.positions.get(100))
        other = side.client(server.url, budget="memory", budget_wait=5, clock=client.settings.clock)
        with pytest.raises(BudgetExceededError) as caught:
            side.run(other.positions.get(100))
        assert caught.value.retry_after == pytest.approx(120)
        assert side.run(other.budget.left())[1].used == 2
        assert len(server.seen) == 2


def test_redirects_within_the_api_count_and_those_away_from_it_do_not(side: Side, tmp_path: Path) -> None:
    with hostile(lambda _: Reply(200, b"content", {"Content-Type": "application/pdf"})) as elsewhere:

        def answer(seen: Seen) -> Reply:
            if "moved" in seen.path:
                return Reply(302, headers={"Location": f"{elsewhere.url}/away"})
            return Reply(302, headers={"Location": "/v1/moved"})

        with hostile(answer) as server:
            client = side.client(server.url, budget="memory")
            side.run(client.files.download(123, to=tmp_path / "file.pdf"))
            assert (len(server.seen), len(elsewhere.seen)) == (2, 1)
            assert side.run(client.budget.left())[0].used == 2


def connecting_takes(client: Any, meanwhile: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something happen while the client's next connection is made."""
    pool = client._transport.pool
    connect, pending = pool._connect, [meanwhile]

    def slow(origin: Any) -> Any:
        if pending:
            pending.pop()()
        return connect(origin)

    monkeypatch.setattr(pool, "_connect", slow)


def test_a_request_counts_from_when_it_is_sent_not_from_when_it_was_allowed(
    side: Side, server: Hostile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(2):
        time = FakeTime()
        client = side.client(server.url, budget="memory", budget_limits=[(1, 60)], clock=time.clock())
        connecting_takes(client, partial(time.sleep, 3), monkeypatch)
        if number:
            with suppress(ProtocolError):  # a transfer, which the async client does in a thread
                side.run(client.files.download(1, to=tmp_path / "x"))
        else:
            side.run(client.positions.get(100))
        assert side.run(client.budget.left())[0].resets_in == pytest.approx(60.6)
        side.run(client.positions.get(100))
        assert time.slept == [3, pytest.approx(60.6)]


def test_a_request_whose_place_has_passed_waits_for_another(
    side: Side, server: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = FakeTime()
    client = side.client(server.url, budget="memory", budget_limits=[(1, 60)], clock=time.clock())

    def meanwhile() -> None:
        time.sleep(100)
        assert client._budget.reserve(Reservation()), "another client has the place now"

    connecting_takes(client, meanwhile, monkeypatch)
    side.run(client.positions.get(100))
    assert time.slept == [100, pytest.approx(60.6)]
    assert len(server.seen) == 1


def test_what_is_on_time_is_sent_as_before(side: Side, server: Hostile) -> None:
    client = side.client(server.url, budget="memory", clock=FakeTime().clock())
    raw = side.run(client.with_raw_response.positions.get(100))
    assert pickle.loads(pickle.dumps(raw)).status_code == 200  # noqa: S301
    assert side.run(client.budget.left())[0].used == 1


@pytest.mark.parametrize("setting", [None, "off"])
def test_without_a_budget_nothing_is_paced_nor_loaded(side: Side, server: Hostile, setting: Any) -> None:
    client = side.client(server.url, budget=setting)
    for _ in range(60):
        side.run(client.positions.get(100))
    assert side.run(client.budget.left()) == ()


def test_clients_of_one_machine_share_a_file(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    clients = [side.client(sandbox.url or "", budget=tmp_path / "budget.db") for _ in range(2)]
    for client in clients:
        side.run(client.positions.get(100))
    assert [side.run(client.budget.left())[0].used for client in clients] == [2, 2]


@pytest.mark.parametrize("options", [{"budget": 5}, {"budget_wait": -1}, {"budget": "memory", "budget_limits": [50]}])
def test_settings_that_cannot_work_are_named(side: Side, options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match=list(options)[-1]):
        side.client("http://127.0.0.1:1/api", **options)


def test_the_environment_can_name_the_budget() -> None:
    assert client_options({}, {"ADDEPAR_BUDGET": "redis://host/0"}, None)["budget"] == "redis://host/0"
