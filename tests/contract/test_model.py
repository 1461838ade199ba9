"""Random walks through files, positions, snapshots and jobs, side by side with a simple model of each.

Everything goes over HTTP. The walks are the same in every run, and as many as find each defect that nothing else finds
(docs/contract-defects.md); CONTRACT_WALKS=n takes n random ones instead, as does `make contract-long`.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.contract.defects import VARIABLE
from tests.contract.models.files import Files
from tests.contract.models.jobs import Jobs
from tests.contract.models.machine import Machine
from tests.contract.models.positions import Positions
from tests.contract.models.snapshots import Snapshots

from addepar_contract.calls.calling import Caller
from addepar_sandbox import Sandbox

WALKS = int(os.environ.get("CONTRACT_WALKS", "0"))
FEW = {Files: 40, Positions: 15, Snapshots: 15, Jobs: 15}
SETTINGS = settings(
    stateful_step_count=25,
    derandomize=not WALKS,
    database=None,
    deadline=None,
    # Whether a planted defect is noticed does not need the smallest walk that shows it.
    phases=[Phase.generate] if VARIABLE in os.environ else list(Phase),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def empty_sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed=False) as sandbox, sandbox.serve():
        yield sandbox


@pytest.mark.parametrize("machine", FEW, ids=lambda machine: machine.__name__.lower())
def test_walk(empty_sandbox: Sandbox, machine: type[Machine]) -> None:
    assert empty_sandbox.url is not None
    with Caller(empty_sandbox.url) as caller:
        # A class of its own, so that two tests never share a sandbox.
        bound = type(machine.__name__, (machine,), {"sandbox": empty_sandbox, "caller": caller})
        run_state_machine_as_test(bound, settings=settings(SETTINGS, max_examples=WALKS or FEW[machine]))
