"""Prints the structure as a Markdown table: `python -m scripts.structure [--against REVISION] [--passes] [--json]`."""

from __future__ import annotations

import argparse
import json
from typing import Any

from .measure import ROOT, Measures, measures, revision
from .packages import ORDER

ROWS = {
    "files": "Files",
    "lines": "Raw lines",
    "median": "Median module",
    "largest": "Largest module",
    "floors": "Floors (longest chain of imports)",
    "room_floors": "Floors of rooms (folders)",
    "circles": "Circles of imports",
    "in_circles": "Modules in circles",
    "entries": "Entries of the fullest folder",
    "twin_lines": "Twin lines (runs of 6 or more)",
    "any": "`Any`",
}


def table(now: Measures, before: Measures | None = None) -> str:
    """One row for each measure and one column for each package; with an earlier tree, `before → now` in each cell."""
    sides = [side["packages"] for side in (before, now) if side]
    names = [name for name in ORDER if any(name in side for side in sides)]
    lines = ["| | " + " | ".join(f"`{name}`" for name in names) + " |", "|---" * (len(names) + 1) + "|"]
    for key, title in ROWS.items():
        cells = [_cell([side.get(name, {}).get(key) for side in sides]) for name in names]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    lines += ["", *_sentences(now, before)]
    return "\n".join(lines)


def _cell(values: list[Any]) -> str:
    return " → ".join("none" if value is None else f"{value:,}" for value in values)


def _sentences(now: Measures, before: Measures | None) -> list[str]:
    sides = [side for side in (before, now) if side]
    of_all = _cell([side["templates"] for side in sides])
    sentences = [f"- Templates: {of_all}; with Jinja in them: {_cell([side['with_jinja'] for side in sides])}."]
    for call in now.get("passes", ()):
        passed = [side["passes"][call] for side in sides]
        parts = "; ".join(", ".join(f"{name} {count}" for name, count in each.items()) for each in passed)
        total = _cell([sum(each.values()) for each in passed])
        sentences.append(
            f"- Modules that {'an upload' if call == 'upload' else 'a download'} passes: {total} ({parts})."
        )
    for name, each in now["packages"].items():
        sentences += [f"- A circle in `{name}`: {', '.join(circle)}." for circle in each["circle_modules"]]
    return sentences


def main() -> None:
    parser = argparse.ArgumentParser(prog="make structure", description="Measure the structure of the code.")
    parser.add_argument("--against", metavar="REVISION", help="measure this revision as well: before and after")
    parser.add_argument("--passes", action="store_true", help="count the modules that an upload and a download pass")
    parser.add_argument("--json", action="store_true", help="print all measures as JSON")
    options = parser.parse_args()
    now = measures(ROOT, options.passes)
    before = None
    if options.against:
        with revision(options.against) as root:
            before = measures(root, options.passes)
    if options.json:
        print(json.dumps({"now": now} | ({"before": before} if before else {}), indent=1))
    else:
        print(table(now, before))


if __name__ == "__main__":
    main()
