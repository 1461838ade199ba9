"""Writes docs/scaling.md and its plots from the results alone: the same results give the same page."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..environments import ROOT
from ..results import FOLDER
from ..serving import MIB
from .firms_page import firms_page
from .knees import MORE, Knee, Points, climbs, flattens
from .lines import plot

RESULTS = FOLDER / "scaling"
PAGE = ROOT / "docs" / "scaling.md"
PLOTS = ROOT / "docs" / "scaling"
Results = Mapping[str, Mapping[str, Any]]

INTRODUCTION = """# How cost grows

<!-- Written by `make scaling` from bench/results/scaling; edit bench/scaling/page.py instead. -->

This page shows how time and memory grow with rows, page size, file size, concurrent transfers and firms, where each
curve bends, and what a vendor with 1,000 firms needs. `make scaling` measured it over loopback against the server of
the [comparisons](performance.md), which only serves files; a real network adds its own time. Each point is the median
of three runs in one process after a warm-up run; memory is the most that any run added.
"""


@dataclass(frozen=True)
class Chart:
    """One plot of one curve.

    Attributes:
        name: the name of its file.
        curve: the name of the curve in the results.
        title, y_name: the labels of the plot.
        y: returns the y of a point.
        bend: finds the knee; rates flatten, costs climb.
        unit: the unit of y in the text.
    """

    name: str
    curve: str
    title: str
    y_name: str
    y: Callable[[Mapping[str, float]], float]
    bend: Callable[[Points], Knee]
    unit: str


def _each(point: Mapping[str, float]) -> float:
    return point["seconds"] / point["amount"] * 1e6


def _rate(point: Mapping[str, float]) -> float:
    return point["amount"] / point["seconds"]


CHARTS = (
    Chart("rows", "rows", "Rows of a list", "µs per row", _each, climbs, "µs per row"),
    Chart("rows-memory", "rows", "Rows of a list, memory", "MiB added", lambda p: p["peak_mib"], climbs, "MiB"),
    Chart(
        "page-size",
        "page-size",
        "Rows per page",
        "thousand rows per second",
        lambda p: _rate(p) / 1e3,
        flattens,
        "thousand rows per second",
    ),
    Chart(
        "file-size",
        "file-size",
        "File size, https",
        "MiB per second",
        lambda p: _rate(p) / MIB,
        flattens,
        "MiB per second",
    ),
    Chart(
        "at-once", "at-once", "Small downloads at once", "downloads per second", _rate, flattens, "downloads per second"
    ),
    Chart(
        "firms",
        "firms",
        "Clients created and called once",
        "ms per firm",
        lambda p: _each(p) / 1e3,
        climbs,
        "ms per firm",
    ),
    Chart(
        "firms-memory",
        "firms",
        "Clients, memory",
        "KiB per firm",
        lambda p: p["peak_mib"] / p["amount"] * 1024,
        climbs,
        "KiB per firm",
    ),
)
HEADINGS = {
    "rows": ("Rows", "A list is read to its end in pages of 2,000 rows."),
    "page-size": (
        "Page size",
        "The same 10,000 rows in pages of different sizes. Each page is also a request of the firm's budget.",
    ),
    "file-size": ("File size", "One file, downloaded to the disk and uploaded from it, over https."),
    "at-once": (
        "Transfers at once",
        "640 downloads of 64 KiB to the disk with one client and growing concurrency, over http.",
    ),
    "firms": ("Firms", "One client per firm, all kept open; each has made one call."),
}


def size(value: float) -> str:
    """A number of bytes in the largest unit that fits."""
    for unit, bytes_ in (("GiB", 1024 * MIB), ("MiB", MIB), ("KiB", 1024)):
        if value >= bytes_:
            return f"{value / bytes_:g} {unit}"
    return f"{value:g} B"


def whole(value: float) -> str:
    return f"{value:,.0f}"


def figure(value: float) -> str:
    """A number with three significant digits, or as a whole number from 100."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def points_of(chart: Chart, points: list[Mapping[str, float]]) -> Points:
    return [(each["x"], chart.y(each)) for each in points]


def described(chart: Chart, name: str, points: Points, x_name: str) -> str:
    """A list item that describes one line of a plot."""
    knee = chart.bend(points)
    shown = size if chart.curve == "file-size" else whole
    x_name = "" if chart.curve == "file-size" else f" {x_name}"
    first, last = points[0], points[-1]
    if chart.bend is flattens:
        tail = f"; the best is {figure(knee.best)}" if knee.best > knee.y * 1.001 else ""
        at = last[0] if knee.x is None else knee.x
        begin = f"{figure(first[1])} {chart.unit} at {shown(first[0])}{x_name}"
        bend = f"the knee is at {shown(at)}{x_name} with {figure(knee.y)}"
        if knee.x is None:
            bend = f"no knee up to {shown(at)}{x_name} with {figure(knee.y)}"
        fall = ""
        if last[1] < 0.9 * knee.best:
            fall = f"; at {shown(last[0])} it has fallen to {figure(last[1])}"
        return f"- **{name}**: {begin}; {bend}{tail}{fall}."
    begin = f"{figure(first[1])} {chart.unit} at {shown(first[0])}{x_name}, {figure(last[1])} at {shown(last[0])}"
    if knee.x is None:
        return f"- **{name}**: {begin}; no knee: it never stays more than {MORE - 1:.0%} higher."
    return f"- **{name}**: {begin}; it grows from {shown(knee.x)}{x_name} on, starting at {figure(knee.y)}."


def drawn(chart: Chart, curve: Mapping[str, Any]) -> str:
    lines = {name: points_of(chart, points) for name, points in curve["lines"].items()}
    knees = [knee.x for knee in map(chart.bend, lines.values()) if knee.x is not None]
    shown = size if chart.curve == "file-size" else whole
    return plot(chart.title, curve["x"], chart.y_name, lines, shown, knees)


def page(found: Results) -> str:
    """The whole page."""
    parts = [INTRODUCTION, *_machines(found), ""]
    for name, (heading, what) in HEADINGS.items():
        parts += [f"## {heading}", "", what, ""]
        if name not in found:
            parts += ["Not measured yet.", ""]
            continue
        for chart in CHARTS:
            if chart.curve == name:
                parts += [f"![{chart.title}: {chart.y_name}](scaling/{chart.name}.svg)", ""]
                lines = found[name]["lines"].items()
                x_name = found[name]["x"]
                parts += [described(chart, line, points_of(chart, points), x_name) for line, points in lines]
                parts.append("")
    return "\n".join([*parts, firms_page(found)]).rstrip() + "\n"


def _machines(found: Results) -> Iterator[str]:
    facts: dict[str, list[str]] = {}
    for name, one in found.items():
        facts.setdefault(f"{one['date']}, {one['cpu']}, {one['system']}, Python {one['python']}", []).append(name)
    yield from (f"Measured {fact}: {', '.join(names)}." for fact, names in facts.items())


def read() -> dict[str, Any]:
    """All results, by name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(RESULTS.glob("*.json"))}


def plots(found: Results) -> dict[str, str]:
    """The SVG text of each plot, by file name."""
    return {f"{chart.name}.svg": drawn(chart, found[chart.curve]) for chart in CHARTS if chart.curve in found}


def write() -> None:
    """Write the page and its plots."""
    found = read()
    PLOTS.mkdir(exist_ok=True)
    for name, text in plots(found).items():
        (PLOTS / name).write_text(text)
    PAGE.write_text(page(found))
