"""Retries: what is sent again, after how long, and what never is."""

import asyncio
import io
import logging
import socket
from email.utils import formatdate
from types import SimpleNamespace
from typing import Any

import pytest
from tests.client.support import FakeTime, Reply, Seen, Side, hostile

from addepar_client import AddeparClient, APIConnectionError, APITimeoutError, Clock, RateLimitError, ServerError
from addepar_core.pipeline.retry import Attempt, RetryLimits, next_delay
from addepar_sandbox import Sandbox

FILE = '{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'
PATIENCE = RetryLimits(2, 60.0)
INFINITE = float("inf")


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "status", [None, 200, 204, 303, 400, 401, 403, 404, 409, 410, 415, 429, 500, 502, 503, 504, 501]
)
@pytest.mark.parametrize("sent", [True, False])
def test_only_what_cannot_be_done_twice_is_sent_again(method: str, status: int | None, sent: bool) -> None:
    wait = next_delay(Attempt(1, method, status, sent), PATIENCE, INFINITE, 0.5)
    refused = status == 429 or (status is None and not sent)
    safe_read = method == "GET" and status in (None, 500, 502, 503, 504)
    assert (wait is not None) == (refused or safe_read)


def test_the_pause_grows_and_is_spread() -> None:
    def waits(chance: float, status: int = 503) -> list[float | None]:
        return [next_delay(Attempt(n, "GET", status), RetryLimits(9, 60), INFINITE, chance) for n in range(1, 8)]

    assert waits(1.0) == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert waits(0.0) == [0.25, 0.5, 1.0, 2.0, 4.0, 4.0, 4.0]
    assert waits(1.0, 429)[:3] == [30.0, 60.0, 60.0]


@pytest.mark.parametrize(
    ("retry_after", "left", "wait"),
    [(0.0, INFINITE, 0.0), (7.0, INFINITE, 7.35), (60.0, INFINITE, 60.5), (60.1, INFINITE, None), (7.0, 7.0, None)],
)
def test_the_server_is_obeyed_up_to_a_limit(retry_after: float, left: float, wait: float | None) -> None:
    found = next_delay(Attempt(1, "POST", 429, retry_after=retry_after), PATIENCE, left, 0.5)
    assert found == (None if wait is None else pytest.approx(wait))


def test_there_is_an_end_to_it() -> None:
    assert next_delay(Attempt(2, "GET", 503), PATIENCE, INFINITE, 0.5) is not None
    assert next_delay(Attempt(3, "GET", 503), PATIENCE, INFINITE, 0.5) is None
    assert next_delay(Attempt(1, "GET", 503), RetryLimits(0, 60), INFINITE, 0.5) is None


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_read_comes_through_in_the_end(status: int, sandbox: Sandbox, side: Side) -> None:
    sandbox.fail("status", "files_get", times=2, status=status)
    time = FakeTime()
    client = side.client(sandbox.url or "", max_retries=2, clock=time.clock())
    assert str(side.run(client.files.get(123)).id) == "123"
    assert len(time.slept) == 2
    sandbox.journal.assert_called("files_get", times=3)


@pytest.mark.parametrize("kind", ["drop", "cut"])
def test_a_read_survives_a_broken_connection(kind: str, sandbox: Sandbox, side: Side) -> None:
    sandbox.fail(kind, "files_get", times=2)
    assert str(side.run(side.client(sandbox.url or "", max_retries=2).files.get(123)).id) == "123"
    sandbox.fail(kind, "files_get", times=3)
    with pytest.raises(APIConnectionError) as caught:
        side.run(side.client(sandbox.url or "", max_retries=2).files.get(123))
    assert caught.value.__context__ is None


def test_two_retries_are_the_default(sandbox: Sandbox) -> None:
    sandbox.fail("status", "files_get", times=9, status=503)
    time = FakeTime()
    with (
        AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox"), clock=time.clock()) as client,
        pytest.raises(ServerError),
    ):
        client.files.get(123)
    assert len(time.slept) == 2
    assert all(0.25 <= one <= 1.0 for one in time.slept)


@pytest.mark.parametrize(
    "fault", [{"kind": "drop"}, {"kind": "status", "status": 502}, {"kind": "status", "status": 500}]
)
def test_a_write_whose_outcome_is_unknown_is_never_sent_again(fault: Any, sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "", max_retries=5)
    calls = {
        "files_upload": lambda: client.files.upload(b"x", name="a.txt"),
        "files_update": lambda: client.files.update(
            123, {"type": "files", "id": "123", "attributes": {"name": "b.txt"}}
        ),
        "files_delete": lambda: client.files.delete(123),
    }
    for operation, call in calls.items():
        sandbox.journal.clear()
        sandbox.fail(operation=operation, **fault)
        with pytest.raises((APIConnectionError, ServerError)):
            side.run(call())
        sandbox.journal.assert_called(operation, times=1)


def test_a_refused_write_is_sent_again(sandbox: Sandbox, side: Side) -> None:
    time = FakeTime()
    client = side.client(sandbox.url or "", max_retries=2, clock=time.clock())
    sandbox.fail("status", "files_delete", times=2, status=429, retry_after=7)
    assert side.run(client.files.delete(123)) is None
    assert all(7.0 <= one <= 7.7 for one in time.slept)
    assert len(time.slept) == 2


