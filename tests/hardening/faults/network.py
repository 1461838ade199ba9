"""What the user sees when the network harms a connection at any of its bytes: one cell of the table of hardening.md."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from tests.client import faulting
from tests.client.support import FakeTime, Side
from tests.client.test_jobs import VIEW
from tests.hardening import proxy
from tests.hardening.kills.nursery import Nursery

from addepar_client import AddeparError, Timeout
from addepar_sandbox import Sandbox

_LONGEST = 10.0
# Only a stall has to be waited out. Where a wait was too short for a busy machine, it is tried again with the next.
_STALLS = (0.15, 0.6, 2.4, _LONGEST)
SEED = int(os.environ.get("ADDEPAR_SEED", "7"))
KINDS = tuple(faulting.KINDS)
POSITION = ("owner_id=22", "owned_id=23", "name=Ours", "incepting_open_position_date=2001-01-01",
            "incepting_open_position_ownership_percentage=1")  # fmt: skip


@contextmanager
def called(sandbox: Sandbox, side: Side, kind: str) -> Iterator[Any]:
    """Gives a function that makes one call of a kind through a proxy's URL; its outcome, as ``faulting`` names it."""
    what = faulting.KINDS[kind]
    sandbox.reset()
    direct = side.client(sandbox.url or "")
    given: dict[str, Any] = {"record": side.run(direct.files.get(sandbox.add_file("big.bin", faulting.CONTENT)))}
    given["job"] = str(side.run(direct.jobs.submit_view(**VIEW)).id)
    right = what.call(side, direct, given) if not what.stored else True

    def call(url: str, wait: float = _LONGEST) -> tuple[str, bool]:
        timeout = Timeout(10, wait, wait, 10)
        client = side.client(url, clock=FakeTime().clock(), max_retries=2, timeout=timeout)
        try:
            return ("ok" if what.call(side, client, given) == right else "WRONG"), False
        except AddeparError as error:
            return type(error).__name__, error.outcome_unknown
        finally:
            side.run(client.close())

    yield call


def lengths(sandbox: Sandbox, call: Any) -> dict[str, int]:
    """How many bytes go up and down over the first connection of a call."""
    for _ in range(2):  # what is the same each time is the second call
        with proxy.proxied(sandbox.url or "") as network:
            assert call(network.url)[0] == "ok"
    return network.passed[0]


def harmed(sandbox: Sandbox, call: Any, stored: str, harm: str, way: str, length: int, cases: int) -> Counter[str]:
    """Make the call that many times, the first connection harmed at a byte drawn by lot; outcomes, counted.

    Raises:
        AssertionError: a wrong result, something stored twice, or stored without a word about it.
    """
    seen: Counter[str] = Counter()
    dice = random.Random(f"{harm} {way} {stored} {SEED}")  # noqa: S311
    for _ in range(cases):
        at = dice.choice([dice.randrange(min(length, 2000)), dice.randrange(length), length - 1])
        plan = proxy.Harm(harm, way, at)
        for wait in _STALLS if harm == "stall" else (_LONGEST,):
            before = _stored(sandbox, stored)
            with proxy.proxied(sandbox.url or "", lambda number, plan=plan: plan if number == 0 else None) as network:
                outcome, unknown = call(network.url, wait)
                struck = network.struck == [plan]
            # Else a timeout came before the harm, or to a connection that nothing harmed.
            if struck and (stored or outcome == "ok"):
                break
        assert struck, "the byte was never reached"
        made = _stored(sandbox, stored) - before
        case = (harm, way, at, outcome, made)
        assert outcome != "WRONG", case
        assert made <= 1, case
        if outcome == "ok":
            assert made == bool(stored), case
        elif stored:
            assert unknown or not made, case
            outcome += ", outcome unknown" * unknown + ": yet stored" * made
        seen[outcome] += 1
    return seen


def _stored(sandbox: Sandbox, kind: str) -> int:
    return len(sandbox.store.collection("1", kind)) if kind else 0


@contextmanager
def commanded(sandbox: Sandbox, children: Nursery, kind: str) -> Iterator[Any]:
    """The same by the command; an outcome is "ok" or the exit code."""
    sandbox.reset()
    children.folder.mkdir(exist_ok=True)
    file_id = sandbox.add_file("big.bin", faulting.CONTENT)
    job = sandbox_job(sandbox)
    small = children.folder / "a.txt"
    to = children.folder / "got.bin"

    arguments = {
        "read": ["files", "get", "123", "--json"],
        "list": ["files", "ls", "--jsonl"],
        "write": ["positions", "create", *(part for one in POSITION for part in ("-s", one)), "--json"],
        "upload": ["files", "upload", str(small), "--again"],
        "download": ["files", "download", file_id, "-o", str(to), "--overwrite"],
        "wait": ["jobs", "wait", job, "--json"],
    }[kind]

    def call(url: str, wait: float = _LONGEST) -> tuple[str, bool]:
        small.write_bytes(b"x")
        to.unlink(missing_ok=True)
        children.environ["ADDEPAR_BASE_URL"] = url
        limits = ["--timeout", str(wait), "--max-retries", "2"]
        ended = children.run("cli", counted=False, arguments=[*arguments, *limits])
        if ended.result:
            assert not to.exists(), ended.said
            return f"exit {ended.result}", "not known" in ended.said
        assert kind != "download" or to.read_bytes() == faulting.CONTENT
        assert kind != "read" or '"123"' in ended.said
        return "ok", False

    yield call


def sandbox_job(sandbox: Sandbox) -> str:
    """The id of a finished job."""
    rows = sandbox.store.collection("1", "jobs").rows()
    return max((row.id for row in rows), key=int)


def cells() -> Iterator[tuple[str, str]]:
    """Every harm, either way."""
    return product(proxy.KINDS, proxy.WAYS)


def stored_by(kind: str, side: str) -> str:
    """What a kind of operation leaves on the server."""
    return "positions" if (kind, side) == ("write", "CLI") else faulting.KINDS[kind].stored


def folder_of(place: Path) -> Path:
    """A working folder for children."""
    made = place / "children"
    made.mkdir(exist_ok=True)
    return made
