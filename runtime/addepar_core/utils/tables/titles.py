"""Titles of columns, and the rows under them, without losing a cell."""

from collections.abc import Sequence


def unique_titles(titles: Sequence[object]) -> list[str]:
    """Titles as in pandas: the second ``Value`` is ``Value.1``, the third column without a title ``Unnamed: 2``.

    All titles are different, so each keeps its cells in a mapping.
    """
    names: list[str] = []
    texts = {str(title) for title in titles if title is not None}
    for place, title in enumerate(titles):
        plain = f"Unnamed: {place}" if title is None or title == "" else str(title)
        name, number = plain, 0
        while name in names or (number and name in texts):
            number += 1
            name = f"{plain}.{number}"
        names.append(name)
    return names


def row_of(titles: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    """A row as a mapping. Missing cells are None, and cells beyond the titles get numbered ones."""
    row: dict[str, object] = dict(zip(titles, cells, strict=False))
    if len(cells) == len(titles):
        return row
    further = unique_titles([*titles, *[None] * (len(cells) - len(titles))])[len(titles) :]
    return row | dict.fromkeys(titles[len(cells) :]) | dict(zip(further, cells[len(titles) :], strict=True))