def test_a_connection_that_was_never_made_is_safe_for_writes(side: Side) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        time = FakeTime()
        client = side.client(f"http://127.0.0.1:{taken.getsockname()[1]}/api", max_retries=2, clock=time.clock())
        with pytest.raises(APIConnectionError, match="nothing listens there") as caught:
            side.run(client.files.delete(1))
    assert not caught.value.sent
    assert caught.value.reason == "refused"
    assert len(time.slept) == 2


def test_a_timeout_of_a_read_is_tried_again_and_that_of_a_write_is_not(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        time = FakeTime()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/api"
        client = side.client(url, max_retries=1, timeout=0.05, clock=time.clock())
        with pytest.raises(APITimeoutError):
            side.run(client.files.get(1))
        assert len(time.slept) == 1
        with pytest.raises(APITimeoutError) as caught:
            side.run(client.files.delete(1))
        assert caught.value.sent
        assert len(time.slept) == 1


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"X-RateLimit-Retry-After": "20"}, (20, 22)),
        ({"Retry-After": "20"}, (20, 22)),
        ({"X-RateLimit-Retry-After": "20", "Retry-After": "50"}, (20, 22)),
        ({}, (15, 30)),
    ],
)
def test_a_rate_limit_is_waited_for(headers: dict[str, str], waited: tuple[int, int], side: Side) -> None:
    answers = [Reply.json("{}", 429, **headers), Reply.json(FILE)]
    time = FakeTime()
    with hostile(lambda _: answers.pop(0)) as server:
        assert side.run(side.client(server.url, max_retries=2, clock=time.clock()).files.get(9)).id == "9"
    assert waited[0] <= time.slept[0] <= waited[1]


def test_a_date_is_understood(side: Side) -> None:
    answers = [Reply.json("{}", 503, **{"Retry-After": formatdate(0, usegmt=True)}), Reply.json(FILE)]
    time = FakeTime()
    with hostile(lambda _: answers.pop(0)) as server:
        assert side.run(side.client(server.url, max_retries=1, clock=time.clock()).files.get(9)).id == "9"
    assert time.slept == [0.0]


def test_a_wait_above_the_limit_is_told_at_once(side: Side) -> None:
    time = FakeTime()
    refused = Reply.json("{}", 429, **{"X-RateLimit-Retry-After": "900"})
    with hostile(lambda _: refused) as server:
        client = side.client(server.url, max_retries=2, clock=time.clock())
        with pytest.raises(RateLimitError, match="in 900 s") as caught:
            side.run(client.files.get(9))
        assert (caught.value.retry_after, time.slept, len(server.seen)) == (900.0, [], 1)
        with pytest.raises(RateLimitError):
            side.run(client.with_options(max_retry_wait=900).files.get(9))
        assert len(time.slept) == 2


@pytest.mark.parametrize("source", ["bytes", "path", "file"])
def test_an_upload_is_sent_again_from_where_it_began(source: str, side: Side, tmp_path: Any) -> None:
    content = bytes(range(256)) * 4000
    (tmp_path / "a.bin").write_bytes(content)
    file = io.BytesIO(b"skipped" + content)
    file.seek(7)
    given = {"bytes": content, "path": tmp_path / "a.bin", "file": file}[source]
    answers = [Reply.json("{}", 429, **{"Retry-After": "1"}), Reply.json(FILE, 201)]
    done: list[int] = []
    with hostile(lambda _: answers.pop(0)) as server:
        client = side.client(server.url, max_retries=1)
        side.run(client.files.upload(given, name="a.bin", on_progress=lambda sent, _: done.append(sent)))
    first, second = server.seen
    assert first.body == second.body
    assert content in second.body
    assert done.count(len(second.body)) == 2


def test_a_download_starts_again_before_its_first_byte(sandbox: Sandbox, side: Side, tmp_path: Any) -> None:
    sandbox.fail("status", "files_download", times=2, status=503)
    client = side.client(sandbox.url or "", max_retries=2)
    done = side.run(client.files.download(123, tmp_path / "f"))
    assert done.bytes == (tmp_path / "f").stat().st_size > 0
    assert len(client._transport.pool) == 1, "that of the answer, which was used again or replaced"


def test_each_page_of_a_list_is_tried_again(sandbox: Sandbox, side: Side) -> None:
    for number in range(5):
        sandbox.add_file(f"{number}.txt", b"x")
    client = side.client(sandbox.url or "", max_retries=1)
    names = [file.id for file in side.list(client.files.list())]
    sandbox.fail("status", "files_list", status=503, skip=1)
    assert [file.id for file in side.list(client.files.list(page_limit=2))] == names


def test_a_retry_is_logged(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "addepar_client")
    page = '{"data": [], "links": {"next": null}}'

    answers = [Reply(503), Reply.json(page)]

    def answer(_: Seen) -> Reply:
        return answers.pop(0)

    with hostile(answer) as server:
        assert side.list(side.client(server.url, max_retries=1).files.list(entity_id="4711")) == []
    assert "GET /api/v1/files: 503, again in " in caplog.text


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_no_single_sleep_is_so_long_that_an_interrupt_could_get_lost_in_it(
    is_async: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 5.0
    slept = []

    def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    async def sleep_async(seconds: float) -> None:
        sleep(seconds)

    monkeypatch.setattr("addepar_core.flow.steps.time", SimpleNamespace(sleep=sleep, monotonic=lambda: now))
    if is_async:
        monkeypatch.setattr("addepar_core.flow.steps.asyncio", SimpleNamespace(sleep=sleep_async))

        async def wait() -> None:
            await Clock().sleep_async(2.5)

        asyncio.run(wait())
    else:
        Clock().sleep(2.5)
    assert slept == [1, 1, 0.5]
