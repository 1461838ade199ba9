"""A line plot as SVG text: x is logarithmic, y starts at zero. The colours work in light and dark mode."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import log

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 70, 50
COLOURS = ("#3f51b5", "#e65100", "#00897b", "#8e24aa")
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.grid{stroke:#8884}.knee{stroke:#888;stroke-dasharray:4}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)
Points = Sequence[tuple[float, float]]
Shown = Callable[[float], str]


def plot(
    title: str, x_name: str, y_name: str, lines: Mapping[str, Points], x_shown: Shown, knees: Sequence[float] = ()
) -> str:
    """The lines over the same x axis, each with its name; knees are shown as vertical lines."""
    xs = sorted({x for points in lines.values() for x, _ in points})
    most = max(y for points in lines.values() for _, y in points) or 1.0
    step = _step(most)
    top = step * -(-most // step)
    span = log(xs[-1] / xs[0]) or 1.0

    def across(x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * log(x / xs[0]) / span

    def up(y: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / top

    parts = [_text(LEFT, 20, title, "start", weight=600), _text(LEFT, TOP - 10, y_name, "start")]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, x_name, "middle"))
    for number in range(round(top / step) + 1):
        height = up(number * step)
        parts.append(f'<path class="grid" d="M{LEFT} {height:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(_text(LEFT - 8, height + 4, f"{number * step:g}", "end"))
    parts += [_text(across(x), HEIGHT - BOTTOM + 18, x_shown(x), "middle") for x in _apart(xs, across)]
    for x in sorted(set(knees)):
        parts.append(f'<path class="knee" d="M{across(x):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
    at = float(LEFT)
    for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<path d="M{at:.0f} 38h16" stroke="{colour}" stroke-width="3"/>')
        parts.append(_text(at + 21, 42, name, "start"))
        at += 40 + 7.2 * len(name)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join([head, f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>", *parts, "</svg>", ""])


def _text(x: float, y: float, text: str, anchor: str, weight: int = 400) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'


def _step(most: float) -> float:
    """A round distance between grid lines that gives at least four of them."""
    power = 10.0 ** len(str(int(most))) if most >= 1 else 1.0
    while most / power < 4:
        power /= 10
    return next(power * times for times in (5, 2, 1) if most / (power * times) >= 4)


def _apart(xs: Sequence[float], across: Callable[[float], float]) -> list[float]:
    """The x values whose labels do not overlap."""
    shown: list[float] = []
    for x in xs:
        if not shown or across(x) - across(shown[-1]) >= 48:
            shown.append(x)
    return shown
