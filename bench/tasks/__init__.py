"""Eleven everyday tasks as programs: `now` for this package, `before` for an early state of it.

`python -m bench.tasks` counts their lines and writes docs/everyday-tasks.md.
"""

import ast
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = (
    "upload_a_folder",
    "find_rename_associate",
    "download_all",
    "view_for_five",
    "query_into_pandas",
    "reports_since",
    "positions_from_a_frame",
    "comment_to_null",
    "who_owns",
    "changed_since_yesterday",
    "another_endpoint",
)


def source(state: str, name: str) -> str:
    """The program of a task, `now` or `before`."""
    return (FOLDER / state / f"{name}.py").read_text("utf-8")


def title(text: str) -> str:
    """What a program does, by its docstring."""
    return ast.get_docstring(ast.parse(text)) or ""


def count(text: str) -> int:
    """The number of lines of code in a program, without its docstring, comments and empty lines."""
    tree = ast.parse(text)
    first = tree.body[1].lineno  # the docstring is the first statement
    lines = text.splitlines()[first - 1 :]
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in lines)
