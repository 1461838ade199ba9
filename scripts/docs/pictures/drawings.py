"""The drawings, as SVG inside the page: they take the colours of the theme, and need no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from addepar_api.facts import JOB_FAILED, JOB_RUNNING, JOB_SUCCEEDED


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
        coordinates = " ".join(f"{x},{y}" for x, y in points)
        self._parts.append(f'<polyline points="{coordinates}" marker-end="url(#head)"/>')
        if label and at:
            self.text(*at, label, ' class="label"')

    def rail(self, x: int, top: int, bottom: int) -> None:
        """A line that arrows lead to and from."""
        self._parts.append(f'<polyline points="{x},{top} {x},{bottom}"/>')

    def html(self) -> str:
        width, height = self._size
        head = (
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>'
        )
        return (
            f'<div class="drawing" tabindex="0" role="group" aria-label="{escape(self._title)}">'
            f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(self._title)}">'
            f"<title>{escape(self._title)}</title>{head}{''.join(self._parts)}</svg></div>"
        )


def house() -> str:
    """What comes from what."""
    drawing = Drawing(760, 400, "The house: pages, specification, runtime, generated code, overlay, your program; "
                                "the sandbox and the tests stand beside")  # fmt: skip
    drawing.box(10, 20, 150, 60, ["Addepar's pages", "five of them"], "outside")
    drawing.box(220, 20, 170, 60, ["openapi.yaml", "written by hand"], "source")
    drawing.box(220, 140, 170, 60, ["generated/", "addepar_api"])
    drawing.box(220, 260, 170, 60, ["overlays/", "addepar_client", "addepar_cli"])
    drawing.box(10, 140, 150, 60, ["runtime/", "addepar_core"])
    drawing.box(10, 260, 150, 60, ["Your program", "or the command line"], "outside")
    drawing.box(470, 20, 170, 60, ["sandbox/", "addepar_sandbox"])
    drawing.box(470, 260, 170, 60, ["Addepar", "a real firm"], "outside")
    drawing.box(470, 140, 170, 60, ["tests/", "hold all to all"], "tests")
    drawing.arrow([(160, 50), (216, 50)])
    drawing.arrow([(305, 80), (305, 136)], "make generate", (356, 113))
    drawing.arrow([(305, 200), (305, 256)], "extended by", (350, 233))
    drawing.arrow([(160, 170), (216, 170)], "used by", (188, 162))
    drawing.arrow([(216, 290), (164, 290)])
    drawing.arrow([(390, 50), (466, 50)], "read by", (428, 42))
    drawing.arrow([(390, 290), (466, 290)], "HTTP", (428, 282))
    drawing.arrow([(470, 160), (394, 160)])
    drawing.arrow([(555, 140), (555, 84)])
    drawing.arrow([(470, 180), (420, 180), (420, 270), (394, 270)])
    drawing.arrow([(640, 170), (690, 170), (690, 290), (644, 290)], "make contract", (690, 160))
    drawing.text(380, 375, "No way back: whoever wants another behaviour changes openapi.yaml and generates.",
                 ' class="label"')  # fmt: skip
    return drawing.html()


def request() -> str:
    """The layers that a call goes through."""
    layers = (
        ("Your call", "client.files.list(entity_id=22)"),
        ("Arguments", "checked; InputError before anything is sent"),
        ("Retries", "reads after trouble, writes only where refused"),
        ("OAuth, where it is used", "a token, renewed before its end and after a 401"),
        ("Budget", "waits for the firm's next free place: BudgetExceededError"),
        ("Deadline", "bounds every step, with all attempts and waits: DeadlineError"),
        ("HTTP", "credentials into the header, for the API's own origin alone"),
    )
    drawing = Drawing(760, 64 * len(layers) + 20, "The path of a request, from your call down to the wire and back")
    for number, (name, explanation) in enumerate(layers):
        y = 10 + 64 * number
        drawing.box(130, y, 500, 46, [name, explanation], "outside" if number in (0, len(layers) - 1) else "")
        if number:
            drawing.arrow([(300, y - 18), (300, y - 2)])
            drawing.arrow([(460, y - 2), (460, y - 18)])
    drawing.text(60, 34, "arguments", ' class="label"')
    drawing.text(700, 34, "models", ' class="label"')
    drawing.text(60, 64 * len(layers) - 20, "request", ' class="label"')
    drawing.text(700, 64 * len(layers) - 20, "answer", ' class="label"')
    return drawing.html()


def job_states() -> str:
    """The statuses of a job, as the specification sorts them."""
    ends = (*JOB_SUCCEEDED, *JOB_FAILED)
    rows = max(len(JOB_RUNNING), len(ends))
    drawing = Drawing(530, 46 * rows + 50, "The statuses of a job: running ones on the left, final ones on the right")
    drawing.text(135, 24, "still running: wait() goes on looking", ' class="label"')
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


DRAWINGS = {"house": house, "request": request, "job-states": job_states}
