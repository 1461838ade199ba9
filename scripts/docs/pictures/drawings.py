"""The drawings, as SVG inside the page: they take the colours of the theme, and need no script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from addepar_api.facts import JOB_FAILED, JOB_RUNNING, JOB_SUCCEEDED

_ROOT = Path(__file__).parents[3]


class Drawing:
    """Boxes and arrows on a grid of pixels."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self._size = (width, height)
        self._title = title
        self._parts: list[str] = []

    def box(self, x: int, y: int, width: int, height: int, lines: Sequence[str], kind: str = "") -> None:
        """A box; its first line is bold."""
        self._parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>')
        middle, top = x + width / 2, y + height / 2 - 9 * (len(lines) - 1) + 5
        for number, line in enumerate(lines):
            style = ' class="name"' if number == 0 else ""
            self.text(middle, top + 18 * number, line, style)

    def text(self, x: float, y: float, text: str, attributes: str = "") -> None:
        self._parts.append(f'<text x="{x:g}" y="{y:g}"{attributes}>{escape(text)}</text>')

    def arrow(self, points: Sequence[tuple[int, int]], label: str = "", at: tuple[int, int] | None = None) -> None:
        """A line along the points with a head at its end."""
        path = " ".join(f"{x},{y}" for x, y in points)
        self._parts.append(f'<polyline points="{path}" marker-end="url(#head)"/>')
        if label and at:
            self.text(*at, label, ' class="label"')

    def rail(self, x: int, top: int, bottom: int) -> None:
        """A line that arrows start and end at."""
        self._parts.append(f'<polyline points="{x},{top} {x},{bottom}"/>')

    def html(self, kind: str = "") -> str:
        width, height = self._size
        head = (
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>'
        )
        return (
            f'<div class="{f"drawing {kind}".strip()}" tabindex="0" role="group" aria-label="{escape(self._title)}">'
            f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(self._title)}">'
            f"<title>{escape(self._title)}</title>{head}{''.join(self._parts)}</svg></div>"
        )


def start() -> str:
    """What the package is for: one client between programs and Addepar, or the sandbox."""
    drawing = Drawing(400, 340, "Your program and the command use addepar-client, which calls your firm or the sandbox")
    drawing.box(5, 5, 185, 54, ["Your program", "Python, sync or async"], "outside")
    drawing.box(210, 5, 185, 54, ["The command addepar", "scripts and cron"], "outside")
    client = ["addepar-client", "retries, rate budget, deadlines, OAuth", "verified uploads and downloads"]
    drawing.box(5, 110, 390, 100, [*client, "jobs, typed records, one tree of errors"], "source")
    drawing.box(5, 281, 185, 54, ["Addepar", "your firm"], "outside")
    drawing.box(210, 281, 185, 54, ["The sandbox", "a local Addepar for tests"])
    for x in (97, 302):
        drawing.arrow([(x, 61), (x, 106)])
        drawing.arrow([(x, 212), (x, 277)])
    drawing.text(97, 250, "HTTPS", ' class="label halo"')
    drawing.text(302, 250, "HTTP on your machine", ' class="label halo"')
    return drawing.html("small")


_STACK = {
    "addepar_cli": "the command",
    "addepar_client": "files, jobs, batches, profiles",
    "addepar_api": "generated: operations, models",
    "addepar_core": "requests, retries, errors",
}


def architecture() -> str:
    """The specification and what is made of it; the layers are those of the import contract "The stack"."""
    layers = contracts()["The stack"]
    height = 70 * len(layers)
    title = "openapi.yaml and the layers of the client; the sandbox reads the same file and shares no code with them"
    drawing = Drawing(760, height + 150, title)
    drawing.box(20, 20, 190, 60, ["Addepar's pages", "five of them"], "outside")
    drawing.box(270, 20, 220, 60, ["openapi.yaml", "written by hand"], "source")
    drawing.box(550, 20, 190, 60, ["sandbox/", "addepar_sandbox"])
    drawing.arrow([(210, 50), (266, 50)])
    drawing.arrow([(490, 50), (546, 50)], "read by", (518, 42))
    for number, name in enumerate(layers):
        y = 130 + 70 * number
        drawing.box(270, y, 220, 50, [name, _STACK[name]])
        if number:
            drawing.arrow([(380, y - 20), (380, y - 3)])
        if name == "addepar_api":
            drawing.arrow([(270, 65), (240, 65), (240, y + 25), (266, y + 25)], "make generate", (165, y - 30))
    drawing.box(20, 130, 190, 50, ["Your program"], "outside")
    drawing.arrow([(210, 155), (266, 155)])
    drawing.box(550, 130, 190, 50, ["addepar_contract", "compares both with the file"], "tests")
    drawing.arrow([(645, 130), (645, 84)])
    drawing.box(550, height + 80, 190, 50, ["Addepar", "a real firm"], "outside")
    drawing.arrow([(490, height + 95), (546, height + 95)], "HTTPS", (518, height + 87))
    drawing.arrow([(645, 180), (645, height + 76)], "addepar drift", (690, 250))
    drawing.text(380, height + 142, "A layer imports only the ones below it.", ' class="label"')
    return drawing.html()


