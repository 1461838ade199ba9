"""Runs the code of a page of docs/ against a sandbox, from the top down, and compares what it prints.

What is run, in a folder of its own:

- ```` ```python ```` is executed; all blocks of a page share their names. With ``title="name.py"`` it is
  written to that file in place of that.
- ```` ```console ````: each line that begins with ``$`` is run by bash; the lines below it are its output.
- ```` ```text ```` directly below a python block is what it prints. ``...`` stands for anything.
- Any other file that a page needs: ```` ```toml title="config.toml" ````.

Comments that the reader does not see: ``<!-- not run: REASON -->`` before a block that cannot run here, and
``<!-- setup ... -->`` with Python that prepares what a reader has anyway. `python -m tests.docs.blocks [PAGE ...]`
writes the output of these pages, or of all, anew.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from addepar_sandbox import Sandbox

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# The address that pages show.
SHOWN = "127.0.0.1:8700"
_BLOCK = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+?) -->\n+)?"
    r"```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$"
    r"|^<!-- setup\n(?P<setup>.*?)^-->$",
    re.DOTALL | re.MULTILINE,
)
_SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass
class Block:
    """One block of a page.

    Attributes:
        line: where it begins.
        kind: the language, or ``setup``.
        body: its text.
        title: the file that it is.
        reason: why it is not run.
        span: its text's place in the page.
    """

    line: int
    kind: str
    body: str
    title: str | None
    reason: str | None
    span: tuple[int, int]


def blocks(text: str) -> list[Block]:
    """The blocks of a page."""
    found = []
    for match in _BLOCK.finditer(text):
        kind, part = ("setup", "setup") if match["setup"] is not None else (match["language"], "body")
        line = text.count("\n", 0, match.start(part)) + 1
        found.append(Block(line, kind, match[part], match["title"], match["reason"], match.span(part)))
    return found


class Reader:
    """Somebody who types in what a page says, beside a sandbox."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._sandbox = sandbox
        self._address = urlsplit(str(sandbox.url)).netloc
        self._folder = folder
        self._names: dict[str, Any] = {"__name__": "__main__"}
        settings = {"BASE_URL": str(sandbox.url), "FIRM_ID": "1", "KEY": "sandbox", "SECRET": "sandbox"}
        settings["SANDBOX_TOKEN"] = sandbox.control_token
        # Nothing of the machine's own settings, and no page of help that waits for a key.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ADDEPAR_")}
        tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = kept | {f"ADDEPAR_{name}": value for name, value in settings.items()}
        self.environment |= {"PATH": tools, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config")}
        self.environment |= {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}
        # A pytest on a page loads what the page is about, and not the tools of this project.
        self.environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "addepar_sandbox.pytest_plugin"}

    def outputs(self, text: str) -> list[tuple[Block, str, str]]:
        """Each block that shows output, what it shows, and what came."""
        found, printed = [], ""
        last: Block | None = None
        for block in blocks(text):
            if block.reason:
                last = None
                continue
            if block.title:
                self._write(block.title, block.body)
            elif block.kind == "setup":
                prepared = {"sandbox": self._sandbox, "folder": self._folder, "tree": ROOT}
                exec(compile(block.body, "setup", "exec"), prepared)  # noqa: S102
            elif block.kind == "python":
                printed = self._execute(block)
            elif block.kind == "console":
                found.append((block, block.body, self._shell(block.body)))
            elif (
                block.kind == "text"
                and last is not None
                and not text[last.span[1] + 3 : block.span[0] - len("```text\n")].strip()
            ):
                found.append((block, block.body, printed))
                printed = ""
            last = block if block.kind == "python" and not block.title else None
        return found

    def _write(self, name: str, body: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._here(body), "utf-8")

    def _execute(self, block: Block) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(self._here(block.body), f"line {block.line}", "exec"), self._names)  # noqa: S102
        return self._shown(out.getvalue())

    def _shell(self, body: str) -> str:
        """The session as it comes out now."""
        out = ""
        for command in re.findall(r"^\$ (.*(?:\\\n.*)*)$", body, re.MULTILINE):
            ran = subprocess.run(  # noqa: S603
                ["bash", "-c", self._here(command)],  # noqa: S607
                cwd=self._folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=60,
            )
            output = self._shown(ran.stdout)
            out += f"$ {command}\n" + output + ("\n" if output and not output.endswith("\n") else "")
        return out

    def _here(self, text: str) -> str:
        return text.replace(SHOWN, self._address)

    def _shown(self, text: str) -> str:
        return text.replace(self._address, SHOWN).replace(f"{self._folder}/", "")


def same(shown: str, came: str) -> bool:
    """Whether the output is the one that a page shows."""
    return doctest.OutputChecker().check_output(shown, came, _SAME)


def pages() -> list[Path]:
    """The pages that are written by hand."""
    return sorted(path for path in DOCS.rglob("*.md") if "<!-- not run, this page -->" not in path.read_text("utf-8"))


def rewritten(text: str, outputs: list[tuple[Block, str, str]]) -> str:
    """The page with the outputs that came, where they are not the same."""
    for block, shown, came in reversed(outputs):
        if not same(shown, came):
            text = text[: block.span[0]] + came + text[block.span[1] :]
    return text


if __name__ == "__main__":
    for page in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox, sandbox.serve():
            reader = Reader(sandbox, Path(folder))
            os.environ.update(reader.environment)
            with contextlib.chdir(folder):
                outputs = reader.outputs(page.read_text("utf-8"))
        page.write_text(rewritten(page.read_text("utf-8"), outputs), "utf-8")
