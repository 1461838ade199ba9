"""Writes docs/performance.md and its plots from the results alone: the same results give the same page."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import plots, results
from .aims import AIMS, Aim
from .environments import ROOT

PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "performance"
README = ROOT / "README.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
SUMMARY = ("import-client", "first-call", "small-get", "list-some", "list-ten", "download-https", "upload-https")
Results = Mapping[str, Mapping[str, Any]]

INTRODUCTION = """# Performance

<!-- Written by `make bench` from bench/results; edit bench/report.py instead. -->

`make bench` measured everything here on one machine, over the loopback interface, against our small server
(`bench/server.c`) that only serves files. The programs take turns within one run, so each ratio compares measurements
that were made side by side. Each figure is the median, with the minimum and maximum in brackets. Absolute figures are
valid for this machine only; ratios are more general. A real network adds its own time to every program.

`x` is a multiple of what the line is compared with: `1 x` is as fast, less is better. Goals were set before anything
was measured, and goals that were missed stay in the table. `Before` is the first version of the client, before any work
on speed, measured the same way on the same machine. [Scaling](scaling.md) shows how cost grows with rows, files,
transfers and firms.
"""
WITH = """
The peers, each in a separate environment: httpx 0.28.1 as its documentation shows it; requests 2.34.2; addepy 0.6.0,
which supports only https; the clients that openapi-python-client 0.29.1 and openapi-generator 7.26.0 generate from the
same `openapi.yaml` with their default templates; curl. The comparison for lists does the same work by hand:
`json.loads` of each page, which is released when the next one has arrived, and `fromisoformat` for dates. A quarter of
the rows have a custom attribute, as in real firms.
"""


def page(found: Results, before: Results) -> str:
    """The whole page."""
    rows = rows_of(found)
    lines = [INTRODUCTION, *_machines(found), WITH, "## The table", "", *table(rows, rows_of(before)), ""]
    lines += ["", _score(rows), "", "## All figures", ""]
    for aim, row in detailed(rows):
        lines += _details(aim, row)
    return "\n".join(lines).rstrip() + "\n"


def detailed(rows: Mapping[str, Any]) -> Iterator[tuple[Aim, dict[str, Any]]]:
    """The rows with several figures; if two rows have the same figures, only the first."""
    shown: list[Any] = []
    for aim in AIMS:
        row = rows.get(aim.key)
        if row and len(row["figures"]) > 1 and row["figures"] not in shown:
            shown.append(row["figures"])
            yield aim, row


def rows_of(found: Results) -> dict[str, dict[str, Any]]:
    """All rows, by the key of their aim."""
    return {key: row for one in found.values() for key, row in one["rows"].items()}


def table(rows: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """One line for each aim."""
    lines = ["| What | Compared with | Before | Goal | Measured | |", "|---|---|---|---|---|---|"]
    for aim in AIMS:
        row = rows.get(aim.key)
        aimed = "-" if aim.most is None else f"≤ {aim.most:g}{_unit(aim.unit)}".replace(" ", "\u00a0")
        verdict = {True: "reached", False: "**missed**", None: "no goal" if row and row["value"] else "not measured"}
        was = before.get(aim.key, {}).get("value")
        cells = (aim.against or "-", f"{number(was['median'])}{_unit(aim.unit)}" if was else "-", aimed)
        lines.append(f"| {aim.what} | {' | '.join(cells)} | {measured(aim, row)} | {verdict[aim.reached(row)]} |")
    return lines


def measured(aim: Aim, row: Mapping[str, Any] | None) -> str:
    """The figure of an aim as text: the median, and the range if there is one."""
    if row is None or row["value"] is None:
        return "; ".join(row["absent"].values()).replace("\n", " ").replace("|", "/")[:160] if row else "-"
    value = row["value"]
    if value["min"] == value["max"]:
        return f"{number(value['median'])}{_unit(aim.unit)}"
    return f"{number(value['median'])}{_unit(aim.unit)} ({number(value['min'])} to {number(value['max'])})"


def number(value: float) -> str:
    """A number as text, with at most three significant digits below 100 and without an exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.2g}"


