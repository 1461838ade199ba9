"""Click commands with the global options, and with examples in their help."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from addepar_cli.app import help as front
from addepar_cli.app.app import App


class Count(click.IntRange):
    """A whole number within limits."""

    name = "number"


class Duration(click.FloatRange):
    """A number of seconds within limits."""

    name = "number"


_TYPES: dict[str, Any] = {
    "timeout": Duration(min=0, min_open=True),
    "deadline": Duration(min=0, min_open=True),
    "max_retries": Count(min=0),
    "budget_wait": Duration(min=0),
    "format": click.Choice(["table", "json", "jsonl", "csv"]),
    "environment": click.Choice(["production", "development", "sandbox", "shared"]),
}
_SHORTHANDS = ("json", "jsonl", "csv")


if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # not generic before click 8.4


class Timestamp(_TextType):
    """A timestamp with its time zone, or a whole day in UTC.

    Args:
        last: whether this is the end of a period, so that a day counts to its last second.
    """

    name = "timestamp"

    def __init__(self, *, last: bool = False) -> None:
        self._last = last

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            if len(value) == len("2024-01-31"):
                day = date.fromisoformat(value)
                # The API excludes the time itself: strictly after, strictly before.
                return f"{day + timedelta(days=1)}T00:00:00Z" if self._last else f"{day - timedelta(days=1)}T23:59:59Z"
            if datetime.fromisoformat(value).tzinfo is None:
                self.fail(f"{value!r} has no time zone; add Z for UTC, or pass a date. Nothing was sent.", param, ctx)
        except (ValueError, OverflowError):
            message = f"{value!r} is neither a date such as 2024-01-31 nor a time such as 2024-01-31T12:00:00Z."
            self.fail(f"{message} Nothing was sent.", param, ctx)
        return value


def period_options(word: str) -> Callable[[Any], Any]:
    """``--created-after`` and ``--created-before``, for the word "created"."""
    after, before = (
        f"{word.title()} on this day (UTC) or later, or after this",
        f"{word.title()} on this day or earlier",
    )
    return combine_options(
        click.option(
            f"--{word}-after", type=Timestamp(), metavar="DAY|TIME", help=f"{after} time (2024-01-31T12:00:00Z)."
        ),
        click.option(
            f"--{word}-before", type=Timestamp(last=True), metavar="DAY|TIME", help=f"{before}, or before this time."
        ),
    )


takes_app = click.make_pass_decorator(App, ensure=True)
yes_option = click.option("--yes", "-y", is_flag=True, help="Do not ask for confirmation.")


def global_options() -> list[click.Option]:
    """The options that every command accepts. Their values are stored in the ``App``."""
    return [_global(names, value, description) for names, value, description in front.GLOBALS]


def _global(names: tuple[str, ...], value: str | None, description: str) -> click.Option:
    name = names[0].removeprefix("--").replace("-", "_")
    kind = {"is_flag": True, "default": None} if value is None else {"type": _TYPES.get(name), "metavar": value}
    return click.Option([*names, name], help=description, expose_value=False, callback=_keep, **kind)


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    if value is None or option.name is None:
        return
    app = ctx.ensure_object(App)
    name, value = ("format", option.name) if option.name in _SHORTHANDS else (option.name, value)
    if name == "format" and app.options.get("format", value) != value:
        raise click.UsageError(f"--{app.options['format']} and --{value} cannot be combined; use one of them.", ctx)
    app.options[name] = value


class HelpMixin:
    """Help with examples, and a pointer to the global options."""

    examples: tuple[str, ...]

    def own_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of this command. The front page lists the global ones."""
        assert isinstance(self, click.Command)  # noqa: S101 - mixed into nothing else
        params = self.get_params(ctx)
        own = [option for option in params if isinstance(option, click.Option) and option.callback is not _keep]
        with formatter.section("Options"):
            formatter.write_dl([record for option in own if (record := option.get_help_record(ctx))])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  $ {example}\n")
        formatter.write_paragraph()
        formatter.write("Options that every command accepts (--json, --csv, --profile, ...): addepar --help\n")


class Command(HelpMixin, click.Command):
    """A command. Its help is up to 100 columns wide.

    Args:
        examples: whole command lines; the tests run each against the sandbox.
        **options: as for click.
    """

    def __init__(self, *args: Any, examples: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)
        self.params += global_options()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.own_options(ctx, formatter)


class Group(HelpMixin, click.Group):
    """A group of commands."""

    command_class = Command

    def __init__(self, *args: Any, examples: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)
        if self.name != "addepar":
            self.params += global_options()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.own_options(ctx, formatter)
        self.format_commands(ctx, formatter)


def command(name: str, *, examples: Iterable[str]) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command outside of any group."""
    return click.command(name, cls=Command, examples=examples)


def combine_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Combine several options into one decorator."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
