"""An HTTP client that keeps an exact copy of the last response, however it is used."""

from collections.abc import Iterator

import httpx

from addepar_contract.spec.exchanges import API_ROOT, MAX_BODY_BYTES, Exchange


class Recorder:
    """Send requests with `http`; `exchange` is the first one since `begin`, with its response."""

    def __init__(self) -> None:
        self.http = httpx.Client(event_hooks={"response": [self._note]}, timeout=70)
        self.exchange: Exchange | None = None
        self._operation_path = ""

    def begin(self, path: str) -> None:
        """Discard the last exchange; the next one is for this path below the API root."""
        self.exchange, self._operation_path = None, path

    def _note(self, answer: httpx.Response) -> None:
        request = answer.request
        if self.exchange is not None or not request.url.path.endswith(self._operation_path):
            return  # a token was asked for, or a redirect followed
        self.exchange = Exchange(
            request.method,
            API_ROOT + self._operation_path,
            request.url.query.decode(),
            [],
            status=answer.status_code,
            answer_headers=[(name.lower(), text) for name, text in answer.headers.items()],
        )
        assert isinstance(answer.stream, httpx.SyncByteStream)
        answer.stream = _Copied(answer.stream, self.exchange)


class _Copied(httpx.SyncByteStream):
    """A body that keeps a copy of its beginning, at most `MAX_BODY_BYTES`."""

    def __init__(self, stream: httpx.SyncByteStream, exchange: Exchange) -> None:
        self._stream = stream
        self._exchange = exchange

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._exchange.answer_body = (self._exchange.answer_body or b"") + piece
            if len(self._exchange.answer_body) > MAX_BODY_BYTES:
                raise httpx.ReadError("enough of this response was read")
            yield piece

    def close(self) -> None:
        self._stream.close()
