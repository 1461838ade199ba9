"""Each fault of the sandbox, met by each kind of operation of both clients: as docs/client-faults.md says."""

import asyncio
from collections.abc import Iterator

import pytest
from tests.client import faulting
from tests.client.support import Side

from addepar_sandbox import Fault, Sandbox
from addepar_sandbox.http.response import writer as sending
from addepar_sandbox.testing.faults import Faults


@pytest.fixture(scope="module")
def reused() -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch, Sandbox() as made, made.serve():
        # Small pieces matter here, not the length of the pauses between them.
        patch.setattr(sending, "_DRIP_PAUSE_SECONDS", 0.001)
        yield made


@pytest.fixture(scope="module", params=["sync", "async"])
def one_side(request: pytest.FixtureRequest) -> Iterator[Side]:
    with asyncio.Runner() as runner:
        made = Side(request.param, runner)
        yield made
        made.close()


@pytest.mark.parametrize("fault", faulting.FAULTS)
def test_what_the_user_sees_and_that_nothing_is_lost_or_sent_twice(fault: str, reused: Sandbox, one_side: Side) -> None:
    documented = faulting.written()
    refused = fault.startswith("429")
    for name, lasting, kind in faulting.cells():
        if name != fault:
            continue
        seen = faulting.observe(reused, one_side, fault, lasting, kind)
        assert str(seen) == documented[fault, lasting, kind], (
            lasting,
            kind,
            "python -m scripts.docs.faults_table writes it anew",
        )
        assert seen.outcome != "WRONG"
        if faulting.KINDS[kind].stored:
            assert seen.stored <= 1
            assert seen.requests == 1 or refused
            assert seen.outcome != "ok" or seen.stored == 1


def test_every_fault_of_the_sandbox_is_in_the_table() -> None:
    assert {kind for kind, _ in faulting.FAULTS.values()} == set(Faults.KINDS)
    assert Fault("drop").kind in Faults.KINDS
    assert set(faulting.written()) == set(faulting.cells())
