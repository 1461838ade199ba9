"""Turn each error into one line with a hint, and an exit code."""

import errno
import os
import re
import traceback
from collections.abc import Iterable

import click

from addepar_cli.output.terminal import plain
from addepar_client import errors
from addepar_core.errors.redaction import redact

DONE, FAILED, USAGE, AUTH, NOT_FOUND, RATE_LIMIT, PARTLY = range(7)
INTERRUPTED, PIPE_CLOSED = 130, 141

_DOCTOR = "`addepar doctor` finds the cause"
_TABLE: tuple[tuple[type[BaseException], int, str], ...] = (
    (errors.ConfigurationError, USAGE, "`addepar login` stores credentials, `addepar profile show` lists the settings"),
    (errors.InputError, USAGE, ""),
    (errors.TokenError, AUTH, "run `addepar login --oauth` to ask for consent again"),
    (errors.AuthenticationError, AUTH, _DOCTOR),
    (errors.PermissionDeniedError, AUTH, ""),
    (errors.NotFoundError, NOT_FOUND, ""),
    (errors.GoneError, NOT_FOUND, ""),
    (errors.JobExpiredError, NOT_FOUND, ""),
    (errors.RateLimitError, RATE_LIMIT, "use --budget FILE to keep all commands within the limits"),
    (errors.BudgetExceededError, RATE_LIMIT, ""),
    (errors.JobRejectedError, RATE_LIMIT, ""),
    (errors.APITimeoutError, FAILED, "use --timeout SECONDS to wait longer"),
    (errors.APIConnectionError, FAILED, _DOCTOR),
    (errors.DeadlineError, FAILED, "use --deadline SECONDS to allow more time"),
    (errors.ProtocolError, FAILED, _DOCTOR),
    (errors.AddeparError, FAILED, ""),
)
FATAL = (
    errors.ConfigurationError, errors.AuthenticationError, errors.RateLimitError, errors.BudgetExceededError,
    errors.BudgetStoreError,
)  # fmt: skip
"""Errors that would also stop all other items."""

_IN_PYTHON = (
    (re.compile(r"client\.jobs\.wait\('([^']*)'\)"), r"`addepar jobs wait \1`"),
    (re.compile(r"add tzinfo=datetime\.timezone\.utc, or Z in text"), "add Z for UTC"),
    (re.compile(r"\bdatetime\.(?:date|datetime)\b|\ban aware datetime\b"), "a time"),
    (re.compile(r"\bagain=True\b"), "--again"),
    (re.compile(r"\bresume=True\b"), "--resume"),
    (re.compile(r"\boverwrite=True\b"), "--overwrite"),
    (re.compile(r"\bbudget_wait="), "--budget-wait"),
    (re.compile(r"\bmax_wait="), "--max-wait "),
    (re.compile(r"\bignore="), "--ignore "),
    (re.compile(r"\bgive it another name$"), "give it another name with --name"),
    (re.compile(r"^(rows|folder|to|failures): "), ""),
)
"""The client's advice in Python, and the same advice as an option of the command."""


class CommandExit(Exception):
    """The command has reported everything, and exits with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def code_of(error: BaseException) -> int:
    """The exit code for an error."""
    return next((code for kind, code, _ in _TABLE if isinstance(error, kind)), FAILED)


def common_code(all_errors: Iterable[BaseException]) -> int:
    """The exit code for several errors: their common code, or 1 if they differ."""
    codes = {code_of(error) for error in all_errors}
    return codes.pop() if len(codes) == 1 else FAILED


def line_of(error: BaseException) -> str:
    """An error as one line that is safe to show, with what to do."""
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "addepar"
        return f"{plain(error.format_message())} See: {where} --help"
    if isinstance(error, click.ClickException):
        return plain(error.format_message())
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename!r}: " if error.filename else "cannot write: " if error.errno in _FULL else ""
        return plain(f"{named}{error.strerror}")
    advice = next((message for kind, _, message in _TABLE if isinstance(error, kind)), None)
    if advice is None:
        return redacted(f"internal error: {type(error).__name__}: {error}; --debug shows where")
    message = redacted(str(error))
    for pattern, here in _IN_PYTHON:
        message = pattern.sub(here, message)
    return f"{message}; {advice}" if advice else message


def redacted(text: str) -> str:
    """The text on one line, without the environment's credentials or anything that looks like a credential."""
    for name in ("ADDEPAR_SECRET", "ADDEPAR_KEY", "ADDEPAR_ACCESS_TOKEN", "ADDEPAR_CLIENT_SECRET"):
        value = os.environ.get(name)
        if value and len(value) > 7:  # a shorter value is not a credential, and may be an ordinary word
            text = text.replace(value, "***")
    return plain(redact(text))


def trace_of(error: BaseException) -> str:
    """The traceback of an error for ``--debug``, without credentials."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(" " * (len(line) - len(line.lstrip())) + redacted(line) for line in lines)
