"""How cost grows with rows, page size, file size, concurrent transfers and firms. Each point is a median of rounds.

A curve is ``{"x": what, "lines": {name: points}}``. A point has its ``x``, the ``amount`` (of rows, bytes, calls or
firms), the ``seconds`` (with ``least`` and ``most``) and ``cpu`` that this amount took, the most memory that any round
added (``peak_mib``), and the ``value`` found.
"""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from .. import serving
from ..rounds import Stage, Taken
from ..serving import MIB, SMALL

Curve = dict[str, Any]
ROWS = 2000
AT_ONCE = (1, 2, 4, 8, 16, 32, 64, 100)
CALLS = 640
FIRMS = (1, 10, 100, 1000)


def line(stage: Stage, goes: Iterable[tuple[float, float, Callable[[], Taken]]]) -> list[dict[str, float]]:
    """Measure the points of one line, from triples of x, amount and task."""
    points = []
    for x, amount, once in goes:
        table = stage.compete({"it": once})
        if table.absent:
            raise RuntimeError(table.absent["it"])
        goes = table.goes["it"]
        seconds = [each["seconds"] for each in goes]
        points.append(
            {
                "x": x,
                "amount": amount,
                "seconds": median(seconds),
                "least": min(seconds),
                "most": max(seconds),
                "cpu": median(each["cpu"] for each in goes),
                "peak_mib": max(each["peak_kib"] for each in goes) / 1024,
                "value": goes[0]["value"],
            }
        )
    return points


def _listed(stage: Stage, pages: int, size: int, task: str) -> Callable[[], Taken]:
    root = f"{stage.served.http}/{serving.listing(pages, size)}"
    return stage.task("ours", task, fresh=True, root=root, size=size)


def rows(stage: Stage) -> Curve:
    """More and more rows, in pages of 2,000."""
    pages = (1, 2, 5, 10, 25) if stage.extent.part == 1 else (1, 5)

    def drawn(task: str) -> list[dict[str, float]]:
        return line(stage, ((each * ROWS, each * ROWS, _listed(stage, each, ROWS, task)) for each in pages))

    return {
        "x": "rows",
        "lines": {
            "id, name and owner": drawn("list_some"),
            "the same, async": drawn("list_some_async"),
            "every field": drawn("list_every"),
        },
    }


def page_size(stage: Stage) -> Curve:
    """The same 10,000 rows in pages of different sizes."""
    total = stage.extent.of(10_000)
    sizes = [each for each in (10, 50, 100, 250, 500, 1000, 2000) if each <= total]

    def drawn(task: str) -> list[dict[str, float]]:
        return line(stage, ((size, total, _listed(stage, total // size, size, task)) for size in sizes))

    return {"x": "rows a page", "lines": {"sync": drawn("list_some"), "async": drawn("list_some_async")}}


def file_size(stage: Stage) -> Curve:
    """Files from 64 KiB to 256 MiB, both ways, over https."""
    sizes = [SMALL] + [each * MIB for each in (1, 4, 16, 64, 256) if each <= stage.extent.of(256)]
    root, to = stage.served.root("https"), str(stage.work / "file.bin")

    def number(size: int) -> str:
        return "9" if size == SMALL else serving.big(size)

    def source(size: int) -> str:
        return str(serving.FOLDER / "api" / "v1" / "files" / number(size) / "download")

    def down(task: str) -> list[dict[str, float]]:
        return line(
            stage, ((size, size, stage.task("ours", task, root=root, number=number(size), to=to)) for size in sizes)
        )

    def up(task: str) -> list[dict[str, float]]:
        return line(stage, ((size, size, stage.task("ours", task, root=root, source=source(size))) for size in sizes))

    return {
        "x": "bytes",
        "lines": {
            "download": down("download"),
            "download, async": down("download_async"),
            "upload": up("upload"),
            "upload, async": up("upload_async"),
        },
    }


def at_once(stage: Stage) -> Curve:
    """Downloads of 64 KiB with one client and growing concurrency, over http."""
    calls, root = stage.extent.of(CALLS), stage.served.root("http")

    def drawn(task: str) -> list[dict[str, float]]:
        options = {"root": root, "calls": calls, "folder": str(stage.work)}
        return line(stage, ((many, calls, stage.task("ours", task, at_once=many, **options)) for many in AT_ONCE))

    return {"x": "at once", "lines": {"threads": drawn("many_small"), "asyncio": drawn("many_small_async")}}


def firms(stage: Stage) -> Curve:
    """A client for each firm, each with one call; ``value`` is the number of connections that stay open."""
    root = stage.served.root("http")
    most = FIRMS if stage.extent.part == 1 else FIRMS[:3]

    def drawn(task: str) -> list[dict[str, float]]:
        return line(
            stage, ((many, many, stage.task("firms", task, fresh=True, root=root, firms=many)) for many in most)
        )

    return {
        "x": "firms",
        "lines": {
            "sync": drawn("called"),
            "async": drawn("called_async"),
            "sync, one HTTP client for all": drawn("called_shared"),
            "made, not called": drawn("made"),
        },
    }


CURVES: dict[str, Callable[[Stage], Curve]] = {
    "rows": rows,
    "page-size": page_size,
    "file-size": file_size,
    "at-once": at_once,
    "firms": firms,
}
