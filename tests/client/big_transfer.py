"""Run by test_memory in a process of its own: moves a large file both ways and prints what that cost.

Arguments: the API root, `sync` or `async`, the size in bytes. Prints one JSON object.
"""

import asyncio
import hashlib
import io
import json
import random
import sys
from pathlib import Path
from typing import Any

from addepar_client import AddeparClient, AsyncAddeparClient

PIECE = random.Random(1).randbytes(1024 * 1024)  # noqa: S311
FORGED = b"\r\n--+++\r\n"


class Made(io.RawIOBase):
    """A file of any size that is made while it is read, and is nowhere else."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def read(self, count: int = -1) -> bytes:
        left = self._size - self._at
        count = left if count < 0 else min(count, left)
        number, offset = divmod(self._at, len(PIECE))
        count = min(count, len(PIECE) - offset)
        piece = (FORGED + number.to_bytes(8, "big") + PIECE)[: len(PIECE)]
        self._at += count
        return piece[offset : offset + count]


class Digest(io.RawIOBase):
    """A file that keeps nothing of what is written but its digest."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha256.update(data)
        return len(data)


def memory(name: str) -> int:
    """A size of this process in bytes, from the kernel's own account."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def forget_peak() -> int:
    """Let the peak begin at the present size, and give that."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


async def settled(outcome: Any) -> Any:
    return await outcome if hasattr(outcome, "__await__") else outcome


async def main(url: str, kind: str, size: int) -> dict[str, Any]:
    maker = AddeparClient if kind == "sync" else AsyncAddeparClient
    client = maker(base_url=url, firm_id=1, auth=("sandbox", "sandbox"))
    made = await settled(client.files.upload(b"warm", name="warm.bin"))
    await settled(client.files.download(made.id, io.BytesIO()))
    whole = hashlib.sha256()
    source = Made(size)
    while block := source.read(len(PIECE)):
        whole.update(block)
    source.seek(0)

    start = forget_peak()
    made = await settled(client.files.upload(source, name="big.bin"))
    up = memory("VmHWM") - start
    start = forget_peak()
    digest = Digest()
    done = await settled(client.files.download(made.id, digest))
    down = memory("VmHWM") - start
    await settled(client.close())
    return {
        "up": up,
        "down": down,
        "bytes": done.bytes,
        "stored": made.attributes.bytes,
        "same": whole.hexdigest() == done.sha256 == digest.sha256.hexdigest(),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))))  # noqa: T201
