"""Splits lists into cursor pages (`page[limit]`, `page[after]`) and numbered pages (`page[number]`, `page[size]`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.http.errors import bad_request
from addepar_sandbox.state.store import Row


def cursor_page(call: Call, kind: str, wanted: Callable[[Row], bool]) -> tuple[list[Row], dict[str, Any]]:
    """The rows of one page and the document's `links`.

    The cursor is the sequence number of the last row on the page. It stays valid if that row is deleted, and rows that
    are added later always follow it.
    """
    limit = call.query.get("page[limit]", call.spec.limits["cursor-page"]["default"])
    rows: list[Row] = []
    for row in call.rows(kind).rows(after=_sequence_number(call.query.get("page[after]"))):
        if not wanted(row):
            continue
        if len(rows) == limit:
            return rows, {"next": _link(call, {"page[limit]": str(limit), "page[after]": str(rows[-1].seq)})}
        rows.append(row)
    return rows, {"next": None}


def numbered_page(call: Call, rows: Iterable[Row]) -> tuple[list[Row], dict[str, Any]]:
    """The same for lists with numbered pages, from sorted and filtered rows."""
    settings = call.spec.limits["number-page"]
    number = call.query.get("page[number]", settings["first"])
    size = call.query.get("page[size]", settings["default"])
    everything = list(rows)
    start = (number - settings["first"]) * size
    following = {"page[number]": str(number + 1), "page[size]": str(size)}
    return everything[start : start + size], {
        "next": _link(call, following) if start + size < len(everything) else None
    }


def _sequence_number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise bad_request("page[after] is not a cursor of this API.")
    return int(cursor)


def _link(call: Call, page: dict[str, str]) -> str:
    """A link relative to the API root, its brackets written plainly as the pages print them.

    Filters of the request are repeated behind the page parameters. Only what would break the link is escaped.
    """
    filters = {name: text for name, text in call.raw_query if name not in page}
    query = "&".join(f"{name}={_escaped(text)}" for name, text in {**page, **filters}.items())
    return f"{call.operation.path}?{query}"


def _escaped(text: str) -> str:
    return quote(text, safe=",:-_.~")
