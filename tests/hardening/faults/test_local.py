"""What happens beside the network: disks, files and clocks that change while a transfer or a call runs."""

import datetime
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.client.support import FakeTime, Side
from tests.hardening.counting import counted

from addepar_client import Clock, TransferError
from addepar_sandbox import Sandbox
from addepar_sandbox.auth.rate_limits import Window

CONTENT = random.Random(5).randbytes(2_500_000)  # noqa: S311


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system of its own in the folder."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount")
    if subprocess.run(  # noqa: S603
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine does not let even root mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S603, S607


@contextmanager
def full_disk(kind: str, folder: Path) -> Iterator[Path]:
    """A folder that takes no more than a million bytes."""
    if kind == "disk full":
        with mounted(folder, "size=1m") as small:
            yield small
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        yield folder
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("kind", ["disk full", "file size limit"])
def test_no_room_for_a_download(kind: str, resume: bool, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)
    folder = tmp_path / "to"
    folder.mkdir()
    client = side.client(sandbox.url)
    with counted("faults", f"{kind} | download", side.name) as outcomes, full_disk(kind, folder):
        (folder / "x").write_bytes(b"the old one")
        with pytest.raises(TransferError, match="cannot write"):
            side.run(client.files.download(file_id, folder / "x", overwrite=True, resume=resume))
        assert (folder / "x").read_bytes() == b"the old one"
        assert [one.name for one in folder.iterdir() if not resume] in ([], ["x"])
        outcomes["TransferError, the old file unharmed"] += 1
    folder.mkdir(exist_ok=True)
    assert side.run(client.files.download(file_id, folder / "x", overwrite=True, resume=resume)).bytes == len(CONTENT)
    assert (folder / "x").read_bytes() == CONTENT
    assert [one.name for one in folder.iterdir()] == ["x"]


def test_a_target_that_may_only_be_read(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    with mounted(tmp_path, "size=1m,ro") as folder, counted("faults", "read-only target | download", side.name) as seen:
        sandbox.journal.clear()
        with pytest.raises(TransferError, match="Read-only"):
            side.run(side.client(sandbox.url).files.download(123, folder / "x"))
        assert list(folder.iterdir()) == []
        seen["TransferError"] += 1


@pytest.mark.parametrize("change", ["longer", "shorter", "other bytes", "replaced"])
def test_a_source_that_changes_while_it_is_sent(change: str, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(CONTENT)
    changes = {
        "longer": lambda: _write(source, len(CONTENT)),
        "shorter": lambda: os.truncate(source, 1_000_000),
        "other bytes": lambda: _write(source, 2_000_000),
        "replaced": lambda: _replace(source),
    }
    done = []

    def progress(count: int, total: int | None) -> None:
        if not done and count > 600_000:
            done.append(changes[change]())

    before = len(sandbox.store.collection("1", "files"))
    client = side.client(sandbox.url)
    with counted("faults", f"source {change} | upload", side.name) as outcomes:
        if change == "replaced":  # the file that was opened is sent, whatever is put in its place
            made = side.run(client.files.upload(source, on_progress=progress))
            side.run(client.files.download(made.id, tmp_path / "back"))
            assert (tmp_path / "back").read_bytes() == CONTENT
            outcomes["ok, as it was"] += 1
        else:
            with pytest.raises(TransferError, match=r"the source .* while it was sent; nothing was stored") as caught:
                side.run(client.files.upload(source, on_progress=progress))
            assert not caught.value.outcome_unknown
            assert len(sandbox.store.collection("1", "files")) == before
            outcomes["TransferError, nothing stored"] += 1
    assert done


def _write(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"other bytes")


def _replace(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(b"another file")
    other.replace(path)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("change", ["a file comes", "the folder goes"])
def test_a_target_that_changes_meanwhile(
    change: str, overwrite: bool, sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)
    folder = tmp_path / "to"
    folder.mkdir()
    to = folder / "x"

    def progress(count: int, total: int | None) -> None:
        if count > 600_000 and change == "a file comes" and not to.exists():
            to.write_bytes(b"somebody else's")
        if count > 600_000 and change == "the folder goes":
            shutil.rmtree(folder, ignore_errors=True)

    client = side.client(sandbox.url)
    with counted("faults", f"target: {change} | download", side.name) as outcomes:
        if change == "a file comes" and overwrite:
            side.run(client.files.download(file_id, to, overwrite=True, on_progress=progress))
            assert to.read_bytes() == CONTENT
            outcomes["ok, replaced as asked"] += 1
        else:
            with pytest.raises(TransferError):
                side.run(client.files.download(file_id, to, overwrite=overwrite, on_progress=progress))
            assert not to.exists() or to.read_bytes() == b"somebody else's"
            outcomes["TransferError"] += 1
    assert not folder.exists() or [one.name for one in folder.iterdir()] == ["x"]


@pytest.mark.parametrize("store", ["memory", "file"])
def test_a_clock_that_jumps(store: str, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    """The wall clock is set by days, back and forth. Each read comes through; the server never has to refuse one where
    the budget is that of one process, and a shared one, which goes by the wall clock, is put right by a 429.
    """
    dice, time = random.Random(11), FakeTime()  # noqa: S311
    jumped = 0.0

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        sandbox.clock.advance(seconds)

    async def sleep_async(seconds: float) -> None:
        sleep(seconds)

    def wall() -> float:
        return 1_700_000_000 + time.seconds + jumped

    limits = ((5, 60.0),)
    sandbox.limits.set(tuple(Window(*one) for one in limits))
    clock = Clock(now=lambda: time.seconds, sleep=sleep, sleep_async=sleep_async, wall=wall)
    budget = "memory" if store == "memory" else str(tmp_path / "budget")
    client = side.client(
        sandbox.url, clock=clock, budget=budget, budget_limits=limits, deadline=7 * 86400.0, max_retries=3
    )
    day = datetime.timedelta(days=1).total_seconds()
    with counted("faults", f"clock jumps, budget in {store} | read", side.name) as outcomes:
        for _ in range(30):
            assert side.run(client.files.get(123)).id == "123"
            jumped += dice.choice([0, 0, 1]) * dice.uniform(-2, 2) * day
            outcomes["ok"] += 1
    assert store == "file" or not sandbox.journal.calls("files_get", 429)
