"""Each test gets a sandbox of its own, served on a loopback port, and speaks to it over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from tests.sandbox.tools import connect

from addepar_sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, sandbox.serve():
        yield sandbox


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A client with the credentials of the default data."""
    with connect(sandbox) as client:
        yield client
