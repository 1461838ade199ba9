"""Measure how cost grows, and what 1,000 firms need: ``python -m bench.scaling [--only NAME ...] [--quick] [--page]``.

Writes bench/results/scaling/*.json and from them docs/scaling.md with its plots.
"""

import argparse
import json
import sys
import time
from typing import Any

from .. import results
from ..rounds import QUICK, Extent, staged
from ..serving import serving
from . import page, vendor
from .curves import CURVES

ROUNDS = Extent(3, 1.0)
SIMULATION, MACHINE = "simulation", "machine"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*CURVES, SIMULATION, MACHINE]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="a tenth of the load, to try it; nothing is written")
    parser.add_argument("--page", action="store_true", help="measure nothing, write the page from the results")
    options = parser.parse_args()
    for name in () if options.page else options.only or names:
        begun = time.perf_counter()
        result = measured(name, quick=options.quick)
        if options.quick:
            sys.stdout.write(json.dumps(result, indent=1) + "\n")
        else:
            page.RESULTS.mkdir(parents=True, exist_ok=True)
            results.write(f"{page.RESULTS.name}/{name}", results.machine() | result)
        sys.stdout.write(f"{name}: {time.perf_counter() - begun:.0f} s\n")
        sys.stdout.flush()
    if not options.quick:
        page.write()


def measured(name: str, *, quick: bool) -> dict[str, Any]:
    """The result of one curve, of the simulation, or of what 1,000 firms take on this machine."""
    if name == SIMULATION:
        return vendor.simulation(52, 13) if quick else vendor.simulation(vendor.FIRMS, vendor.SAMPLE)
    with serving() as served, staged(served, QUICK if quick else ROUNDS) as stage:
        return vendor.machine(stage) if name == MACHINE else CURVES[name](stage)


if __name__ == "__main__":
    main()
