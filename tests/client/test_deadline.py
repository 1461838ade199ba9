"""One deadline over attempts, waits, polling and transfers."""

import pickle
import socket
import threading
import time as real_time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.client.support import FakeTime, Reply, Seen, Side, hostile

from addepar_client import (
    APITimeoutError,
    Clock,
    ConfigurationError,
    DeadlineError,
    JobWaitTimeout,
    RateLimitError,
    ServerError,
)
from addepar_core.flow.messages import HttpRequest, Timeout
from addepar_core.transport.error_mapping import timed_out
from addepar_sandbox import Sandbox

FILE = '{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'
REAL = Clock()


def test_a_call_within_its_deadline(sandbox: Sandbox, side: Side, tmp_path: Any) -> None:
    client = side.client(sandbox.url or "", deadline=5)
    assert str(side.run(client.files.get(123)).id) == "123"
    assert side.run(client.files.upload(b"hello", name="a.txt")).attributes.bytes == 5
    assert side.run(client.files.download(123, tmp_path / "f")).bytes > 0
    assert len(side.list(client.files.list())) > 1


def test_waits_that_do_not_fit_are_not_begun(side: Side) -> None:
    time = FakeTime()
    refused = Reply.json("{}", 429, **{"Retry-After": "30"})
    with hostile(lambda _: refused) as server:
        client = side.client(server.url, max_retries=5, deadline=40, clock=time.clock())
        with pytest.raises(RateLimitError, match="in 30 s"):
            side.run(client.files.get(9))
    assert len(time.slept) == 1


def test_attempts_and_their_waits_share_it(side: Side) -> None:
    time = FakeTime()

    def answer(_: Seen) -> Reply:
        time.seconds += 4
        return Reply(503)

    with hostile(answer) as server:
        client = side.client(server.url, max_retries=50, deadline=20, clock=time.clock())
        with pytest.raises((DeadlineError, ServerError)):
            side.run(client.files.get(9))
    assert time.seconds <= 24
    assert 2 <= len(server.seen) <= 5


def test_the_time_for_one_attempt_shrinks_with_what_is_left() -> None:
    assert Timeout(10, 70, 70, 70).within(5) == Timeout(5, 5, 5, 5)
    assert Timeout(None, 70, 3, None).within(5) == Timeout(5, 5, 3, 5)


def test_a_server_that_never_answers(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = side.client(f"http://127.0.0.1:{silent.getsockname()[1]}/api", max_retries=2)
        with pytest.raises(APITimeoutError):  # time stands still here: the attempts end, the deadline does not
            side.run(client.with_options(deadline=0.05).files.get(9))
        begun = real_time.monotonic()
        client = side.client(f"http://127.0.0.1:{silent.getsockname()[1]}/api", max_retries=2, clock=REAL)
        with pytest.raises(DeadlineError, match=r"of 0.1 s has passed: reading .* POST .* is not known") as caught:
            side.run(client.with_options(deadline=0.1).files.upload(b"x", name="a.txt"))
        assert real_time.monotonic() - begun < 1
    assert pickle.loads(pickle.dumps(caught.value)).seconds == 0.1  # noqa: S301


@contextmanager
def dripping() -> Iterator[str]:
    """A server that sends a byte now and then, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                try:
                    while not over.wait(0.02):
                        connection.sendall(b" ")
                except OSError:
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        finally:
            over.set()
            thread.join()


def test_a_server_that_drips(side: Side, tmp_path: Any) -> None:
    for call in ("get", "download"):
        with dripping() as url:
            client = side.client(url, deadline=0.2, clock=REAL)
            begun = real_time.monotonic()
            with pytest.raises(DeadlineError, match="reading the response to GET /api/v1/files/9"):
                side.run(client.files.get(9) if call == "get" else client.files.download(9, tmp_path / "f"))
            assert real_time.monotonic() - begun < 2
    assert list(tmp_path.iterdir()) == []


def test_an_upload_stops_between_two_blocks(side: Side) -> None:
    time = FakeTime()

    def slow(done: int, total: int | None) -> None:
        time.seconds += 3

    with hostile(lambda _: Reply.json(FILE, 201)) as server:
        client = side.client(server.url, deadline=5, clock=time.clock())
        with pytest.raises(DeadlineError, match="sending the body; whether"):
            side.run(client.files.upload(b"x" * 3_000_000, name="a.bin", on_progress=slow))


def test_polling_ends_with_it(sandbox: Sandbox, side: Side) -> None:
    sandbox.jobs.reads = 10**6
    time = FakeTime()
    client = side.client(sandbox.url or "", clock=time.clock())
    job = side.run(client.jobs.create(JOB))
    with pytest.raises(DeadlineError, match=f"waiting after GET /api/v1/jobs/{job.id}"):
        side.run(client.with_options(deadline=20).jobs.wait(job, max_wait=3600))
    assert time.seconds == pytest.approx(20)
    with pytest.raises(JobWaitTimeout, match="still running"):
        side.run(client.with_options(deadline=20).jobs.wait(job, max_wait=5))
    with pytest.raises(JobWaitTimeout, match="the deadline of 20 s has passed") as caught:
        side.run(client.with_options(deadline=20).jobs.run(JOB))
    assert str(caught.value.job_id) == str(int(str(job.id)) + 1)


JOB = {
    "data": {
        "type": "jobs",
        "attributes": {
            "job_type": "portfolio_view_results",
            "parameters": {
                "view_id": 1,
                "portfolio_type": "firm",
                "portfolio_id": 1,
                "output_type": "csv",
                "start_date": "2024-01-01",
                "end_date": "2024-01-31",
            },
        },
    }
}


def test_each_call_has_its_own(sandbox: Sandbox, side: Side) -> None:
    time = FakeTime()
    client = side.client(sandbox.url or "", deadline=5, clock=time.clock())
    for _ in range(3):
        side.run(client.files.get(123))
        time.seconds += 4


@pytest.mark.parametrize("value", [0, -1, True, "5", float("nan"), float("inf")])
def test_it_is_a_number_of_seconds(value: Any, side: Side) -> None:
    with pytest.raises(ConfigurationError, match="deadline"):
        side.client("http://127.0.0.1:9/api", deadline=value)


def test_a_timeout_names_the_shrunk_limit() -> None:
    error = timed_out("ReadTimeout", HttpRequest("GET", "http://a/b", timeout=Timeout().within(2.5)))
    assert "within 2.5 s" in str(error)
