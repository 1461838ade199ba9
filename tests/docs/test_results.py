"""Pages that are written from results say what the results say."""

import json
import re

from scripts.checks import integrations
from tests.docs.blocks import DOCS, ROOT


def test_the_table_of_integrations_is_that_of_the_last_run() -> None:
    results = json.loads(integrations.RESULTS.read_text("utf-8"))
    assert set(results) == {framework.name for framework in integrations.FRAMEWORKS}
    assert integrations.PAGE.read_text("utf-8") == integrations.page(results), "run `make integrations`"


def test_each_place_where_other_systems_differ_names_a_test_that_there_is() -> None:
    page = (DOCS / "about" / "other-systems.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| Place")]
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for row in rows:
        names = re.findall(r"`(test_\w+)`", row)
        assert names, row
        assert [name for name in names if f"def {name}(" not in tests] == []


def test_the_table_of_type_checkers_counts_the_mistakes_that_there_are() -> None:
    wrong = (ROOT / "integrations" / "types" / "wrong.py").read_text("utf-8").count("# wrong")
    counts = re.findall(r"(\d+) of (\d+) found", (DOCS / "type-checkers.md").read_text("utf-8"))
    assert len(counts) == 5
    assert {int(count) for _, count in counts} == {wrong}, "run `make type-checkers`"
