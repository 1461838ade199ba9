"""What the tests of integrations share: a sandbox that is a witness, clients for it, small and large bodies."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from addepar_client import AddeparClient, AsyncAddeparClient
from addepar_sandbox import Sandbox

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guides" / "schedulers.md"
SIZES = {"small": 3, "large": 12 << 20}


@pytest.fixture
def settings(addepar_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """The sandbox, and the environment that leads to it."""
    values = {"BASE_URL": addepar_sandbox.url, "FIRM_ID": "1", "KEY": "sandbox", "SECRET": "sandbox"}
    for name, value in values.items():
        monkeypatch.setenv(f"ADDEPAR_{name}", value)
    addepar_sandbox.jobs.advance = "at_once"
    return addepar_sandbox


@pytest.fixture(params=SIZES)
def body(request: pytest.FixtureRequest) -> bytes:
    """What is sent and fetched."""
    return b"%PDF" + bytes(SIZES[request.param])


Trip = Callable[[bytes], list[str]]


@pytest.fixture(params=["sync", "async"])
def round_trip(request: pytest.FixtureRequest, settings: Sandbox) -> Trip:
    """Upload, get, list and download in one call; gives the four methods and paths that the sandbox has seen."""

    def there_and_back(client: AddeparClient, body: bytes) -> bytes:
        stored = client.files.upload(body, name="a.pdf")
        client.files.get(stored.id)
        list(client.files.list(limit=1))
        return _download(client.files.download(stored.id, to=(sink := Sink())), sink)

    async def there_and_back_async(body: bytes) -> bytes:
        async with AsyncAddeparClient.from_env() as client:
            stored = await client.files.upload(body, name="a.pdf")
            await client.files.get(stored.id)
            [row async for row in client.files.list(limit=1)]
            return _download(await client.files.download(stored.id, to=(sink := Sink())), sink)

    def trip(body: bytes) -> list[str]:
        if request.param == "sync":
            with AddeparClient.from_env() as client:
                assert there_and_back(client, body) == body
        else:
            assert asyncio.run(there_and_back_async(body)) == body
        return [entry.method for entry in settings.journal.calls()]

    return trip


@pytest.fixture(params=["sync", "async"])
def folder_trip(request: pytest.FixtureRequest, settings: Sandbox, tmp_path: Path) -> Callable[[], int]:
    """Upload a folder, three files at the same time; gives how many requests the sandbox has seen."""
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(name.encode())

    async def in_tasks() -> None:
        async with AsyncAddeparClient.from_env() as client:
            assert (await client.files.upload_folder(tmp_path, entities=[22], at_once=3)).ok

    def trip() -> int:
        if request.param == "sync":
            with AddeparClient.from_env() as client:
                assert client.files.upload_folder(tmp_path, entities=[22], at_once=3).ok
        else:
            asyncio.run(in_tasks())
        return len(settings.journal.calls())

    return trip


class Sink:
    """A file object."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes, /) -> int:
        self.data += data
        return len(data)


def _download(done: Any, sink: Sink) -> bytes:
    assert done.bytes == len(sink.data)
    return bytes(sink.data)


@pytest.fixture
def code(tmp_path: Path) -> Callable[..., Path]:
    """Writes a block of the guide about schedulers to the file that it is titled with."""

    def write(title: str, folder: Path = tmp_path) -> Path:
        _, _, block = GUIDE.read_text("utf-8").partition(f'```python title="{title}"\n')
        assert block, f"there is no block {title!r} in {GUIDE}"
        path = folder / title
        path.write_text(block.partition("\n```\n")[0] + "\n", "utf-8")
        return path

    return write
