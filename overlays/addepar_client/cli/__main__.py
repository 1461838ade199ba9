"""``python -m addepar_client.cli`` still runs the command."""

from runpy import run_module

if __name__ == "__main__":
    run_module("addepar_cli", run_name="__main__", alter_sys=True)
