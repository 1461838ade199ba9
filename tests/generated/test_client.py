"""The generated package by itself: its clients, with what the runtime does for every request."""

import asyncio
from typing import Any

import pytest

import addepar_api
from addepar_api import AsyncClient, Client, OAuth
from addepar_api.operations import OPERATIONS
from addepar_client import AddeparClient
from addepar_client import errors as all_errors
from addepar_core import errors
from addepar_core.errors import DeadlineError, NotFoundError, RateLimitError
from addepar_sandbox import Sandbox

WHO: dict[str, Any] = {"firm_id": 1, "auth": ("sandbox", "sandbox")}


def test_it_lists_page_after_page_and_gives_models(sandbox: Sandbox) -> None:
    with Client(base_url=sandbox.url, **WHO) as client:
        rows = list(client.positions.list(page_limit=2))
        assert len(rows) > 4
        assert client.positions.get(rows[0].id).id == rows[0].id
    assert len(sandbox.journal.calls("positions_list")) > 2


def test_it_writes_and_raises_the_errors_of_the_runtime(sandbox: Sandbox) -> None:
    with Client(base_url=sandbox.url, **WHO) as client:
        client.files.update(123, {"type": "files", "id": "123", "attributes": {"name": "new name.pdf"}})
        assert client.files.get(123).attributes.name == "new name.pdf"
        client.files.delete(123)
        with pytest.raises(NotFoundError):
            client.files.get(123)


def test_its_errors_have_one_home() -> None:
    assert all(getattr(errors, name) is getattr(all_errors, name) for name in all_errors.__all__ if name[:3] != "Job")
    everything: dict[str, object] = {}
    exec("from addepar_core.errors import *", everything)  # noqa: S102 - a star is allowed in a module alone
    assert {*dir(errors)} == everything.keys() - {"__builtins__"}
    assert everything["NotFoundError"] is NotFoundError
    assert not hasattr(errors, "NoSuchError")
    assert not hasattr(errors, "no_such_module")


def test_it_retries_and_keeps_a_deadline_and_a_budget(sandbox: Sandbox) -> None:
    sandbox.fail("status", "positions_list", times=2, status=503)
    with Client(base_url=sandbox.url, **WHO, max_retry_wait=0.01, budget="memory") as client:
        assert next(client.positions.list()).id
        assert client.budget.left()[0].used == 3
        with pytest.raises(DeadlineError):
            next(client.with_options(deadline=1e-6).positions.list())
        sandbox.fail("status", "positions_list", status=429)
        with pytest.raises(RateLimitError):
            next(client.with_options(max_retries=0).positions.list())


def test_the_async_client_does_the_same(sandbox: Sandbox) -> None:
    async def main() -> int:
        async with AsyncClient(base_url=sandbox.url, **WHO) as client:
            return len([row async for row in client.files.list(page_limit=1)])

    assert asyncio.run(main()) > 1


def test_every_operation_without_a_helper_is_a_method_of_both() -> None:
    with Client(base_url="https://a.b/api", **WHO) as client:
        for operation in OPERATIONS.values():
            name = operation.id.removeprefix(f"{operation.tag}_")
            plain = operation.answer != "binary" and operation.body != "multipart"
            assert hasattr(getattr(client, operation.tag), name) == plain, operation.id


def test_the_overlay_is_the_same_client_with_more() -> None:
    assert issubclass(AddeparClient, Client)
    assert addepar_api.Client is Client
    assert OAuth("id", "secret", redirect_uri="https://a.b").authorization_url().startswith("https://")
    assert {"AsyncClient", "Client", "OAuth"} <= set(dir(addepar_api))
    with pytest.raises(AttributeError, match="Clientt"):
        _ = addepar_api.Clientt
