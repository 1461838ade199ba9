"""Parses multipart uploads and writes the file part straight to disk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from addepar_sandbox.http.errors import ApiError, bad_request
from addepar_sandbox.http.request.body import Upload, read_json
from addepar_sandbox.state.blobs import BlobWriter

_MAX_METADATA_BYTES = 1024 * 1024
_PARTS = ("file", "metadata")
_EXTENDED = re.compile(
    r""";\s*filename\*\s*=\s*"?(utf-8|iso-8859-1)'[\w-]*'([\w!#$&+.^`|~%*'()@ -]*)"?\s*(?:;|$)""",
    re.IGNORECASE | re.ASCII,
)


async def receive_upload(body: AsyncIterator[bytes], content_type: str, writer: BlobWriter) -> Upload:
    """Read the whole body and return its two parts; others are ignored.

    Raises:
        ApiError: 400 for a body that is not a complete multipart form with the parts `file` (with a file name) and
            `metadata` (JSON). The body is read to its end first, so that a sender that reads responses only after
            sending sees the error.
    """
    receiver: _Receiver | None = None
    problem: ApiError | None = None
    try:
        receiver = _Receiver(content_type, writer)
    except ApiError as error:
        problem = error
    async for piece in body:
        if problem is None and receiver is not None:
            try:
                receiver.feed(piece)
            except ApiError as error:
                problem = error
    if problem is not None or receiver is None:
        raise problem or bad_request("The body is not a multipart form.")
    return receiver.finish()


class _Receiver:
    """Keeps track of the part that is being received."""

    def __init__(self, content_type: str, writer: BlobWriter) -> None:
        boundary = parse_options_header(content_type)[1].get(b"boundary")
        if not boundary:
            raise bad_request("The Content-Type header names no multipart boundary.")
        self._writer = writer
        self._metadata = bytearray()
        self._seen: dict[str, dict[str, str]] = {}
        self._part = ""
        self._headers: dict[str, str] = {}
        self._field = bytearray()
        self._value = bytearray()
        self._ended = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_part_data,
                    "on_end": self._on_end,
                },
            )
        except FormParserError as error:
            raise bad_request(f"The body is not a multipart form: {error}") from None

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise bad_request(f"The body is not a multipart form: {error}") from None

    def finish(self) -> Upload:
        if not self._ended:
            raise bad_request("The multipart body ends before its closing boundary.")
        for name in _PARTS:
            if name not in self._seen:
                raise bad_request(f"The {name} part is missing.")
        if not self._seen["file"]["name"]:
            raise bad_request("The file part has no file name.")
        try:
            metadata = read_json(bytes(self._metadata))
        except ApiError as error:
            raise bad_request(f"metadata: {error.detail}") from None
        return Upload(self._writer, self._seen["file"]["name"], self._seen["file"]["type"], metadata)

    def _on_part_begin(self) -> None:
        self._part = ""
        self._headers = {}

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._field.decode("latin-1").lower()] = _text(bytes(self._value))
        self._field.clear()
        self._value.clear()

    def _on_headers_finished(self) -> None:
        # parse_options_header works on Latin-1, so UTF-8 names pass through it as the bytes they are.
        disposition = self._headers.get("content-disposition", "").encode("utf-8")
        options = parse_options_header(disposition)[1]
        self._part = _text(options.get(b"name", b""))
        if self._part not in _PARTS:
            return  # the page does not say that other parts are refused
        if self._part in self._seen:
            raise bad_request(f"The {self._part} part is sent twice.")
        self._seen[self._part] = {
            # .NET sends filename* together with a filename that is reduced to ASCII or is an encoded word. The Files
            # page prints the parameter with a space in it.
            "name": _extended_name(disposition) or _text(options.get(b"filename") or options.get(b"file name") or b""),
            "type": self._headers.get("content-type", "application/octet-stream"),
        }

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        piece = memoryview(data)[start:end]
        if self._part == "file":
            self._writer.write(piece)
        elif self._part != "metadata":
            return
        elif len(self._metadata) + len(piece) > _MAX_METADATA_BYTES:
            raise bad_request(f"The metadata part is longer than {_MAX_METADATA_BYTES} bytes.")
        else:
            self._metadata += piece

    def _on_end(self) -> None:
        self._ended = True


def _extended_name(disposition: bytes) -> str | None:
    """The file name in the form of RFC 8187, without the folders that some clients put before it; None if there is
    none that can be read."""
    match = _EXTENDED.search(disposition.decode("latin-1"))
    if match is None:
        return None
    try:
        name = unquote_to_bytes(match.group(2)).decode(match.group(1).lower())
    except UnicodeDecodeError:
        return None
    return re.split(r"[\\/]", name)[-1] or None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")
