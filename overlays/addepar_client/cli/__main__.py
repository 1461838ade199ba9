"""``python -m addepar_client.cli`` still runs the command."""

from addepar_cli.entry import main

if __name__ == "__main__":
    main()
