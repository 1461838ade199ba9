"""How many inputs were tried, and what came of them: one JSON line a test, for the table of `make hardening`.

The lines go to the file that ADDEPAR_HARDENING_COUNTS names; without it nothing is written. A line has `part`
(security, inputs, ...), `what` was tried on, `side` (sync, async or empty), how many were `tried`, and `outcomes`.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def counted(part: str, what: str, side: str = "") -> Iterator["Counter[str]"]:
    """Counts outcomes by name; writes them down where the block ends without an error."""
    outcomes: Counter[str] = Counter()
    yield outcomes
    place = os.environ.get("ADDEPAR_HARDENING_COUNTS")
    if place:
        line = {"part": part, "what": what, "side": side, "tried": outcomes.total(), "outcomes": dict(outcomes)}
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def cases(few: int) -> int:
    """How many cases a fuzzer tries: few in CI, ADDEPAR_FUZZ times as many by `make fuzz`."""
    return few * int(os.environ.get("ADDEPAR_FUZZ") or 1)
