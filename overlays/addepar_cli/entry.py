"""The entry point, which shows the front page itself, since it is requested most and should appear at once."""

import sys


def main() -> None:
    """Run ``addepar`` with the arguments of this process, and exit."""
    arguments = sys.argv[1:]
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from addepar_cli.app.streams import complete_streams

        complete_streams()
    if arguments in (["--help"], ["-h"]):
        if code := _front_page():
            sys.exit(code)
        return
    # Check all of them now: some are imported only when a command needs them.
    if missing := [name for name in ("click", "tqdm", "tomlkit", "wcwidth") if not _is_installed(name)]:
        needed = (
            f"addepar: the command needs packages that are not installed: pip install {' '.join(missing)}, "
            "or install addepar-client with its extra [cli]\n"
        )
        sys.stderr.write(needed)
        sys.exit(1)
    from addepar_cli.app.runner import run

    sys.exit(run(arguments))


def _front_page() -> int:
    from addepar_cli.app.help import page

    try:
        sys.stdout.write(page())
        sys.stdout.flush()
    except OSError as error:
        from addepar_cli.app.streams import drop_output, nobody_reads

        drop_output()
        if nobody_reads(error):
            return 141
        sys.stderr.write(f"addepar: cannot write to standard output: {error.strerror}\n")
        return 1
    return 0


def _is_installed(name: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except ValueError:  # ``None`` in sys.modules
        return False