def rooms() -> str:
    """The folders of each package, from the import contracts "Rooms of ..."."""
    found = {name.removeprefix("Rooms of the "): layers for name, layers in contracts().items() if "Rooms of" in name}
    rows = max(len(layers) for layers in found.values())
    drawing = Drawing(160 * len(found), 44 * rows + 60, "The folders of each package; each imports only those below it")
    for column, (name, layers) in enumerate(found.items()):
        x = 8 + 160 * column
        drawing.text(x + 72, 22, name, ' class="name"')
        for row, layer in enumerate(layers):
            drawing.box(x, 38 + 44 * row, 144, 34, [layer.replace(" | ", ", ")])
    return drawing.html()


def contracts() -> dict[str, list[str]]:
    """The layers of each import contract, from the top, by its name."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    every = project["tool"]["importlinter"]["contracts"]
    return {each["name"]: each["layers"] for each in every if "layers" in each}


def policies() -> list[tuple[str, str]]:
    """The policies of a request, from the numbered comments of pipeline.py."""
    source = (_ROOT / "runtime/addepar_core/pipeline/pipeline.py").read_text("utf-8")
    return re.findall(r"# \d\. ([^:\n]+): ([^\n]+)\.\n", source)


def request() -> str:
    """The policies that a call passes through."""
    first = [("Your call", "client.files.list(entity_id=22)"), ("Arguments", "checked before anything is sent")]
    last = ("HTTP", "credentials become a header, only for the API's own origin")
    layers = [*first, *policies(), last]
    drawing = Drawing(760, 64 * len(layers) + 20, "The path of a request, from your call to the network and back")
    for number, (name, about) in enumerate(layers):
        y = 10 + 64 * number
        drawing.box(90, y, 580, 46, [name, about], "outside" if number in (0, len(layers) - 1) else "")
        if number:
            drawing.arrow([(300, y - 18), (300, y - 2)])
            drawing.arrow([(460, y - 2), (460, y - 18)])
    drawing.text(42, 34, "arguments", ' class="label"')
    drawing.text(715, 34, "models", ' class="label"')
    drawing.text(42, 64 * len(layers) - 20, "request", ' class="label"')
    drawing.text(715, 64 * len(layers) - 20, "response", ' class="label"')
    return drawing.html()


def job_states() -> str:
    """The statuses of a job, as the specification sorts them."""
    ends = (*JOB_SUCCEEDED, *JOB_FAILED)
    rows = max(len(JOB_RUNNING), len(ends))
    drawing = Drawing(530, 46 * rows + 50, "The statuses of a job: running ones on the left, final ones on the right")
    drawing.text(135, 24, "running: wait() continues to poll", ' class="label"')
    drawing.text(435, 24, "ended: wait() returns or raises", ' class="label"')
    middle = 40 + 23 * rows
    for number, name in enumerate(JOB_RUNNING):
        y = middle + 46 * number - 23 * len(JOB_RUNNING) + 6
        drawing.box(5, y, 265, 34, [name])
        drawing.arrow([(270, y + 17), (308, y + 17)])
    for number, name in enumerate(ends):
        y = 46 + 46 * number
        drawing.box(350, y, 170, 34, [name], "good" if name in JOB_SUCCEEDED else "bad")
        drawing.arrow([(310, y + 17), (346, y + 17)])
    drawing.rail(310, 46 + 17, 46 * rows + 17)
    return drawing.html()


DRAWINGS = {
    "start": start, "architecture": architecture, "rooms": rooms, "request": request, "job-states": job_states
}  # fmt: skip
