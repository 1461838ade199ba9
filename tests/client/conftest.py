"""A fresh sandbox for each test, and both clients in turn."""

import asyncio
from collections.abc import Iterator

import pytest
from tests.client.support import Side

from addepar_sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with the default data, already serving at ``sandbox.url``."""
    with Sandbox() as made, made.serve():
        yield made


@pytest.fixture(params=["sync", "async"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """The sync client, then the async one."""
    with asyncio.Runner() as runner:
        made = Side(request.param, runner)
        yield made
        made.close()
