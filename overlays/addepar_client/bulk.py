"""The rest of a large body, read from the connection below the HTTP library: that takes a third of its time.

Only where the bytes on the connection are those of the file, and their number is known: HTTP/1.1, an answer
with a Content-Length, not packed. The library has handed over all that it had read; it does not see the rest,
and so closes the connection when the answer is closed.
"""

import ssl
from collections.abc import Iterator
from socket import socket
from typing import Any

from .errors import APIConnectionError
from .flows import Request
from .sending import BLOCK, Writer
from .troubles import broken, timed_out


def flood(request: Request, wire: Any, left: int, write: Writer) -> Iterator[int] | None:
    """Write so many bytes block by block, giving the length of each; None where the socket is out of reach."""
    connection = wire and wire.get_extra_info("socket")
    # Beyond a proxy that is spoken to with TLS, the socket gives what is still encrypted.
    if not isinstance(connection, socket) or isinstance(wire.get_extra_info("ssl_object"), ssl.SSLObject):
        return None
    return _flooded(request, connection, left, write)


def _flooded(request: Request, connection: socket, left: int, write: Writer) -> Iterator[int]:
    connection.settimeout(request.timeout.read)
    buffer = memoryview(bytearray(BLOCK))
    while left:
        block = buffer[: min(BLOCK, left)]
        size, trouble = _filled(block, connection, request)
        left -= size
        if size:  # before a break, too: the rest can be asked for
            write(block[:size])
        if trouble is not None:
            raise trouble
        yield size


def _filled(block: memoryview, connection: socket, request: Request) -> tuple[int, APIConnectionError | None]:
    size = 0
    try:
        while size < len(block):
            got = connection.recv_into(block[size:])
            if not got:
                return size, broken(request, "the server closed it before the answer was complete")
            size += got
    except TimeoutError:
        return size, timed_out("ReadTimeout", request)
    except (OSError, ValueError) as error:  # a ValueError where TLS has been closed under it
        return size, broken(request, str(error))
    return size, None
