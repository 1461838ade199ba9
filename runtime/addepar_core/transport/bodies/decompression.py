"""Decompress bodies in pieces of a bounded size.

The HTTP library decompresses each packet at once, which can make a hostile one a thousand times as large, and it
accepts a truncated body as complete.
"""

import zlib
from collections.abc import AsyncIterator, Iterator

from addepar_core.errors.known_secrets import hide_known
from addepar_core.transport.error_mapping import BodyError

_PIECE = 1024 * 1024
_OURS = {"gzip", "x-gzip", "deflate"}
_OTHERS = {"br", "zstd", "compress", "x-compress"}
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, recognized by the first bytes


class BoundedDecompressor:
    """Decompresses gzip, with one or more members, and deflate."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_EITHER)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress a block, piece by piece."""
        while data:
            if self._inner.eof:
                if not data.strip(b"\0"):  # padding
                    return
                self._inner = zlib.decompressobj(_EITHER)
            yield self._piece(data)
            data = self._inner.unconsumed_tail or self._inner.unused_data

    def flush(self) -> Iterator[bytes]:
        """The output that was held back until the end."""
        while self._begun and not self._inner.eof:
            piece = self._piece(b"")
            if not piece and not self._inner.eof:
                raise BodyError("cannot be decompressed: its end is missing")
            yield piece

    def _piece(self, data: bytes) -> bytes:
        self._begun = True
        try:
            return self._inner.decompress(data, _PIECE)
        except zlib.error:
            raise BodyError("cannot be decompressed") from None


def decompress(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The decompressed content of a body. Raises ``BodyError`` if it is invalid or incomplete."""
    if (decompressor := _decompressor(encoding)) is None:
        yield from chunks
        return
    for chunk in chunks:
        yield from filter(None, decompressor.feed(chunk))
    yield from filter(None, decompressor.flush())


async def decompress_async(chunks: AsyncIterator[bytes], encoding: str) -> AsyncIterator[bytes]:
    """The same for the async client."""
    decompressor = _decompressor(encoding)
    async for chunk in chunks:
        for piece in filter(None, decompressor.feed(chunk) if decompressor else [chunk]):
            yield piece
    for piece in filter(None, decompressor.flush() if decompressor else []):
        yield piece


def _decompressor(encoding: str) -> BoundedDecompressor | None:
    """A decompressor for an encoding; None if it is not a compression, such as a character set in the wrong header."""
    names = {name.strip().lower() for name in encoding.split(",")} & (_OURS | _OTHERS)
    if not names:
        return None
    if names <= _OURS and "," not in encoding:
        return BoundedDecompressor()
    raise BodyError(f"has a compression that was not requested: {hide_known(encoding)[:40]!r}")
