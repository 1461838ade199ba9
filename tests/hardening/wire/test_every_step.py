"""A task is cancelled at every step of a call: the client goes on as if it had never been, and nothing is left."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.proving import AFTER, Gate, Proof, at_once
from tests.hardening.wire.serving import Server, serving
from tests.hardening.wire.steps import OPERATIONS, Api, client_for, files_are_whole, nothing_left

from addepar_client import AddeparError, AsyncAddeparClient


def _steps() -> Iterator[int]:
    """How many turns of the event loop go by before the cancel."""
    step = 0
    while step < 100_000:
        yield step
        dense = 400 if PROOF else 16
        step = step + 1 if step < dense else int(step * (1.05 if PROOF else 1.4)) + 1


class _AsyncProof(Proof):
    client: Any

    async def cut(self, where: str, cut_at: str = "", steps: int | None = None) -> bool:
        """Cut one call, and go on; gives whether the call was over before."""
        number = self.begin(cut_at)
        loop = asyncio.get_running_loop()
        task = loop.create_task(self.operation.call(self.client, number, self.folder))
        cancelled = threading.Event()

        def cancel() -> None:
            task.cancel()
            cancelled.set()

        def cut() -> None:
            loop.call_soon_threadsafe(cancel)
            cancelled.wait(10)

        self.api.cut = cut
        if steps is not None:
            for _ in range(steps):
                await asyncio.sleep(0)
            over = task.done()
            task.cancel()
        else:
            over = False
        await asyncio.wait([task], timeout=60)
        assert task.done(), f"{where}: it does not end"
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        self.ended(number, None if error else task.result(), error, where)
        await self.goes_on(AFTER, where)
        return over

    async def goes_on(self, count: int, where: str) -> None:
        for other in self.others(count):
            try:
                assert str((await self.client.files.get(other)).id) == other, where
            except AddeparError as error:
                pytest.fail(f"{where}: the next call: {error!r}")
        me = asyncio.current_task()
        for _ in range(1000):
            if not (left := asyncio.all_tasks() - {me}):
                break
            await asyncio.sleep(0.005)
        assert not left, where

    async def run(self, name: str, server: Server) -> None:
        async with client_for(AsyncAddeparClient, name, server, self.time) as self.client:
            number = self.begin()
            assert self.operation.right(await self.operation.call(self.client, number, self.folder), number)
            files_are_whole(self.folder)
            stages = list(self.api.stages)
            for step in _steps():
                if await self.cut(f"{name}, cancelled at step {step}", steps=step):
                    break
            for stage in stages:
                await self.cut(f"{name}, cancelled at {stage}", cut_at=stage)
            await self.goes_on(20, "at the end")
            self.api.watch("")
            found = await asyncio.gather(*(self.client.files.get(one) for one in at_once()))
            assert [str(one.id) for one in found] == at_once()


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_cancel_at_any_step(name: str, warmth: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = Api(strict=True)
    api.cold = warmth == "cold"
    proof = _AsyncProof(name, api, tmp_path)
    with serving(Gate(api).handle) as server, nothing_left(server, monkeypatch):
        asyncio.run(proof.run(name, server))
    proof.over(f"every step: {name}", "async")
