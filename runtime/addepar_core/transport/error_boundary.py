"""The boundary around the HTTP library: it logs nothing of ours, and its frames and errors stop here."""

import logging
from contextvars import ContextVar
from typing import Any, Protocol

from addepar_core.flow.steps import HttpRequest
from addepar_core.transport.error_mapping import map_exception, timed_out

_ours: ContextVar[bool] = ContextVar("addepar_client_sending", default=False)


class Exchange(Protocol):
    """What uses the library; its connection is not used again after an error."""

    request: HttpRequest
    failed: bool


class UrlLogFilter(logging.Filter):
    """Keeps the HTTP library from logging our full addresses; its other users are left alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _ours.get()


class ErrorBoundary:
    """Holds back what the library raises, for the caller to raise outside any handler.

    So no live request, and no frame of the library with a header in its local variables, hangs on the error. The same
    goes for a ``KeyboardInterrupt`` that comes meanwhile.

    Args:
        exchange: what uses the library.

    Attributes:
        error: what the caller has to raise, as an error of ours if it is one of the library's.
    """

    error: Any = None

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._request = exchange.request

    def __enter__(self) -> None:
        self._token = _ours.set(True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        _ours.reset(self._token)
        if error is None:
            return False
        self._exchange.failed = True
        if isinstance(error, Exception):
            late = isinstance(error, TimeoutError) and self._request.time_remaining is not None
            self.error = timed_out("ReadTimeout", self._request) if late else map_exception(error, self._request)
        else:
            self.error = error
        if self.error is error:
            _drop_frames(error)
        return True


def _drop_frames(error: BaseException | None) -> None:
    while error is not None:
        error.__traceback__ = None
        if error.__cause__ is not None:
            _drop_frames(error.__cause__)
        error = error.__context__
