"""Lets `python -m addepar_sandbox` do what the command does."""

import sys

from addepar_sandbox.entry import main

sys.exit(main())
