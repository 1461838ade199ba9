"""Connections harmed at bytes drawn by lot, met by each kind of operation of both clients and of the command.

Nothing comes out wrong, nothing is stored twice, and nothing is stored without the error saying that it may be.
"""

import asyncio
from collections.abc import Iterator

import pytest
from tests.client import faulting
from tests.client.support import Side
from tests.hardening.counting import cases, counted
from tests.hardening.faults import network
from tests.hardening.kills.nursery import Nursery, nursery

from addepar_sandbox import Sandbox


@pytest.fixture(scope="module")
def reused() -> Iterator[Sandbox]:
    with Sandbox() as made, made.serve():
        yield made


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    home = tmp_path_factory.mktemp("home")
    environ = {"HOME": str(home), "ADDEPAR_FIRM_ID": "1", "ADDEPAR_KEY": "sandbox", "ADDEPAR_SECRET": "sandbox"}
    with nursery(network.folder_of(home), environ) as made:
        yield made


@pytest.fixture(params=["sync", "async"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    with asyncio.Runner() as runner:
        made = Side(request.param, runner)
        yield made
        made.close()


@pytest.mark.parametrize("kind", network.KINDS)
def test_a_harmed_connection(side: Side, kind: str, reused: Sandbox) -> None:
    with network.called(reused, side, kind) as call:
        length = network.lengths(reused, call)
        for harm, way in network.cells():
            with counted("faults", f"{harm} {way} | {kind}", side.name) as outcomes:
                stored = faulting.KINDS[kind].stored
                outcomes.update(network.harmed(reused, call, stored, harm, way, length[way], cases(1)))
                if not stored:
                    assert set(outcomes) == {"ok"}
                if harm in ("delay", "split"):
                    assert set(outcomes) == {"ok"}


# One process for the tests that mostly wait; the others use the processors meanwhile.
@pytest.mark.xdist_group("waits")
@pytest.mark.parametrize("kind", network.KINDS)
def test_a_harmed_connection_of_the_command(kind: str, reused: Sandbox, children: Nursery) -> None:
    with network.commanded(reused, children, kind) as call:
        length = network.lengths(reused, call)
        for harm, way in network.cells():
            with counted("faults", f"{harm} {way} | {kind}", "CLI") as outcomes:
                stored = network.stored_by(kind, "CLI")
                outcomes.update(network.harmed(reused, call, stored, harm, way, length[way], min(cases(1), 3)))
                if not stored or harm in ("delay", "split"):
                    assert set(outcomes) == {"ok"}
