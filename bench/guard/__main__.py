"""Compare the counts with the baseline: ``make guard``; write a new baseline: ``make guard-accept``.

It counts what is the same on a busy machine as on an idle one, never seconds. A count above the baseline fails; one
far below it is reported, so that it can be accepted. Instructions are compared as multiples of a calibration, which
is work of Python alone, and with more tolerance if the baseline was counted with another build of Python.
"""

import json
import sys
from pathlib import Path

from .counting import Counts, counts
from .judging import judged

BASELINE = Path(__file__).with_name("baseline.json")


def main() -> int:
    counted = counts()
    if sys.argv[1:] == ["--accept"]:
        if counted["heavy"] or counted["instructions"] is None:
            sys.stdout.write("\n".join(counted["heavy"] or ["valgrind is not installed: nothing was written"]) + "\n")
            return 1
        BASELINE.write_text(
            json.dumps({name: each for name, each in counted.items() if name != "heavy"}, indent=1) + "\n"
        )
        sys.stdout.write(f"written: {BASELINE.name}\n")
        return 0
    baseline: Counts = json.loads(BASELINE.read_text())
    lines = judged(counted, baseline)
    for line in lines:
        sys.stdout.write(f"{'' if line.well else 'WORSE  '}{line.text}\n")
    worse = sum(not line.well for line in lines)
    if worse:
        sys.stdout.write(f"{worse} worse than bench/guard/{BASELINE.name}; if this is intended: make guard-accept\n")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
