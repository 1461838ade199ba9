"""What `make style` reads, and what its ratchet allows."""

import re
from pathlib import Path

import pytest
import yaml
from scripts.docs.style.__main__ import HOUSE
from scripts.docs.style.prose import texts
from scripts.structure.ratchet import risen


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with a little of everything."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# Title\n\nFirst line,\nsecond `anew`.\n\n```python\nanew = 1\n```\n")
    (tmp_path / "docs" / "page.md").write_text("| a cell | another |\n<!-- setup\nanew\n-->\n")
    module = tmp_path / "runtime" / "addepar_core" / "a.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        '"""The module."""\n\ndef f(x):\n    """Does it.\n\n    Args:\n        x: what is told.\n    """\n'
        '    raise ValueError(f"{x} is not a number at all")\n\nKEY = "not prose"\n'
    )
    for name in ("scripts", "bench"):
        tool = tmp_path / name / "cli" / "b.py"
        tool.parent.mkdir(parents=True)
        tool.write_text(f'"""The tool of {name}."""\nprint("a message for developers")\n')
    (tmp_path / "openapi.yaml").write_text("info:\n  title: The API\n  description: |\n    Two\n    lines\n")
    (tmp_path / "Makefile").write_text("it: setup  ## do the thing\n\t@true ## no\n")
    return tmp_path


def test_prose_is_found_with_its_line_and_without_code(tree: Path) -> None:
    found = {(text.area, text.line): text.words for text in texts(tree)}
    assert found["README", 1] == "# Title"
    assert found["README", 3] == "First line, second -."
    assert not any("anew" in words for words in found.values())
    assert found["docs", 1].startswith("| a cell | another |")
    assert found["docstrings of addepar_core", 1] == "The module."
    assert found["docstrings of addepar_core", 6] == "Args: x: what is told."
    assert found["messages of addepar_core", 9] == "- is not a number at all"
    for name in ("scripts", "bench"):
        assert found[f"docstrings of {name}", 1] == f"The tool of {name}."
        assert found[f"messages of {name}", 2] == "a message for developers"
    assert found["openapi.yaml", 2] == "The API"
    assert found["openapi.yaml", 3] == "Two lines"
    assert found["Makefile", 1] == "do the thing"
    assert "not prose" not in found.values()


def test_a_count_that_rises_fails() -> None:
    assert risen({"docs": 2}, {"docs": 1}, "counts.json") == ["docs: 2, and counts.json allows 1"]
    assert risen({"docs": 1}, {"docs": 1}) == []


def test_every_rule_is_a_regular_expression_with_advice() -> None:
    for rule in yaml.safe_load(HOUSE.read_text("utf-8"))["rules"]:
        assert rule["expected"]
        assert re.fullmatch(r"/.+/i?", rule["pattern"]), rule
