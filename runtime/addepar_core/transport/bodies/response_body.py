"""Read the body of a response: decompressed, and never larger than memory allows."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from addepar_core.transport.error_mapping import BodyError

ERROR_BODY = 1024 * 1024
"""So many bytes of the body of an error answer are read, and no more."""
# Of an answer that is read whole: more comes from a fault, or from somebody who wants the memory.
_MOST = 256 * 1024 * 1024


def is_encoded(headers: Mapping[str, str]) -> bool:
    """Whether the bytes on the wire are not those of the content."""
    return headers.get("content-encoding", "identity").strip().lower() != "identity"


def content(response: Any) -> Iterator[bytes]:
    """The content of a response, chunk by chunk."""
    if response.is_stream_consumed:  # and unpacked, by a transport of the caller's
        return response.iter_bytes()  # type: ignore[no-any-return]
    return decoded(iter(response.stream), response.headers)


def decoded(chunks: Iterator[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """The content of the chunks of a body."""
    if not is_encoded(headers):
        return chunks
    from addepar_core.transport.bodies.decompression import decompress

    return decompress(chunks, headers["content-encoding"])


def content_async(response: Any) -> AsyncIterator[bytes]:
    """The same for the async library."""
    if response.is_stream_consumed:
        return response.aiter_bytes()  # type: ignore[no-any-return]
    if not is_encoded(response.headers):
        return aiter(response.stream)
    from addepar_core.transport.bodies.decompression import decompress_async

    return decompress_async(aiter(response.stream), response.headers["content-encoding"])


# In frames of their own: the chunks may hold a token, and tools show the local variables with an error.
def bounded(chunks: Iterator[bytes], status: int) -> Iterator[bytes]:
    """The chunks up to the limit: the beginning of an error's body will do, any other body must be whole."""
    left = ERROR_BODY if status >= 400 else _MOST
    for chunk in chunks:
        left = _less(left, chunk, status)
        yield chunk if left >= 0 else chunk[:left]
        if left <= 0 and status >= 400:
            return


async def bounded_async(chunks: AsyncIterator[bytes], status: int) -> AsyncIterator[bytes]:
    """The same for the async library."""
    left = ERROR_BODY if status >= 400 else _MOST
    async for chunk in chunks:
        left = _less(left, chunk, status)
        yield chunk if left >= 0 else chunk[:left]
        if left <= 0 and status >= 400:
            return


def _less(left: int, chunk: bytes, status: int) -> int:
    left -= len(chunk)
    if left < 0 and status < 400:
        raise BodyError(f"is longer than {_MOST // 2**20} MiB, the most that is held in memory")
    return left
