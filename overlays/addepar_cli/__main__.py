"""``python -m addepar_client.cli``."""

from addepar_cli.entry import main

main()
