"""Read the body of a response: decompressed, and limited in size."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

from addepar_core.transport.error_mapping import BodyError

ERROR_BODY = 1024 * 1024
"""The number of bytes that are read of an error's body."""
# For a response that is read completely: a longer one is a fault or an attack.
_MOST = 256 * 1024 * 1024


def is_encoded(headers: Mapping[str, str]) -> bool:
    """Whether the received bytes are an encoded form of the content."""
    return headers.get("content-encoding", "identity").strip().lower() != "identity"


def content(response: Any) -> Iterator[bytes]:
    """The content of a response, chunk by chunk."""
    if response.is_stream_consumed:  # and decompressed, by the caller's transport
        return response.iter_bytes()  # type: ignore[no-any-return]
    return decoded(iter(response.stream), response.headers)


def decoded(chunks: Iterator[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """The decoded content of a body's chunks."""
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


# In separate frames: the chunks may contain a token, and tools show local variables with an error.
def bounded(chunks: Iterator[bytes], status: int) -> Iterator[bytes]:
    """The chunks up to the limit: an error's body may be cut off there, any other body must be complete."""
    left = ERROR_BODY if status >= 400 else _MOST
    with _readable(status):
        for chunk in chunks:
            left = _less(left, chunk, status)
            yield chunk if left >= 0 else chunk[:left]
            if left <= 0 and status >= 400:
                return


async def bounded_async(chunks: AsyncIterator[bytes], status: int) -> AsyncIterator[bytes]:
    """The same for the async library."""
    left = ERROR_BODY if status >= 400 else _MOST
    with _readable(status):
        async for chunk in chunks:
            left = _less(left, chunk, status)
            yield chunk if left >= 0 else chunk[:left]
            if left <= 0 and status >= 400:
                return


def _readable(status: int) -> AbstractContextManager[None]:
    """End an error's body if it cannot be read: its status says enough, for example that a write was refused."""
    return suppress(BodyError) if status >= 400 else nullcontext()


def _less(left: int, chunk: bytes, status: int) -> int:
    left -= len(chunk)
    if left < 0 and status < 400:
        raise BodyError(f"is longer than {_MOST // 2**20} MiB, the limit for memory")
    return left
