"""The command `addepar-sandbox`, also as `python -m addepar_sandbox`. It reports a missing extra in one line."""

import sys


def main() -> int:
    """Run the command."""
    try:
        from addepar_sandbox.cli import main as run
    except ImportError as error:
        sys.exit(f"addepar-sandbox: {error}")
    return run()


if __name__ == "__main__":
    sys.exit(main())
