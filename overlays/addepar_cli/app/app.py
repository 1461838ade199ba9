"""What every command receives: the global options, the client made from them, and ways to report."""

import logging
import os
import sys
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
        options: the global options that were passed, by name.
        continue_hint: how to continue after an interruption.
    """

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.continue_hint = "run the same command again"

    @property
    def quiet(self) -> bool:
        return bool(self.options.get("quiet"))

    @property
    def debugging(self) -> bool:
        return bool(self.options.get("debug"))

    @property
    def color(self) -> bool:
        """Whether output to a terminal may be coloured."""
        return not (self.options.get("no_color") or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb")

    @cached_property
    def out(self) -> "Output":
        """Writes the results to standard output."""
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
        """Progress bars on standard error, if it is a terminal."""
        from addepar_cli.output.progress import Progress

        return Progress(shown=sys.stderr.isatty() and not self.quiet)

    def client(self, **options: Any) -> "AddeparClient":
        """A client with the settings of options, environment and profile. The caller closes it."""
        from addepar_client import AddeparClient

        return AddeparClient.from_env(profile=self.options.get("profile"), **self._options(options))

    def async_client(self, **options: Any) -> "AsyncAddeparClient":
        """The same for asyncio."""
        from addepar_client import AsyncAddeparClient

        return AsyncAddeparClient.from_env(profile=self.options.get("profile"), **self._options(options))

    def _options(self, options: dict[str, Any]) -> dict[str, Any]:
        from addepar_client import Clock

        usual = Clock()

        def sleep(seconds: float) -> None:
            self._report_wait(seconds)
            usual.sleep(seconds)

        async def sleep_async(seconds: float) -> None:
            self._report_wait(seconds)
            await usual.sleep_async(seconds)

        if self.debugging:
            logging.getLogger("addepar_client").setLevel(logging.DEBUG)
        return {"clock": Clock(sleep=sleep, sleep_async=sleep_async), **self.client_flags, **options}

    @property
    def client_flags(self) -> dict[str, Any]:
        """The options that are arguments of the client."""
        return {name: self.options[name] for name in _CLIENT if name in self.options}

    def _report_wait(self, seconds: float) -> None:
        if seconds >= _WORTH_SAYING:
            self.info(f"waiting {seconds:.0f} s before the next request")

    def info(self, text: str) -> None:
        """Print a message on standard error, unless ``--quiet`` is set."""
        if not self.quiet:
            self._write(text)

    def warning(self, text: str) -> None:
        """Print a warning on standard error."""
        self._write(f"addepar: warning: {text}")

    def warn_of(self, name: str, reason: str) -> None:
        """Report that one item failed, and why."""
        self._write(f"addepar: {name}: {reason}")

    def debug(self, text: str) -> None:
        """Print a line for ``--debug``."""
        self._write(f"addepar: debug: {text}")

    @staticmethod
    def _write(text: str) -> None:
        bars = sys.modules.get("tqdm")  # visible bars are cleared while the line is written
        with bars.tqdm.external_write_mode(sys.stderr) if bars else nullcontext():
            click.echo("\n".join(plain(line) for line in text.split("\n")), err=True)

    def confirm(self, question: str, yes: bool) -> None:
        """Ask before continuing, unless ``yes`` is set. Without a terminal to ask on, raises ``UsageError``."""
        if yes:
            return
        if not sys.stdin.isatty():
            raise click.UsageError(f"{question} The command cannot ask without a terminal; add --yes to confirm.")
        if not click.confirm(plain(question), err=True):
            raise click.Abort
