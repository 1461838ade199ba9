"""Bar charts as SVG text: a title, and for each name a bar, a line from its least to its most, and the median."""

from collections.abc import Mapping
from html import escape

WIDTH, LABEL, BAR, GAP, TOP = 720, 220, 18, 10, 44
OURS, PEER, MARK = "#0b6e4f", "#9aa5b1", "#1f2933"


def bars(title: str, figures: Mapping[str, Mapping[str, float]], unit: str) -> str:
    """Horizontal bars from zero to the median, each with a line from the least to the most."""
    most = max((one["max"] for one in figures.values()), default=0.0) or 1.0
    room = WIDTH - LABEL - 110
    height = TOP + len(figures) * (BAR + GAP) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-size="13"'
        ' font-family="system-ui, sans-serif">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="24" font-weight="600" fill="{MARK}">{escape(title)}, {escape(unit)}</text>',
    ]
    for place, (name, one) in enumerate(figures.items()):
        top = TOP + place * (BAR + GAP)
        middle = top + BAR / 2
        ends = {which: LABEL + room * one[which] / most for which in ("median", "min", "max")}
        color = OURS if name.startswith("addepar") else PEER
        parts += [
            f'<text x="{LABEL - 8}" y="{middle + 4.5:.1f}" text-anchor="end" fill="{MARK}">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{top}" width="{ends["median"] - LABEL:.1f}" height="{BAR}" fill="{color}"/>',
            f'<path d="M{ends["min"]:.1f} {middle}H{ends["max"]:.1f}" stroke="{MARK}" stroke-width="1.5"/>',
            f'<text x="{ends["max"] + 6:.1f}" y="{middle + 4.5:.1f}" fill="{MARK}">{one["median"]:.3g}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
