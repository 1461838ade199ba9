"""The code paths that are counted; the guard runs them in a new process: ``python -m bench.guard.paths KIND ROOT``.

``instructions``: runs the paths one after another. After each it calls ``sched_yield``, which nothing else calls, and
callgrind then writes its count so far. ``memory``: prints the peak allocation of each path as JSON.
"""

import asyncio
import gc
import json
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

GETS = 5
CALIBRATION = "calibration"
COUNTED = (
    "import, client and first GET",
    f"{GETS} small GETs",
    f"{GETS} small GETs, async",
    "150 rows listed, id, name and owner read",
    "150 rows listed, every field read",
    "30 places in a budget of this process",
    CALIBRATION,
)
WHO = {"firm_id": 1, "auth": ("key", "secret")}


def instructions(root: str) -> None:
    """Run the counted paths in order, each after a warm-up."""
    gc.disable()
    sys.modules.update(dict.fromkeys(("click", "trio", "socksio")))  # type: ignore[arg-type]  # as in counting.ALONE
    os.sched_yield()
    from addepar_client import AddeparClient, AsyncAddeparClient

    client = AddeparClient(base_url=root, **WHO)
    client.positions.get("1")
    os.sched_yield()

    def gets() -> None:
        for _ in range(GETS):
            assert client.positions.get("1").attributes.name  # noqa: S101

    def some() -> None:
        for row in client.positions.list(page_limit=50):
            assert row.id and row.attributes.name and row.relationships.owner.data.id  # noqa: S101

    def every() -> None:
        for row in client.positions.list(page_limit=50):
            row.to_dict()
            assert row.attributes.created_at  # noqa: S101

    from addepar_api.facts import RATE_LIMITS
    from addepar_core.pipeline.budget.limiter import Budget, Reservation
    from addepar_core.pipeline.budget.stores import MemoryStore

    budget = Budget(MemoryStore(), "guard", RATE_LIMITS)

    def places() -> None:
        for _ in range(30):
            budget.reserve(Reservation())

    _marked(gets)
    asyncio.run(_async_gets(AsyncAddeparClient(base_url=root, **WHO)))
    for path in (some, every, places, _calibration):
        _marked(path)
    client.close()


def _marked(path: Callable[[], None]) -> None:
    path()
    os.sched_yield()
    path()
    os.sched_yield()


async def _async_gets(client: object) -> None:
    for _ in range(2):
        for _ in range(GETS):
            assert (await client.positions.get("1")).attributes.name  # type: ignore[attr-defined]  # noqa: S101
        os.sched_yield()
    await client.close()  # type: ignore[attr-defined]


def _calibration() -> None:
    """Work of the interpreter and the standard library alone, to make builds of Python comparable."""
    rows = [{"id": str(each), "attributes": {"name": "x" * each, "value": each / 7}} for each in range(200)]
    for _ in range(5):
        for row in json.loads(json.dumps(rows)):
            assert dict(row, name=row["attributes"]["name"].upper(), value=f"{row['attributes']['value']:.2f}")["id"]  # noqa: S101


def memory(root: str) -> None:
    """Print how many KiB a list, an upload and a download allocate at most, above what was allocated before."""
    from addepar_client import AddeparClient

    with AddeparClient(base_url=root, **WHO) as client, tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "source.bin"), Path(name, "target.bin")
        with source.open("wb") as file:
            file.truncate(32 << 20)

        def listed() -> None:
            assert sum(bool(row.attributes.name) for row in client.positions.list(page_limit=50)) == 150  # noqa: S101

        paths: dict[str, Callable[[], object]] = {
            "list of 3 pages of 50 rows": listed,
            "upload of 32 MiB": lambda: client.files.upload(source, name="file.bin"),
            "download of 32 MiB": lambda: client.files.download("9", to=target, overwrite=True),
        }
        peaks = {}
        for what, path in paths.items():
            path()
            gc.collect()
            tracemalloc.start()
            path()
            peaks[what] = -(-tracemalloc.get_traced_memory()[1] // 1024)
            tracemalloc.stop()
    sys.stdout.write(json.dumps(peaks))


if __name__ == "__main__":
    {"instructions": instructions, "memory": memory}[sys.argv[1]](sys.argv[2])
