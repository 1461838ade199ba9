"""``python -m addepar_client.cli``."""

from .entry import main

main()
