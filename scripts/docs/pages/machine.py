"""For programs that read the site: the Markdown of each page next to its HTML, and llms.txt as an index of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.docs.pages.markdown import flat


def write(config: dict[str, Any], tree: Path, site: Path) -> int:
    """Write the Markdown and llms.txt, and return the number of pages."""
    out = f"# {config['site_name']}\n\n> {config['site_description']}\n\n"
    out += "Each page of the site as Markdown. The whole API as one file: [openapi.yaml](openapi.yaml).\n"
    sections: dict[str, list[str]] = {}
    for section, title, name in pages(config["nav"]):
        text = plain((tree / name).read_text("utf-8"))
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        sections.setdefault(section, []).append(f"- [{title or _title(text)}]({name}): {_first(text)}\n")
    for section, lines in sections.items():
        out += (f"\n## {section}\n\n" if section else "\n") + "".join(lines)
    (site / "llms.txt").write_text(out, "utf-8")
    return sum(map(len, sections.values()))


def plain(text: str) -> str:
    """The Markdown without the parts that only the site needs."""
    text = re.sub(r'<div class="drawing".*?aria-label="(.*?)".*?</div>', r"*[Drawing: \1]*", text, flags=re.DOTALL)
    text = re.sub(r"</?div[^>]*>\n*|<!--.*?-->\n*|</?span[^>]*>", "", text, flags=re.DOTALL)
    return re.sub(r"^(#+ .*?) \{ #.* \}$", r"\1", text, flags=re.MULTILINE)


def pages(nav: list[Any], above: str = "") -> Iterator[tuple[str, str, str]]:
    """Section, title (empty if the page itself has it) and path of each page."""
    for item in nav:
        if isinstance(item, str):
            yield above, "", item
            continue
        ((title, value),) = item.items()
        if isinstance(value, list):
            yield from pages(value, title)
        else:
            yield above, title, value


def _title(text: str) -> str:
    match = re.search(r"^# (.*)$", text, re.MULTILINE)
    return match[1] if match else ""


def _first(text: str) -> str:
    """The first sentence of running text."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip() and not re.match(r"#|\||```|[-*] |<|>|\*\[", paragraph):
            bare = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", flat(paragraph))
            return re.split(r"(?<=\.)\s", bare)[0]
    return ""
