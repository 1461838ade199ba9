"""Compares counts with a baseline: what is worse, what is better, and what cannot be compared."""

from dataclasses import dataclass

from .counting import Counts
from .paths import CALIBRATION

SAME_BUILD, OTHER_BUILD = 1.03, 1.15
MEMORY = 1.10
MEMORY_KIB = 96


@dataclass(frozen=True)
class Line:
    """One finding, and whether it passes."""

    text: str
    well: bool = True


def judged(counted: Counts, baseline: Counts) -> list[Line]:
    """A line for each count."""
    lines = [Line(each, well=False) for each in counted["heavy"]]
    minor = counted["python"].split(" ")[0].split(".")[:2]
    if minor != baseline["python"].split(" ")[0].split(".")[:2]:
        lines.append(
            Line(
                f"modules and instructions: the baseline is for Python {baseline['python'].split(' ')[0]}, not compared"
            )
        )
    else:
        lines += [
            _held(f"modules of {what}", count, baseline["modules"][what], 1.0)
            for what, count in counted["modules"].items()
        ]
        lines += _instructions(counted, baseline)
    for what, kib in counted["memory_kib"].items():
        lines.append(_held(f"KiB at most, {what}", kib, baseline["memory_kib"][what], MEMORY, MEMORY_KIB))
    return lines


def _instructions(counted: Counts, baseline: Counts) -> list[Line]:
    own, before = counted["instructions"], baseline["instructions"]
    if own is None:
        return [Line("instructions: valgrind is not installed (Debian: valgrind), not compared")]
    if counted["machine"] != baseline["machine"]:
        return [Line(f"instructions: the baseline is for {baseline['machine']}, not compared")]
    allowed = SAME_BUILD if counted["python"] == baseline["python"] else OTHER_BUILD
    unit, unit_before = own[CALIBRATION], before[CALIBRATION]
    return [
        _held(f"calibrations, {what}", count / unit, before[what] / unit_before, allowed)
        for what, count in own.items()
        if what != CALIBRATION
    ]


def _held(what: str, now: float, before: float, factor: float, room: float = 0.0) -> Line:
    change = f"{now:.4g} ({now / before - 1:+.1%} of {before:.4g})"
    well = now <= before * factor + room
    less = now < before / factor - room
    return Line(f"{change:32} {what}{'; make guard-accept keeps it' if less else ''}", well)
