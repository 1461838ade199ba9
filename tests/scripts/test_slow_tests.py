"""scripts/checks/slow_tests.py: which tests `make quick` leaves out."""

from pathlib import Path

import pytest
from scripts.checks import slow_tests

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a.test_x" name="test_quick[one::[1]]" time="0.01"/>
<testcase classname="tests.a.test_x" name="test_quick[two]" time="0.03"/>
<testcase classname="tests.a.test_x" name="test_long" time="3"/>
<testcase classname="tests.a.test_y" name="test_long" time="2"/>
<testcase classname="tests.a.test_y" name="test_longer" time="5"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("budget", "left_out"),
    [
        (1, ["tests/a/test_x.py::test_long", "tests/a/test_y.py"]),
        (2.5, ["tests/a/test_x.py::test_long", "tests/a/test_y.py::test_longer"]),
        (99, []),
    ],
)
def test_the_quickest_are_kept_until_the_budget_is_spent(tmp_path: Path, budget: float, left_out: list[str]) -> None:
    report = tmp_path / "durations.xml"
    report.write_text(REPORT)
    assert slow_tests.slow(slow_tests.durations(report), budget) == left_out


def test_what_is_listed_is_marked(request: pytest.FixtureRequest) -> None:
    listed = slow_tests.LIST.read_text("utf-8").splitlines()
    for item in request.session.items:
        file = item.path.relative_to(request.config.rootpath).as_posix()
        name = f"{file}::{getattr(item, 'originalname', item.name)}"
        assert (item.get_closest_marker("slow") is not None) == (file in listed or name in listed), item.nodeid
