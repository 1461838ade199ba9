"""100,000 positions over pages of 2,000: three fields of each row, ten of each, as a table; and the memory of the walk.

Everyone reads a page at a time and lets it go. Processor time is compared, since most of a list is work.
"""

from collections.abc import Callable
from typing import Any

from .. import serving
from ..rounds import Row, Stage, Table, Taken

ROWS = 2000


def measure(stage: Stage) -> dict[str, Row]:
    listing = serving.listing(stage.extent.of(50), ROWS)
    options: dict[str, Any] = {"root": f"{stage.served.http}/{listing}", "size": ROWS}
    secure: dict[str, Any] = {"root": f"{stage.served.https}/{listing}", "size": ROWS}
    some = stage.compete(
        {
            "addepar-client": stage.task("ours", "list_some", **options),
            "httpx": stage.task("raw_httpx", "list_some", **options),
            "addepar-client, async": stage.task("ours", "list_some_async", **options),
            "httpx, async": stage.task("raw_httpx", "list_some_async", **options),
            "addepy, over https": stage.task("addepy_peer", "list_some", **secure),
            "openapi-python-client": stage.task("opc", "list_some", **options),
            "openapi-generator": stage.task("oag", "list_some", **options),
        }
    )
    ten = stage.compete(
        {
            "addepar-client": stage.task("ours", "list_ten", **options),
            "httpx": stage.task("raw_httpx", "list_ten", **options),
            "openapi-python-client": stage.task("opc", "list_ten", **options),
        }
    )
    tables = stage.compete(
        {
            "addepar-client, pandas": stage.task("ours", "list_pandas", **options),
            "addepar-client, Arrow": stage.task("ours", "list_arrow", **options),
            "httpx and pandas.json_normalize": stage.task("raw_httpx", "list_pandas", **options),
        }
    )
    by_hand = "httpx and pandas.json_normalize"
    cpu: dict[str, Any] = {"of": "cpu", "unit": "s of CPU"}
    return {
        "list-some": some.row(some.ratio("addepar-client", "httpx", "cpu"), **cpu),
        "list-some-async": some.row(some.ratio("addepar-client, async", "httpx, async", "cpu"), **cpu),
        "list-ten": ten.row(ten.ratio("addepar-client", "httpx", "cpu"), **cpu),
        "list-pandas": tables.row(tables.ratio("addepar-client, pandas", by_hand, "cpu"), **cpu),
        "list-arrow": tables.row(tables.ratio("addepar-client, Arrow", by_hand, "cpu"), **cpu),
    } | memory(stage)


def _other(once: Callable[[], Taken]) -> Callable[[], Taken]:
    """The same; what it finds differs between walks of another length."""
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
