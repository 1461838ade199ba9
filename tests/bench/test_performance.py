"""docs/performance.md says what was measured, all of it, and what was missed as missed."""

import json
import re
from typing import Any

import pytest
from bench import report, results
from bench.aims import AIMS
from bench.rounds import row, spread

FOUND = results.read()
BEFORE = results.read(results.BEFORE)
ROWS = report.rows_of(FOUND)


def test_the_page_is_what_the_results_say() -> None:
    assert report.PAGE.read_text() == report.page(FOUND, BEFORE), "run `python -m bench --page`"


def test_the_plots_are_what_the_results_say() -> None:
    drawn = {path.stem: path.read_text() for path in report.PLOTS.glob("*.svg")}
    assert drawn == report.pictures(FOUND)


def test_the_readme_shows_figures_from_the_results_alone() -> None:
    text = report.README.read_text()
    assert report.BEGIN in text
    assert text == report.marked(text, FOUND), "run `python -m bench --page`"
    before, _, rest = text.partition(report.BEGIN)
    lines = (before + rest.partition(report.END)[2]).splitlines()
    elsewhere = "\n".join(line for line in lines if not line.startswith("    GET "))  # a line of the log
    speeds = r"\d ?(?:x|\u00d7|times) (?:as |faster|slower|the )|\d ?(?:µs|ms|MiB/s|GiB/s)\b"
    assert not re.findall(speeds, elsewhere), "figures of speed belong between the marks"


def test_every_measurement_was_made_in_full() -> None:
    assert set(FOUND) == set(results.MEASUREMENTS)
    for name, one in (*FOUND.items(), *BEFORE.items()):
        assert one["rounds"] >= 5, name
        assert all(one[fact] for fact in ("date", "cpu", "system", "python", "curl")), name


def test_every_aim_has_a_result_and_what_is_missed_a_reason() -> None:
    assert set(ROWS) == {aim.key for aim in AIMS}
    for aim in AIMS:
        assert ROWS[aim.key]["value"], aim.key
        assert aim.why or aim.reached(ROWS[aim.key]) is not False, f"{aim.key} is missed: say why"


def test_the_table_shows_what_was_before() -> None:
    was = {"median": 4.56, "min": 4.0, "max": 5.0}
    text = report.page(found_with(figures(1.0)), found_with({"small-get": row(was, {}, "µs")}))
    assert "| one small GET, typed, keep-alive | httpx and `.json()` | 4.56 x | ≤\u00a01\u00a0x | 1.00 x" in text


def figures(own: float) -> dict[str, Any]:
    value = spread([own * 0.9, own, own * 1.1])
    return {"small-get": row(value, {"addepar-client": value, "httpx": spread([1.0])}, "µs")}


def found_with(rows: dict[str, Any]) -> dict[str, Any]:
    machine = dict.fromkeys(("date", "cpu", "system", "python", "curl"), "1") | {"rounds": 5}
    return {"small_get": machine | {"rows": rows}}


@pytest.mark.parametrize(("measured", "verdict"), [(1.0, "| reached |"), (1.01, "| **missed** |")])
def test_an_aim_that_is_missed_is_shown_as_missed(measured: float, verdict: str) -> None:
    text = report.page(found_with(figures(measured)), {})
    line = next(line for line in text.splitlines() if line.startswith("| one small GET, typed, keep-alive |"))
    assert line.endswith(verdict)
    assert f"{measured:.2f} x" in line
    assert ("- small-get: " in text) is (verdict != "| reached |")


def test_what_could_not_be_measured_says_why() -> None:
    absent = {"small-get": row(None, {}, "µs", absent={"addepar-client": "its process ended"})}
    text = report.page(found_with(absent), {})
    assert "| its process ended | not measured |" in text


def test_the_page_says_where_measurements_were_not_made_alike() -> None:
    one = found_with(figures(1.0))
    other = json.loads(json.dumps(one))
    other["small_get"]["rounds"] = 2
    text = report.page(one | {"listing": other["small_get"]}, {})
    assert "5 rounds" in text
    assert "2 rounds" in text
