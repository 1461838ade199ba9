"""Every block of code in the pages runs, and prints what the page shows."""

import re
from pathlib import Path

import pytest
from tests.docs.blocks import DOCS, Reader, blocks, pages, same

from addepar_sandbox import Sandbox

REWRITE = "If what it prints is right, this writes it into the page: python -m tests.docs.blocks"


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(DOCS))) for page in pages()])
def test_the_code_of_a_page_does_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text("utf-8")
    for package in re.findall(r"<!-- needs: (\w+) -->", text):
        pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox, sandbox.serve():
        reader = Reader(sandbox, tmp_path)
        for name, value in reader.environment.items():
            monkeypatch.setenv(name, value)
        path = page.relative_to(DOCS.parent).as_posix()
        for block, shown, came in reader.outputs(text):
            assert same(shown, came), (
                f"{path}, line {block.line}: it prints\n{came}\nand shows\n{shown}\n{REWRITE} {path}"
            )


def test_few_blocks_are_not_run() -> None:
    every = [
        block for page in pages() for block in blocks(page.read_text("utf-8")) if block.kind in ("python", "console")
    ]
    # A recorded session is held to what the commands print where it is recorded.
    skipped = [block for block in every if block.reason and "tests/cli/" not in block.reason]
    assert len(every) > 40
    assert len(skipped) <= len(every) / 6, [block.reason for block in skipped]


def test_a_page_that_shows_something_else_is_noticed(tmp_path: Path) -> None:
    text = (
        "```python\nx = 1\n```\n\nWords.\n\n```python\nprint(x)\n```\n\n```text\n2\n```\n\n"
        '```python title="told.py"\nprint(3)\n```\n\n'
        "```console\n$ python told.py\n3\n$ echo $ADDEPAR_FIRM_ID\n2\n```\n\n"
        "<!-- not run: it would fail -->\n```python\nraise ValueError\n```\n"
    )
    with Sandbox() as sandbox, sandbox.serve():
        found = Reader(sandbox, tmp_path).outputs(text)
    assert [(came, same(shown, came)) for _, shown, came in found] == [
        ("1\n", False),
        ("$ python told.py\n3\n$ echo $ADDEPAR_FIRM_ID\n1\n", False),
    ]
