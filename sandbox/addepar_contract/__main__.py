"""Prints the path of the configuration for schemathesis, for use in a shell."""

import sys

from addepar_contract import schemathesis_config

if __name__ == "__main__":
    sys.stdout.write(f"{schemathesis_config()}\n")
