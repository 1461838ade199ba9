"""A vendor with many firms: thousands of clients, waiting clients, and a budget that workers share."""

import asyncio
import logging
import os
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

from addepar_api.facts import RATE_LIMITS
from addepar_client import AddeparClient, AsyncAddeparClient
from addepar_core.pipeline.budget.limiter import Budget, Reservation
from addepar_core.pipeline.budget.stores import MemoryStore, RedisStore, SqliteStore

AUTH = ("key", "secret")
OPEN_FILES = "/proc/self/fd"


def files_open() -> int:
    return len(os.listdir(OPEN_FILES))  # noqa: PTH208


def made(root: str, firms: int) -> Iterator[Any]:
    """Make a client for each firm."""
    first = AddeparClient(base_url=root, firm_id=1, auth=AUTH)
    yield
    clients = [AddeparClient(base_url=root, firm_id=each + 1, auth=AUTH) for each in range(firms)]
    yield None
    del clients, first


def called(root: str, firms: int) -> Iterator[Any]:
    """Make a client for each firm, and call each once; yields the number of connections that stay open."""
    with ExitStack() as stack:
        first = stack.enter_context(AddeparClient(base_url=root, firm_id=1, auth=AUTH))
        first.positions.get("1")
        before = files_open()
        yield
        for each in range(firms):
            client = stack.enter_context(AddeparClient(base_url=root, firm_id=each + 1, auth=AUTH))
            client.positions.get("1")
        yield files_open() - before


def called_shared(root: str, firms: int) -> Iterator[Any]:
    """The same, with one HTTP client for all firms."""
    import httpx

    with httpx.Client() as wire:
        AddeparClient(base_url=root, firm_id=1, auth=AUTH, http_client=wire).positions.get("1")
        before = files_open()
        yield
        clients = []
        for each in range(firms):
            clients.append(AddeparClient(base_url=root, firm_id=each + 1, auth=AUTH, http_client=wire))
            clients[-1].positions.get("1")
        yield files_open() - before


async def called_async(root: str, firms: int) -> AsyncIterator[Any]:
    """The async client for each firm, each called once."""
    first = AsyncAddeparClient(base_url=root, firm_id=1, auth=AUTH)
    await first.positions.get("1")
    before = files_open()
    yield
    clients = [AsyncAddeparClient(base_url=root, firm_id=each + 1, auth=AUTH) for each in range(firms)]
    for each in clients:
        await each.positions.get("1")
    yield files_open() - before
    for each in clients:
        await each.close()
    await first.close()


def full_store(root: str, firms: int) -> MemoryStore:
    """A store in memory in which all firms have used up the limit of 15 minutes."""
    store = MemoryStore()
    for each in range(firms):
        budget = Budget(store, f"{root} {each}", RATE_LIMITS)
        for _ in range(50):
            budget.reserve(Reservation())
    return store


def budgets_in_memory(firms: int) -> Iterator[Any]:
    """The budgets of ``firms`` firms, each with the 1,000 requests of a day."""
    yield
    store = MemoryStore()
    for each in range(firms):
        budget = Budget(store, str(each), ((1000, 86_400.0),))
        for _ in range(1000):
            budget.reserve(Reservation())
    yield None
    store.close()


async def waiting_tasks(firms: int) -> AsyncIterator[Any]:
    """A task for each firm that waits for its budget; the clients exist before."""
    logging.getLogger("addepar_client").setLevel(logging.ERROR)
    root = "http://127.0.0.1:9"
    store = full_store(root, firms)
    clients = [AsyncAddeparClient(base_url=root, firm_id=each, auth=AUTH, budget=store) for each in range(firms)]
    yield
    tasks = [asyncio.ensure_future(each.positions.get("1")) for each in clients]
    await asyncio.sleep(0.5)
    yield sum(not task.done() for task in tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def waiting_threads(firms: int) -> Iterator[Any]:
    """A thread for each firm that waits."""
    leave = threading.Event()
    yield
    threads = [threading.Thread(target=leave.wait, daemon=True) for _ in range(firms)]
    for each in threads:
        each.start()
    yield sum(each.is_alive() for each in threads)
    leave.set()


def reserving(store: str, firms: int, requests: int, threads: int) -> Iterator[Any]:
    """Take slots in a shared store from ``threads`` threads, for each firm in turn."""
    shared: Any = RedisStore.from_url(store) if "://" in store else SqliteStore(store)
    run = time.time_ns()
    budgets = [Budget(shared, f"{run} {each}", RATE_LIMITS) for each in range(firms)]
    with ThreadPoolExecutor(threads) as pool:
        yield
        yield sum(pool.map(lambda number: budgets[number % firms].reserve(Reservation()), range(requests)))
    shared.close()
