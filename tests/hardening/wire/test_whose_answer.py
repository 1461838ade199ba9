"""Every answer belongs to the call that asked for it, however calls end and whatever the server does.

About 3,000 calls in the short form, 100,000 with ADDEPAR_PROOF=1.
"""

import asyncio
import io
import itertools
import random
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from tests.hardening.counting import counted
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.moody import AT_ONCE, Moody
from tests.hardening.wire.serving import serving
from tests.hardening.wire.steps import Cut, nothing_left

from addepar_client import AddeparClient, AddeparError, APIStatusError, AsyncAddeparClient

# An answer of the wrong kind that does not fit is counted as wrong, not warned of.
pytestmark = pytest.mark.filterwarnings("ignore::addepar_client.RowWarning")
_WORKERS = 64
_MANY = 40_000 * PROOF or 1200
_INTERRUPTED = 31_000 * PROOF or 930
_OPTIONS: dict[str, Any] = {"firm_id": 1, "auth": ("key", "secret"), "timeout": 10, "max_retries": 0}
_GATE = [f"77{number:04}" for number in range(AT_ONCE)]


def _call(client: Any, number: str, lot: random.Random) -> tuple[Any, io.BytesIO]:
    """One call of some kind; what a download gives is in the file."""
    out = io.BytesIO()
    if lot.random() < 0.2:
        client = client.with_options(deadline=lot.uniform(0.001, 0.03))
    kind = lot.choices(["get", "create", "download"], [6, 3, 1])[0]
    if kind == "get":
        return client.files.get(number), out
    if kind == "download":
        return client.files.download(number, out), out
    note = {"note": "x" * lot.choice([10, 10, 300_000])}
    return client.positions.create(owner=22, owned=34, attributes=note, extra_headers={"X-Number": number}), out


def _whose(found: Any, out: io.BytesIO) -> str:
    """The number that an answer is of; or all of an answer that is strange."""
    if hasattr(found, "bytes"):
        return out.getvalue().decode("latin-1")
    return str(found["id"] if isinstance(found, dict) else getattr(found, "id", found))


def _failed(error: AddeparError, number: str, wrong: list[str]) -> str:
    """The name of an error; one that the server told has to be of this call."""
    if isinstance(error, APIStatusError) and f"early {number}" not in str(error):
        wrong.append(f"asked for {number}, got {error}")
    return type(error).__name__


def _lots(seed: str, count: int) -> Iterator[tuple[str, random.Random]]:
    for number in itertools.islice(itertools.count(10**6), count):
        yield str(number), random.Random(f"{seed} {number}")  # noqa: S311


def _judge(outcomes: Counter[str], wrong: list[str], count: int) -> None:
    assert (len(wrong), wrong[:5]) == (0, [])
    assert outcomes.total() == count
    assert outcomes["right"] > count // 3
    assert len(outcomes) > 3, "hardly anything went wrong, so hardly anything was tried"


def _works(client: Any) -> None:
    """One call after the other is answered rightly, then as many at once as a client has at a time."""
    patient = client.with_options(max_retries=2)  # the server has closed connections without a word
    for number in range(100, 200):
        assert str(patient.files.get(str(number)).id) == str(number)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert list(threads.map(lambda one: str(patient.files.get(one).id), _GATE)) == _GATE


def test_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []

    def one(given: tuple[str, random.Random]) -> str:
        number, lot = given
        try:
            found, out = _call(client, number, lot)
        except AddeparError as error:
            return _failed(error, number, wrong)
        if (whose := _whose(found, out)) != number:
            wrong.append(f"asked for {number}, got {whose}")
        return "right"

    api = Moody("threads")
    with (
        serving(api.handle) as server,
        nothing_left(server, monkeypatch),
        AddeparClient(base_url=server.url, **_OPTIONS) as client,
        counted("wire", "whose answer: 64 threads", "sync") as outcomes,
    ):
        with ThreadPoolExecutor(_WORKERS) as threads:
            outcomes.update(threads.map(one, _lots("threads", _MANY)))
        _judge(outcomes, wrong, _MANY)
        api.calm = True
        _works(client)


def test_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The main thread's calls, with a signal's handler that raises at any time."""

    def cut(*_: object) -> None:
        raise Cut

    wrong: list[str] = []
    before = signal.signal(signal.SIGALRM, cut)
    api = Moody("interrupts")
    try:
        with (
            serving(api.handle) as server,
            nothing_left(server, monkeypatch),
            AddeparClient(base_url=server.url, **_OPTIONS) as client,
            counted("wire", "whose answer: interrupts", "sync") as outcomes,
        ):
            for number, lot in _lots("interrupts", _INTERRUPTED):
                outcome, answered = "interrupted", None
                with suppress(Cut):
                    try:
                        if lot.random() < 0.45:  # the rest must be answered, however slow this machine is
                            signal.setitimer(signal.ITIMER_REAL, lot.uniform(0.0001, 0.006))
                        answered = _call(client, number, lot)
                        outcome = "right"
                    except AddeparError as error:
                        outcome = _failed(error, number, wrong)
                    finally:
                        signal.setitimer(signal.ITIMER_REAL, 0)
                if answered and (whose := _whose(*answered)) != number:
                    wrong.append(f"asked for {number}, got {whose}")
                outcomes[outcome] += 1
            _judge(outcomes, wrong, _INTERRUPTED)
            assert outcomes["interrupted"] > _INTERRUPTED // 20
            api.calm = True
            _works(client)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    api = Moody("tasks")

    async def one(client: Any, number: str, lot: random.Random) -> str:
        call, out = _call(client, number, lot)
        task = asyncio.ensure_future(call)
        if lot.random() < 0.25:
            asyncio.get_running_loop().call_later(lot.choice([0, lot.uniform(0, 0.02)]), task.cancel)
        try:
            whose = _whose(await task, out)
        except asyncio.CancelledError:
            return "cancelled"
        except AddeparError as error:
            return _failed(error, number, wrong)
        if whose != number:
            wrong.append(f"asked for {number}, got {whose}")
        return "right"

    async def worker(client: Any, lots: Iterator[tuple[str, random.Random]], outcomes: Counter[str]) -> None:
        for number, lot in lots:
            outcomes[await one(client, number, lot)] += 1

    async def main(url: str) -> None:
        async with AsyncAddeparClient(base_url=url, **_OPTIONS) as client:
            with counted("wire", "whose answer: 64 tasks", "async") as outcomes:
                lots = _lots("tasks", _MANY)
                async with asyncio.TaskGroup() as group:
                    for _ in range(_WORKERS):
                        group.create_task(worker(client, lots, outcomes))
                _judge(outcomes, wrong, _MANY)
                assert outcomes["cancelled"] > _MANY // 20
                api.calm = True
                patient = client.with_options(max_retries=2)
                for number in range(100, 200):
                    assert str((await patient.files.get(str(number))).id) == str(number)
                found = await asyncio.gather(*(patient.files.get(one) for one in _GATE))
                assert [str(one.id) for one in found] == _GATE

    with serving(api.handle) as server, nothing_left(server, monkeypatch):
        asyncio.run(main(server.url))
