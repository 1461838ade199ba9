"""The debts among the import contracts become fewer: each is an import that pyproject.toml lets pass."""

import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"
DEBTS = {
    "Only one module knows the HTTP library": 2,
    "The command is built on the public client": 11,
}


def test_no_contract_lets_more_imports_pass_than_before() -> None:
    contracts = tomllib.loads(PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    ignored = {each["name"]: each.get("ignore_imports", []) for each in contracts}
    assert not [entry for entries in ignored.values() for entry in entries if "*" in entry], "one entry for each import"
    counted = {name: len(entries) for name, entries in ignored.items() if entries}
    assert counted == DEBTS, "more: remove the import; fewer: lower the number here, so that it stays low"
