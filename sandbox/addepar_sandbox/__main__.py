"""The command `addepar-sandbox`, also as `python -m addepar_sandbox`. It reports a missing extra in one line."""

import sys

from addepar_sandbox.signals import Ending


def main() -> int:
    """Run the command, until a signal ends it."""
    ending = Ending()
    try:
        try:
            from addepar_sandbox.cli import main as run
        except ImportError as error:
            sys.exit(f"addepar-sandbox: {error}")
        return run(ending=ending)
    finally:
        ending.ignore_the_rest()


if __name__ == "__main__":
    sys.exit(main())
