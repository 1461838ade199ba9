"""The root command, which imports a group of commands when it is used."""

from importlib import import_module

import click

from addepar_cli.app import help as front
from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Group, global_options


class Root(Group):
    """All commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(front.GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in front.GROUPS:
            return None
        command = import_module(front.GROUPS[cmd_name][0], __package__).main
        assert isinstance(command, click.Command)  # noqa: S101 - a promise of this package's own modules
        return command

    def get_help(self, ctx: click.Context) -> str:
        return front.page().rstrip("\n")


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from addepar_client import __version__

        click.echo(f"addepar {__version__}")
        ctx.exit()


root = Root(
    "addepar",
    params=[
        *global_options(),
        click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version),
    ],
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def context(arguments: list[str], app: App) -> click.Context:
    """The parsed command line. Raises click's errors if it cannot be parsed."""
    return root.make_context("addepar", arguments, obj=app)
