"""A fresh sandbox with the default data for each test, and something to call it with.

With CONTRACT_DEFECT=name in the environment it has that defect; scripts/checks/contract/defects.py asks who notices.
"""

import os
from collections.abc import Iterator

import pytest
from tests.contract.defects import VARIABLE, plant

from addepar_contract.calls.calling import Caller
from addepar_sandbox import Sandbox

if name := os.environ.get(VARIABLE):
    plant(name)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox, sandbox.serve():
        yield sandbox


@pytest.fixture
def caller(sandbox: Sandbox) -> Iterator[Caller]:
    assert sandbox.url is not None
    with Caller(sandbox.url) as caller:
        yield caller
