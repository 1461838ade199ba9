"""``addepar completion``: shell completion of commands, options and operations."""

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app


@command(
    "completion",
    examples=[
        "addepar completion bash > addepar.bash",
        "addepar completion zsh > _addepar",
        "addepar completion fish > addepar.fish",
    ],
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@takes_app
def main(app: App, shell: str) -> None:
    """Print a completion script for a shell.

    bash: add `source addepar.bash` to ~/.bashrc. zsh: put `_addepar` into a folder of $fpath. fish: put
    `addepar.fish` into ~/.config/fish/completions.
    """
    from click.shell_completion import get_completion_class

    from addepar_cli.app.root import root

    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three"  # noqa: S101
    click.echo(kind(root, {}, "addepar", "_ADDEPAR_COMPLETE").source())
