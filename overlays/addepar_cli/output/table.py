"""Lay out a table as wide as the terminal, shrinking the widest columns."""

from collections.abc import Iterator, Mapping, Sequence

from addepar_cli.output.terminal import fitted, width

_GAP = "  "
_LEAST = 6


def table(
    rows: Sequence[Mapping[str, str]], columns: Sequence[str], room: int | None, bold: bool = False
) -> Iterator[str]:
    """The lines of a table.

    Args:
        rows: text by column, free of control characters.
        columns: the columns to show. If none has a visible title, there is no title line.
        room: the width of the terminal in columns, or None if nothing may be cut.
        bold: whether titles are bold.
    """
    titles = {name: name.upper() for name in columns}
    widths = [max(width(row.get(name, "")) for row in [titles, *rows]) for name in columns]
    if room is not None:
        _shrink(widths, room - len(_GAP) * (len(widths) - 1))
    right = [bool(rows) and all(_is_number(row.get(name, "")) for row in rows) for name in columns]

    def line(row: Mapping[str, str]) -> str:
        cells = zip(columns, widths, right, strict=True)
        return _GAP.join(fitted(row.get(name, ""), wide, to_right) for name, wide, to_right in cells).rstrip()

    if any(name.strip() for name in columns):
        yield f"\x1b[1m{line(titles)}\x1b[0m" if bold else line(titles)
    for row in rows:
        yield line(row)


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines that fit. A word longer than a line, such as an address, stays in one piece."""
    if room < _LEAST or width(text) <= room:
        return [text]
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > room:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _shrink(widths: list[int], room: int) -> None:
    """Narrow the widest column until all fit, or none can shrink further."""
    while sum(widths) > room and max(widths, default=0) > _LEAST:
        widths[widths.index(max(widths))] -= 1


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).removeprefix("-").isdigit()