def brief(rows: Mapping[str, Any]) -> str:
    """The rows for a terminal: the figure of each aim, and those of all contestants."""
    lines = []
    for aim in AIMS:
        if (row := rows.get(aim.key)) is None:
            continue
        verdict = {True: "reached", False: "MISSED", None: ""}[aim.reached(row)]
        lines.append(f"{aim.key:22} {measured(aim, row):40} {verdict}")
        lines += [f"    {name:40} {number(one['median']):>10} {row['unit']}" for name, one in row["figures"].items()]
        lines += [f"    {name:40} left out: {why}" for name, why in row["absent"].items()]
        lines += [f"    {row['note']}"] if row["note"] else []
    return "\n".join(lines) + "\n"


def _unit(unit: str) -> str:
    return {"x": " x", "": ""}.get(unit, f" {unit}")


def _machines(found: Results) -> list[str]:
    """The machine of each measurement; one line if it is the same for all."""
    facts: dict[str, list[str]] = {}
    for name, one in found.items():
        machine = f"{one['date']}, {one['cpu']}, {one['system']}, Python {one['python']}, curl {one['curl']}"
        facts.setdefault(f"{machine}, {one['rounds']} rounds", []).append(name)
    if len(facts) == 1:
        return [f"Measured {next(iter(facts))}."]
    return ["Measured:", ""] + [f"- {', '.join(names)}: {fact}." for fact, names in facts.items()]


def _score(rows: Mapping[str, Any]) -> str:
    verdicts = {aim: aim.reached(rows.get(aim.key)) for aim in AIMS}
    missed = [aim for aim, verdict in verdicts.items() if verdict is False]
    reached = list(verdicts.values()).count(True)
    lines = [f"{reached} of {reached + len(missed)} goals are reached" + (". These are not:" if missed else "."), ""]
    for aim in missed:
        lines.append(f"- {aim.key}: {measured(aim, rows[aim.key])}, for ≤ {aim.most:g}. {aim.why}".rstrip())
    return "\n".join(lines)


def _details(aim: Aim, row: Mapping[str, Any]) -> list[str]:
    own = f"### {aim.key}\n\n{aim.what[0].upper()}{aim.what[1:]}. In {row['unit']}."
    lines = [own + (f" ({row['note']}.)" if row["note"] else ""), ""]
    lines += [f"![{aim.key}](performance/{aim.key}.svg)", "", "| | median | least | most |", "|---|---|---|---|"]
    for name, one in sorted(row["figures"].items(), key=lambda each: _order(row, each)):
        lines.append(f"| {name} | {number(one['median'])} | {number(one['min'])} | {number(one['max'])} |")
    lines += [f"\nLeft out: {name}: {why}" for name, why in row["absent"].items()]
    return [*lines, ""]


def _order(row: Mapping[str, Any], each: tuple[str, Any]) -> float:
    # Simulated jobs keep the order of the results, which is by length.
    return list(row["figures"]).index(each[0]) if "requests" in row else each[1]["median"]


def summary(found: Results) -> str:
    """The few lines that the README shows, between its marks."""
    rows = rows_of(found)
    aims = {aim.key: aim for aim in AIMS}
    lines = ["| What | Compared with | Time as a multiple of that; less is better |", "|---|---|---|"]
    for key in SUMMARY:
        aim, row = aims[key], rows.get(key)
        if row and row["value"]:
            lines.append(f"| {aim.what} | {aim.against or '-'} | {number(row['value']['median'])}{_unit(aim.unit)} |")
    return "\n".join(lines)


def marked(text: str, found: Results) -> str:
    """The text with a new summary between its marks, if it has them."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{summary(found)}\n{end}{after}" if begin and end else text


def write() -> None:
    """Write the page, its plots and the summary in the README."""
    found = results.read()
    drawn(found, PLOTS)
    PAGE.write_text(page(found, results.read(results.BEFORE)))
    README.write_text(marked(README.read_text(), found))


def drawn(found: Results, folder: Path) -> None:
    """Write the plots to a folder, and remove everything else in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for key, picture in pictures(found).items():
        (folder / f"{key}.svg").write_text(picture)


def pictures(found: Results) -> dict[str, str]:
    """The plot of each row that is shown in full, by its key."""
    return {
        aim.key: plots.bars(aim.what.replace("`", ""), row["figures"], row["unit"])
        for aim, row in detailed(rows_of(found))
    }
