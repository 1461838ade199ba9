"""The logger ``addepar_client``, and ``ADDEPAR_LOG``, which turns it on without code."""

import logging

from addepar_core.errors.tree import ConfigurationError

LOG = logging.getLogger("addepar_client")
_LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}


class _UntilConfigured(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to standard error until the program configures a handler."""

    def emit(self, record: logging.LogRecord) -> None:
        if LOG.handlers == [self] and not (LOG.propagate and logging.getLogger().handlers):
            super().emit(record)


def enable_log(level: str) -> None:
    """Turn on the log of requests. A more detailed level and the program's handlers stay unchanged.

    Args:
        level: the value of ``ADDEPAR_LOG``.

    Raises:
        ConfigurationError: the level is neither info nor debug.
    """
    number = _LEVELS.get(level.strip().lower())
    if number is None:
        raise ConfigurationError(f"ADDEPAR_LOG: {level!r} is neither info nor debug")
    if not 0 < LOG.level <= number:
        LOG.setLevel(number)
    if not LOG.handlers:
        handler = _UntilConfigured()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)
