"""`python -m addepar_contract`: says what the package is for, and where its configuration for schemathesis is."""

import argparse
import sys

from addepar_contract import schemathesis_config

_ABOUT = """\
Compares an Addepar with its specification.

  a real environment, read-only   addepar drift
  a sandbox                       pytest --pyargs addepar_contract.suite --addepar-url URL
  a sandbox, with schemathesis    st --config-file "$(python -m addepar_contract --schemathesis-config)" run URL

The URL of a sandbox is what addepar-sandbox prints; for schemathesis it ends in /_sandbox/openapi.json."""


def main() -> None:
    parser = argparse.ArgumentParser(
        "python -m addepar_contract", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--schemathesis-config", action="store_true", help="print the path of the configuration for schemathesis"
    )
    if parser.parse_args().schemathesis_config:
        sys.stdout.write(f"{schemathesis_config()}\n")
    else:
        parser.print_help()


if __name__ == "__main__":
    main()
