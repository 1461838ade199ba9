"""Checks the built site without a browser: links, anchors, and that no page fetches anything from another host."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes that make a browser fetch something by itself.
_FETCHED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src")}


class _Page(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids.add(value)
            if (tag, name) in _FETCHED:
                self.fetched.append(value)
            if (tag, name) == ("a", "href"):
                self.links.append(value)


def problems(site: Path, wanted: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with the site, one line each.

    Args:
        site: the built folder.
        wanted: page (as Markdown) and anchor of each entry that must exist.
    """
    # The links of Redoc's page are written by a script.
    pages = {path: _Page(path) for path in sorted(site.rglob("*.html")) if path.name != "redoc.html"}
    faults = []
    for path, page in pages.items():
        page_path = path.relative_to(site)
        faults += [f"{page_path}: fetches {url} from elsewhere" for url in page.fetched if _is_remote(url)]
        for link in page.links + page.fetched:
            parts = urlsplit(link)
            # The page for unknown addresses is written for the root of a host, not for a file.
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                faults.append(f"{page_path}: there is no {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                faults.append(f"{page_path}: there is no anchor {link}")
    for name, anchor in wanted:
        target = site / Path(name).with_suffix(".html")
        if target not in pages or anchor not in pages[target].ids:
            faults.append(f"{name}: there is no entry for {anchor}")
    return faults


def _is_remote(url: str) -> bool:
    return url.startswith("//") or urlsplit(url).scheme in ("http", "https")
