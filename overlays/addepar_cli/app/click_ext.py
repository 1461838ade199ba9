"""Click commands with the global options, and with examples in their help."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from addepar_cli.app import help as front
from addepar_cli.app.app import App

_TYPES: dict[str, Any] = {
    "timeout": click.FloatRange(min=0, min_open=True),
    "deadline": click.FloatRange(min=0, min_open=True),
    "max_retries": click.IntRange(min=0),
    "budget_wait": click.FloatRange(min=0),
    "format": click.Choice(["table", "json", "jsonl", "csv"]),
    "environment": click.Choice(["production", "development", "sandbox", "shared"]),
}
_GLOBAL = {names[0].removeprefix("--").replace("-", "_") for names, _, _ in front.GLOBALS}
_SHORTHANDS = ("json", "jsonl", "csv")

takes_app = click.make_pass_decorator(App, ensure=True)
yes_option = click.option("--yes", "-y", is_flag=True, help="Do not ask first.")


def global_options() -> list[click.Option]:
    """The options of every command. What they are given is kept in the ``App``."""
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
        raise click.UsageError(f"--{app.options['format']} and --{value} exclude each other", ctx)
    app.options[name] = value


class HelpMixin:
    """Help with examples, and a word about the options of every command."""

    examples: tuple[str, ...]

    def own_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of this command; those of every command are told of on the front page."""
        assert isinstance(self, click.Command)  # noqa: S101 - mixed into nothing else
        params = self.get_params(ctx)
        own = [option for option in params if isinstance(option, click.Option) and option.name not in _GLOBAL]
        with formatter.section("Options"):
            formatter.write_dl([record for option in own if (record := option.get_help_record(ctx))])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  $ {example}\n")
        formatter.write_paragraph()
        formatter.write("Options of every command (--json, --csv, --profile, ...): addepar --help\n")


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
    """Commands under one word."""

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
    """Make a function a command of its own, outside of any group."""
    return click.command(name, cls=Command, examples=examples)


def combine_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
