"""100,000 positions over pages of 2,000: some of each row, all of each row, as a table; and the memory of the walk."""

from collections.abc import Callable
from typing import Any

from .. import serving
from ..rounds import Row, Stage, Table, Taken

ROWS = 2000


def measure(stage: Stage) -> dict[str, Row]:
    listing = serving.listing(stage.extent.of(50), ROWS)
    told: dict[str, Any] = {"root": f"{stage.served.http}/{listing}", "size": ROWS}
    secure: dict[str, Any] = {"root": f"{stage.served.https}/{listing}", "size": ROWS}
    floor = stage.task("raw_httpx", "list_kept", **told)
    some = stage.compete(
        {
            "addepar-client": stage.task("ours", "list_some", **told),
            "httpx": floor,
            "addepar-client, async": stage.task("ours", "list_some_async", **told),
            "httpx, no row kept": stage.task("raw_httpx", "list_some", **told),
            "addepy, over https": stage.task("addepy_peer", "list_some", **secure),
            "openapi-python-client": stage.task("opc", "list_some", **told),
            "openapi-generator": stage.task("oag", "list_some", **told),
        }
    )
    every = stage.compete(
        {
            "addepar-client": stage.task("ours", "list_every", **told),
            "httpx": _other(floor),
            "openapi-python-client": stage.task("opc", "list_every", **told),
        }
    )
    tables = stage.compete(
        {
            "addepar-client, pandas": stage.task("ours", "list_pandas", **told),
            "addepar-client, Arrow": stage.task("ours", "list_arrow", **told),
            "httpx": _other(floor),
            "httpx and pandas.json_normalize": stage.task("raw_httpx", "list_pandas", **told),
        }
    )
    return {
        "list-some": some.row(some.ratio("addepar-client", "httpx")),
        "list-some-lean": some.row(some.ratio("addepar-client", "httpx, no row kept")),
        "list-some-async": some.row(some.ratio("addepar-client, async", "httpx")),
        "list-every": every.row(every.ratio("addepar-client", "httpx")),
        "list-pandas": tables.row(tables.ratio("addepar-client, pandas", "httpx")),
        "list-arrow": tables.row(tables.ratio("addepar-client, Arrow", "httpx")),
    } | memory(stage)


def _other(once: Callable[[], Taken]) -> Callable[[], Taken]:
    """The floor reads less than its rivals here: what it finds is not what they find."""
    return lambda: once() | {"value": None}


def memory(stage: Stage) -> dict[str, Row]:
    """The most that a walk adds, over 10 pages and over 50; a page's worth is what httpx and json.loads add for one."""
    roots = {pages: f"{stage.served.http}/{serving.listing(pages, ROWS)}" for pages in (1, 10, 50)}

    def walk(contestant: str, pages: int) -> Callable[[], Taken]:
        once = stage.task(contestant, "list_some", fresh=True, root=roots[pages], size=ROWS)
        return _other(once)

    table: Table = stage.compete(
        {
            "httpx, 1 page": walk("raw_httpx", 1),
            "addepar-client, 10 pages": walk("ours", 10),
            "addepar-client, 50 pages": walk("ours", 50),
            "httpx, 50 pages": walk("raw_httpx", 50),
        }
    )
    pages = table.ratio("addepar-client, 50 pages", "httpx, 1 page", "peak_kib")
    flat = table.ratio("addepar-client, 50 pages", "addepar-client, 10 pages", "peak_kib")
    mib: dict[str, Any] = {"of": "peak_kib", "scale": 1 / 1024, "unit": "MiB"}
    return {"list-memory": table.row(pages, **mib), "list-memory-flat": table.row(flat, **mib)}
