"""Run the command with ``python -m addepar_cli``."""

from addepar_cli.entry import main

main()
