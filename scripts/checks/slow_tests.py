"""Writes tests/slow.txt: the tests that `make quick` leaves out, by the durations of a run of the whole suite.

`make slow-tests` makes such a run. The quickest tests, per case, are kept until their durations add up to the budget
that `make quick` has for tests; the others are listed, one function or, if none of a file is kept, one file a line.
`tests/conftest.py` marks them `slow`. A test that is not in the list is not slow, so a new one is run at once.
"""

import argparse
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

LIST = Path(__file__).parents[2] / "tests" / "slow.txt"
HEAD = "# Written by `make slow-tests` from measured durations: what `make quick` leaves out.\n"


def durations(report: Path) -> dict[str, list[float]]:
    """The seconds of each case of each test function, from a report in the form of JUnit."""
    seconds: dict[str, list[float]] = defaultdict(list)
    # Our own tests wrote this report.
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        file = case.get("classname", "").replace(".", "/") + ".py"
        function = re.sub(r"\[.*", "", case.get("name", ""), flags=re.DOTALL)
        seconds[f"{file}::{function}"].append(float(case.get("time", "0")))
    return seconds


def slow(measured: dict[str, list[float]], budget: float) -> list[str]:
    """What is beyond the budget, sorted."""
    quick, spent = set(), 0.0
    for name in sorted(measured, key=lambda name: sum(measured[name]) / len(measured[name])):
        spent += sum(measured[name])
        if spent > budget:
            break
        quick.add(name)
    files = {name.partition("::")[0] for name in quick}
    left_out = (
        name if name.partition("::")[0] in files else name.partition("::")[0] for name in measured.keys() - quick
    )
    return sorted(set(left_out))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make slow-tests", description=__doc__)
    parser.add_argument("report", type=Path, help="a report that `pytest --junitxml` has written")
    parser.add_argument("--budget", type=float, default=18, help="seconds of tests to keep; default: %(default)s")
    options = parser.parse_args()
    measured = durations(options.report)
    names = slow(measured, options.budget)
    LIST.write_text(HEAD + "".join(f"{name}\n" for name in names), "utf-8")
    left_out = set(names)
    cases = [len(each) for name, each in measured.items() if not {name, name.partition("::")[0]} & left_out]
    print(
        f"{LIST.name}: {len(names)} lines; `make quick` runs {sum(cases)} of {sum(map(len, measured.values()))} tests"
    )


if __name__ == "__main__":
    main()
