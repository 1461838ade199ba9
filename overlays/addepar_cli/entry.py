"""The entry point, which shows the front page itself, since it is requested most and should appear at once."""

import sys


def main() -> None:
    """Run ``addepar`` with the arguments of this process, and exit."""
    arguments = sys.argv[1:]
    if arguments in (["--help"], ["-h"]):
        from addepar_cli.app.help import page

        sys.stdout.write(page())
        return
    try:
        import click  # noqa: F401
    except ImportError:
        sys.stderr.write("addepar: the command needs its extra: pip install 'addepar-client[cli]'\n")
        sys.exit(1)
    from addepar_cli.app.runner import run

    sys.exit(run(arguments))
