"""Builds the documentation site into site/: `make docs`.

The hand-written pages are in docs/. Other pages are generated from the code, the specification and the tests' data.
Together they form a tree of plain Markdown in build/docs, which Zensical turns into HTML.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from scripts.docs import links
from scripts.docs.pages import commands, http, machine, python, slips
from scripts.docs.pictures.drawings import DRAWINGS
from scripts.spec.__main__ import write as write_forms

ROOT = Path(__file__).parents[2]
TREE, SITE = ROOT / "build" / "docs", ROOT / "site"
# Pages that take long to write, each with the task that writes it.
_MEASURED = {"performance.md": "make bench", "scaling.md": "make scaling", "hardening.md": "make hardening"}
_TOOL = Path(sys.executable).with_name("zensical")


def tree(target: Path) -> None:
    """Write the whole tree of Markdown to `target`."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target)
    for path in target.rglob("*.md"):
        path.write_text(_with_drawings(path.read_text("utf-8")), "utf-8")
    for name, text in generated().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def generated() -> dict[str, str]:
    """The generated pages by path."""
    data = yaml.safe_load((ROOT / "tests/spec/slips.yaml").read_text("utf-8"))
    missing = {name: task for name, task in _MEASURED.items() if not (ROOT / "docs" / name).exists()}
    return {
        **{
            name: f"# {Path(name).stem.title()}\n\nThis page does not exist yet: `{task}` writes it.\n"
            for name, task in missing.items()
        },
        **python.pages(),
        **http.pages(specification()),
        "http/slips.md": slips.page(data),
        **commands.pages(),
        "about/changelog.md": (ROOT / "CHANGELOG.md").read_text("utf-8"),
    }


def entries() -> Iterator[tuple[str, str]]:
    """Page and anchor of everything that the site must explain."""
    yield from python.entries()
    yield from http.entries(specification())
    yield from commands.entries()


def specification() -> dict[str, Any]:
    """The content of openapi.yaml."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((ROOT / "openapi.yaml").read_bytes(), loader)  # type: ignore[no-any-return] # noqa: S506


def nav() -> set[str]:
    """The pages in the navigation of the site."""
    return {name for _, _, name in machine.pages(_config()["nav"])}


def _config() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))  # type: ignore[no-any-return]


def _with_drawings(text: str) -> str:
    return re.sub(r"<!-- drawing: ([\w-]+) -->", lambda match: DRAWINGS[match[1]](), text)


def build() -> list[str]:
    """Build the site, and return a line for each problem."""
    tree(TREE)
    named, present = nav(), {path.relative_to(TREE).as_posix() for path in TREE.rglob("*.md")}
    if named != present:
        missing = [f"mkdocs.yml: nav names {name}, but that page does not exist" for name in sorted(named - present)]
        return missing + [f"mkdocs.yml: nav does not name the page {name}" for name in sorted(present - named)]
    shutil.rmtree(SITE, ignore_errors=True)
    ran = subprocess.run([_TOOL, "build", "--clean", "--strict"], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        output = re.sub(r"\x1b\[[0-9;]*m", "", ran.stdout)
        return [output.partition("Traceback")[0] or ran.stderr]
    for path in SITE.rglob("*.html"):
        _make_self_contained(path)
    _redoc()
    shutil.copy(ROOT / "openapi.yaml", SITE)
    write_forms(SITE / "spec")
    count = machine.write(_config(), TREE, SITE)
    print(f"{count} pages in {SITE.relative_to(ROOT)}/, and redoc.html")
    return links.problems(SITE, entries())


def _make_self_contained(path: Path) -> None:
    """Replace what a page fetches from a CDN with a local copy, and remove its canonical link, which has no host."""
    # This script makes the search work on file://.
    own = "../" * (len(path.relative_to(SITE).parts) - 1) + "assets/iframe-worker.js"
    text = path.read_text("utf-8").replace("https://unpkg.com/iframe-worker/shim", own)
    path.write_text(re.sub(r'\s*<link rel="canonical" href="/[^"]*">', "", text), "utf-8")


def _redoc() -> None:
    """Write the HTTP reference as one file that fetches nothing."""
    target = SITE / "redoc.html"
    command = ["sh", "scripts/tools/redocly.sh", "build-docs", "openapi.yaml", "-o", str(target), "--inlineBundle"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)
    text = target.read_text("utf-8")
    target.write_text(re.sub(r"https://cdn\.redoc\.ly/[\w./-]+", "data:,", text), "utf-8")


if __name__ == "__main__":
    started = time.perf_counter()
    dead_links = build()
    print("\n".join(dead_links), file=sys.stderr)
    print(f"{len(dead_links)} problems, {time.perf_counter() - started:.1f} s")
    sys.exit(bool(dead_links))
