"""Decompress bodies in pieces of a bounded size.

The HTTP library decompresses each packet at once, which can make a hostile one a thousand times as large, and it
accepts a truncated body as complete.
"""

import zlib
from collections.abc import AsyncIterator, Iterator

from addepar_core.transport.error_mapping import UnusableBody

_PIECE = 1024 * 1024
_OURS = {"gzip", "x-gzip", "deflate"}
_OTHERS = {"br", "zstd", "compress", "x-compress"}
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, by what it begins with


class _Unpacker:
    """Unpacks gzip, of one or more members, and deflate."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_EITHER)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What is in it, piece by piece."""
        while data:
            if self._inner.eof:
                if not data.strip(b"\0"):  # padding
                    return
                self._inner = zlib.decompressobj(_EITHER)
            yield self._piece(data)
            data = self._inner.unconsumed_tail or self._inner.unused_data

    def rest(self) -> Iterator[bytes]:
        """What was held back until the end came."""
        while self._begun and not self._inner.eof:
            piece = self._piece(b"")
            if not piece and not self._inner.eof:
                raise UnusableBody("cannot be unpacked: its end is missing")
            yield piece

    def _piece(self, data: bytes) -> bytes:
        self._begun = True
        try:
            return self._inner.decompress(data, _PIECE)
        except zlib.error:
            raise UnusableBody("cannot be unpacked") from None


def unpacked(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The content of a body. Raises ``UnusableBody`` where there is none to be had, or only a part of it."""
    if (unpacker := _unpacker(encoding)) is None:
        yield from chunks
        return
    for chunk in chunks:
        yield from filter(None, unpacker.feed(chunk))
    yield from filter(None, unpacker.rest())


async def unpacked_async(chunks: AsyncIterator[bytes], encoding: str) -> AsyncIterator[bytes]:
    """The same for the async client."""
    unpacker = _unpacker(encoding)
    async for chunk in chunks:
        for piece in filter(None, unpacker.feed(chunk) if unpacker else [chunk]):
            yield piece
    for piece in filter(None, unpacker.rest() if unpacker else []):
        yield piece


def _unpacker(encoding: str) -> _Unpacker | None:
    """None for what tells of no packing, such as a character set that stands in the wrong header."""
    names = {name.strip().lower() for name in encoding.split(",")} & (_OURS | _OTHERS)
    if not names:
        return None
    if names <= _OURS and "," not in encoding:
        return _Unpacker()
    raise UnusableBody(f"is packed in a way that was not asked for: {encoding[:40]!r}")
