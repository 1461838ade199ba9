"""ZIP files with changed bytes: unpacked completely, or refused with a TransferError and nothing left."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from tests.hardening.counting import cases, counted

from addepar_core.errors.tree import TransferError
from addepar_core.utils.unzip import is_unpacked, unpack

METHODS = {
    "stored": zipfile.ZIP_STORED, "deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA,
}  # fmt: skip


def archive(method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name in ("a.pdf", "b/c.pdf", "é.pdf"):
            file.writestr(name, bytes(range(50)) + b"x" * 400)
    return packed.getvalue()


def harmed(content: bytes, chance: random.Random) -> bytes:
    """The same with some bytes changed or cut out; every second time in the list of entries at the end."""
    harmed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        low = chance.choice((0, max(0, len(harmed) - 60)))
        place = chance.randrange(low, len(harmed))
        if chance.randrange(4):
            harmed[place] = chance.choice((0, 1, 127, 255, chance.randrange(256)))
        else:
            del harmed[place : place + chance.randrange(1, 20)]
    return bytes(harmed)


@pytest.mark.parametrize("method", METHODS)
def test_harmed_archives(method: str, tmp_path: Path) -> None:
    chance, whole = random.Random(method), archive(METHODS[method])  # noqa: S311
    path, folder = tmp_path / "x.zip", tmp_path / "out"
    with counted("inputs", "harmed ZIP files") as outcomes:
        for _ in range(cases(100)):
            path.write_bytes(harmed(whole, chance))
            try:
                unpack(path, folder)
            except TransferError:
                assert [each.name for each in tmp_path.iterdir()] == ["x.zip"]
                outcomes["refused"] += 1
            else:
                assert is_unpacked(path, folder)
                folder.rename(tmp_path / "done")
                for each in sorted((tmp_path / "done").rglob("*"), reverse=True):
                    each.rmdir() if each.is_dir() else each.unlink()
                (tmp_path / "done").rmdir()
                outcomes["unpacked"] += 1
