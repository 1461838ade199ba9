"""The table of third-party tools says of each which version was tried, and on which day."""

import re
from datetime import date

from scripts.spec.foreign.__main__ import BEGIN, END, PAGE, written
from scripts.spec.foreign.tools import TOOLS


def _lines(text: str) -> dict[str, list[str]]:
    table = text.partition(BEGIN)[2].partition(END)[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {each[0]: each for each in cells[1:]}


def test_each_tool_has_its_version_and_the_day() -> None:
    lines = _lines(PAGE.read_text(encoding="utf-8"))
    assert list(lines) == [tool.name for tool in TOOLS]
    for name, cells in lines.items():
        assert re.search(r" \d+\.\d+", name), name
        date.fromisoformat(cells[-1])


def test_a_tool_that_is_tried_again_gets_its_day_and_the_others_keep_theirs() -> None:
    text = PAGE.read_text(encoding="utf-8")
    first, second = TOOLS[0], TOOLS[1]
    again = (first.name, first.form, *["yes"] * 7, first.hint)
    lines = _lines(written([again], text, date(2031, 2, 3)))
    assert lines[first.name][-1] == "2031-02-03"
    assert lines[second.name] == _lines(text)[second.name]
