"""Measure, and write the results and the page that shows them: ``python -m bench [--only NAME ...] [--quick]``."""

import argparse
import shutil
import signal
import sys
import time
from importlib import import_module
from typing import Any

from . import environments, report, results, rounds, serving
from .results import MEASUREMENTS
from .rounds import FULL, QUICK, Extent, staged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="bench")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the load, twice: to try, nothing is written")
    parser.add_argument("--before", metavar="REVISION", help="measure an earlier commit, without the slow peers")
    parser.add_argument("--page", action="store_true", help="measure nothing, write the page from the results")
    options = parser.parse_args()
    if options.page:
        report.write()
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` blocks run
    begun = time.perf_counter()
    if options.before:
        environments.measure(options.before)
        rounds.LEFT_OUT.append("openapi-")
    for name in options.only or MEASUREMENTS:
        result = measured(name, QUICK if options.quick else FULL)
        sys.stdout.write(f"{report.brief(result['rows'])}{name}: {result['seconds']} s\n")
        sys.stdout.flush()
        if not options.quick:
            if options.before:
                results.write(name, result | {"revision": options.before}, results.BEFORE)
            else:
                results.write(name, result)
            report.write()
    if not (options.only or options.quick):
        shutil.rmtree(serving.FOLDER)  # more than 1 GiB, written again in seconds
    sys.stdout.write(f"all: {time.perf_counter() - begun:.0f} s\n")


def measured(name: str, extent: Extent) -> dict[str, Any]:
    """The rows of one measurement, with how long it took and on what."""
    begun = time.perf_counter()
    with serving.serving() as served, staged(served, extent) as stage:
        rows = import_module(f"bench.measurements.{name}").measure(stage)
    facts = {"rounds": extent.rounds, "seconds": round(time.perf_counter() - begun, 1)}
    return results.machine() | facts | {"rows": rows}


if __name__ == "__main__":
    main()
