"""1 GiB to disk and from disk, over http and https: the time, the processor's time and the memory that each takes."""

from typing import Any

from .. import serving
from ..rounds import Row, Stage, Table, command, row, spread
from ..serving import MIB

SIZE = 1024 * MIB
OURS = "addepar-client"
WAITING = "addepar-client, async"


def measure(stage: Stage) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    peaks: dict[str, list[float]] = {}
    for scheme in ("http", "https"):
        down, up = downloads(stage, scheme), uploads(stage, scheme)
        rows[f"download-{scheme}"] = down.row(down.ratio(OURS, "curl"))
        rows[f"download-{scheme}-cpu"] = down.row(down.ratio(OURS, "curl", "cpu"), of="cpu", unit="s of CPU")
        rows[f"download-{scheme}-async"] = down.row(down.ratio(WAITING, "curl"))
        rows[f"upload-{scheme}"] = up.row(up.ratio(OURS, "curl"))
        rows[f"upload-{scheme}-async"] = up.row(up.ratio(WAITING, "curl"))
        for name, goes in (*down.goes.items(), *up.goes.items()):
            peaks.setdefault(name, []).append(max(each["peak_kib"] for each in goes) / 1024)
    del peaks["curl"]
    own = [most for name in (OURS, WAITING) for most in peaks.get(name, [])]
    figures = {name: spread(each) for name, each in peaks.items()}
    value = {"median": max(own), "min": min(own), "max": max(own)} if own else None
    note = "the most of all rounds, of downloads and uploads, http and https; the value is the worst of ours"
    return rows | {"transfer-memory": row(value, figures, "MiB", note=note)}


def size(stage: Stage) -> int:
    return stage.extent.of(SIZE // MIB) * MIB


def downloads(stage: Stage, scheme: str) -> Table:
    root, number, to = stage.served.root(scheme), serving.big(size(stage)), str(stage.work / "file.bin")
    options: dict[str, Any] = {"root": root, "number": number, "to": to}
    url = f"{root}/v1/files/{number}/download"
    return stage.compete(
        {
            "curl": lambda: command("curl", "-s", "-f", "-o", to, url),
            OURS: stage.task("ours", "download", fresh=True, **options),
            WAITING: stage.task("ours", "download_async", fresh=True, **options),
            "httpx": stage.task("raw_httpx", "download", fresh=True, **options),
            "httpx, async": stage.task("raw_httpx", "download_async", fresh=True, **options),
            "requests": stage.task("raw_requests", "download", fresh=True, **options),
            "openapi-python-client": stage.task("opc", "download", fresh=True, **options),
            "openapi-generator": stage.task("oag", "download", fresh=True, **options),
        }
        | ({"addepy": stage.task("addepy_peer", "download", fresh=True, **options)} if scheme == "https" else {})
    )


def uploads(stage: Stage, scheme: str) -> Table:
    root, source = stage.served.root(scheme), serving.source(size(stage))
    options: dict[str, Any] = {"root": root, "source": str(source)}
    metadata = 'metadata={"data": {"type": "files", "attributes": {"name": "file.bin"}}};type=application/json'
    file = f"file=@{source};filename=file.bin"
    return stage.compete(
        {
            "curl": lambda: command("curl", "-s", "-f", "-F", file, "-F", metadata, f"{root}/v1/files"),
            OURS: stage.task("ours", "upload", fresh=True, **options),
            WAITING: stage.task("ours", "upload_async", fresh=True, **options),
            "httpx": stage.task("raw_httpx", "upload", fresh=True, **options),
            "httpx, async": stage.task("raw_httpx", "upload_async", fresh=True, **options),
        }
        | ({"addepy": stage.task("addepy_peer", "upload", fresh=True, **options)} if scheme == "https" else {})
    )
