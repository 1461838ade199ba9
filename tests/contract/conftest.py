"""A fresh sandbox with the default data for each test, and something to call it with."""

from collections.abc import Iterator

import pytest
from addepar_sandbox import Sandbox

from tests.contract.calling import Caller


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, sandbox.serve():
        yield sandbox


@pytest.fixture
def caller(sandbox: Sandbox) -> Iterator[Caller]:
    assert sandbox.url is not None
    with Caller(sandbox.url) as caller:
        yield caller
