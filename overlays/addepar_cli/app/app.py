"""What every command receives: the global options, the client made from them, and ways to report."""

import logging
import os
import sys
import time
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from addepar_cli.output.terminal import plain

if TYPE_CHECKING:
    from addepar_cli.output.formatter import Output
    from addepar_cli.output.progress import Progress
    from addepar_client import AddeparClient, AsyncAddeparClient

_CLIENT = ("base_url", "firm", "environment", "firm_id", "timeout", "deadline", "max_retries", "budget", "budget_wait")
_WORTH_SAYING = 5.0


class App:
    """One run of the command.

    Attributes:
        options: the options of every command that were given, by name.
        to_go_on: what to do after an interruption, in words.
    """

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.to_go_on = "run the same command again"

    @property
    def quiet(self) -> bool:
        return bool(self.options.get("quiet"))

    @property
    def debugging(self) -> bool:
        return bool(self.options.get("debug"))

    @property
    def color(self) -> bool:
        """Whether a terminal may be given colours."""
        return not (self.options.get("no_color") or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb")

    @cached_property
    def out(self) -> "Output":
        """Where results go."""
        from addepar_cli.output.formatter import Output

        columns = str(self.options.get("columns") or "")
        return Output(
            self.options.get("format"),
            [name.strip() for name in columns.split(",") if name.strip()],
            self.color,
            bool(self.options.get("no_formulas")),
        )

    @cached_property
    def progress(self) -> "Progress":
        """Bars on standard error, where that is a terminal."""
        from addepar_cli.output.progress import Progress

        return Progress(shown=sys.stderr.isatty() and not self.quiet)

    def client(self, **options: Any) -> "AddeparClient":
        """The client that flags, environment and profile describe; to be closed."""
        from addepar_client import AddeparClient

        return AddeparClient.from_env(profile=self.options.get("profile"), **self._options(options))

    def async_client(self, **options: Any) -> "AsyncAddeparClient":
        """The same for asyncio."""
        from addepar_client import AsyncAddeparClient

        return AsyncAddeparClient.from_env(profile=self.options.get("profile"), **self._options(options))

    def _options(self, options: dict[str, Any]) -> dict[str, Any]:
        import asyncio

        from addepar_client import Clock

        def sleep(seconds: float) -> None:
            self._tell_of(seconds)
            time.sleep(seconds)

        async def sleep_async(seconds: float) -> None:
            self._tell_of(seconds)
            await asyncio.sleep(seconds)

        if self.debugging:
            logging.getLogger("addepar_client").setLevel(logging.DEBUG)
        return {"clock": Clock(sleep=sleep, sleep_async=sleep_async), **self.client_flags, **options}

    @property
    def client_flags(self) -> dict[str, Any]:
        """The options that are arguments of the client."""
        return {name: self.options[name] for name in _CLIENT if name in self.options}

    def _tell_of(self, seconds: float) -> None:
        if seconds >= _WORTH_SAYING:
            self.info(f"waiting {seconds:.0f} s before the next request")

    def info(self, text: str) -> None:
        """A remark on standard error; silent under ``--quiet``."""
        if not self.quiet:
            self._write(text)

    def warning(self, text: str) -> None:
        """A warning on standard error."""
        self._write(f"addepar: warning: {text}")

    def warn_of(self, name: str, reason: str) -> None:
        """The result of one item that failed."""
        self._write(f"addepar: {name}: {reason}")

    def debug(self, text: str) -> None:
        """A line of ``--debug``."""
        self._write(f"addepar: debug: {text}")

    @staticmethod
    def _write(text: str) -> None:
        bars = sys.modules.get("tqdm")  # those that are shown give way for the moment
        with bars.tqdm.external_write_mode(sys.stderr) if bars else nullcontext():
            click.echo("\n".join(plain(line) for line in text.split("\n")), err=True)

    def confirm(self, question: str, yes: bool) -> None:
        """Go on only if that is wanted: ``yes``, or a y on the terminal. Never asks where nobody can answer."""
        if yes:
            return
        if not sys.stdin.isatty():
            raise click.UsageError(f"{question} Nobody is there to answer; add --yes to go ahead.")
        if not click.confirm(plain(question), err=True):
            raise click.Abort
