"""One run of the command, from its arguments to its exit code."""

import logging
import os
import signal
import warnings
from types import FrameType
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.root import context, root
from addepar_cli.app.streams import drop_output, nobody_reads, unwritten

_COMPLETING = "_ADDEPAR_COMPLETE"
_PIPE_CLOSED = 141
# A group without a command. click 8.1 does not have this error: it shows the help and exits with 0.
_HELP_ERROR: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())


def run(arguments: list[str]) -> int:
    """Run the command, report what went wrong, and return the exit code."""
    if instruction := os.environ.get(_COMPLETING):
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, "addepar", _COMPLETING, instruction)
    _end_by_signals()
    app = App()
    ended: BaseException | None = None
    try:
        try:
            with context(arguments, app) as parsed:
                _report_by(app)
                root.invoke(parsed)
        except BaseException as error:  # noqa: BLE001 - every end has its line and its code
            ended = error
        # Flush results first, so that they precede the error if both go to the same place.
        failed = unwritten()
        reported = ended is None or isinstance(ended, click.exceptions.Exit | OSError)
        if failed is not None and reported:
            if nobody_reads(failed):
                return _PIPE_CLOSED
            click.echo(f"addepar: cannot write to standard output: {failed.strerror}", err=True)
            return 1
        if isinstance(ended, click.exceptions.Exit):
            return ended.exit_code
        return 0 if ended is None else _ended_by(ended, app)
    except BrokenPipeError:
        return _quietly()
    finally:
        del ended


def _ended_by(error: BaseException, app: App) -> int:
    """Report an error, and return its exit code."""
    if nobody_reads(error):
        return _quietly()
    if isinstance(error, _HELP_ERROR):
        click.echo(error.format_message(), err=True)
        return 2
    if isinstance(error, KeyboardInterrupt):
        click.echo(f"addepar: interrupted; no incomplete file was left; to continue: {app.continue_hint}", err=True)
        return 130
    if isinstance(error, click.Abort):
        click.echo("addepar: nothing was done", err=True)
        return 1
    # Imported late: only now are the client's errors needed.
    from addepar_cli.app.errors import CommandExit, code_of, line_of, trace_of

    if isinstance(error, CommandExit):
        return error.code
    if app.debugging:
        click.echo(trace_of(error), err=True)
    click.echo(f"addepar: {line_of(error)}", err=True)
    return error.exit_code if isinstance(error, click.ClickException) else code_of(error)


def _quietly() -> int:
    """The reader is gone: keep the interpreter from writing what is left."""
    drop_output()
    return _PIPE_CLOSED


def _end_by_signals() -> None:
    """Handle signals to stop in the same way as Ctrl-C."""

    def end(number: int, frame: FrameType | None) -> None:
        interrupt = signal.getsignal(signal.SIGINT)
        if callable(interrupt):
            interrupt(number, frame)  # asyncio's handler while its loop runs
        else:
            raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


class _Lines(logging.Handler):
    """Prints the client's log records as lines of this command."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app

    def emit(self, record: logging.LogRecord) -> None:
        from addepar_cli.app.errors import redacted

        message = redacted(record.getMessage())
        if record.levelno >= logging.WARNING:
            self._app.warning(message)
        else:
            self._app.debug(message)


def _report_by(app: App) -> None:
    log = logging.getLogger("addepar_client")
    log.handlers[:] = [_Lines(app)]
    log.propagate = False
    log.setLevel(logging.WARNING)  # --debug and ADDEPAR_LOG lower it when a client is made

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        app.warning(str(message))

    warnings.showwarning = show
