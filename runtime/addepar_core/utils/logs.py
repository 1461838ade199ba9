"""The logger ``addepar_client``, and ``ADDEPAR_LOG``, which makes it talk without a line of code."""

import logging

from addepar_core.errors.tree import ConfigurationError

LOG = logging.getLogger("addepar_client")
_LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}


class _UntilConfigured(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to standard error as long as the program itself has no handler that would."""

    def emit(self, record: logging.LogRecord) -> None:
        if LOG.handlers == [self] and not (LOG.propagate and logging.getLogger().handlers):
            super().emit(record)


def enable_log(level: str) -> None:
    """Have requests logged; a logger that is set to tell more already, and handlers of the program, stay as they are.

    Args:
        level: the value of ``ADDEPAR_LOG``.

    Raises:
        ConfigurationError: neither info nor debug.
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
