"""640 downloads of 64 KiB over https, 64 at once, each to its own file; and 10,000 calls of which none may fail."""

import json
from typing import Any

from .. import environments
from ..rounds import Row, Stage, command, row, spread

CALLS = 640
AT_ONCE = 64
OURS = ("addepar-client, threads", "addepar-client, async")


def measure(stage: Stage) -> dict[str, Row]:
    calls, root, folder = stage.extent.of(CALLS), stage.served.root("https"), str(stage.work)
    options: dict[str, Any] = {"root": root, "calls": calls, "at_once": AT_ONCE, "folder": folder}
    url = f"{root}/v1/files/9/download?copy=[1-{calls}]"
    parallel = ("curl", "-s", "-f", "--parallel", "--parallel-max", str(AT_ONCE), "-o", f"{folder}/#1", url)
    peers = {
        "httpx, threads": stage.task("raw_httpx", "many_small", **options),
        "httpx, async": stage.task("raw_httpx", "many_small_async", **options),
        "requests, threads": stage.task("raw_requests", "many_small", **options),
        "addepy, threads": stage.task("addepy_peer", "many_small", **options),
        "openapi-python-client, threads": stage.task("opc", "many_small", **options),
        "openapi-generator, threads": stage.task("oag", "many_small", **options),
    }
    table = stage.compete(
        {
            OURS[0]: stage.task("ours", "many_small", **options),
            OURS[1]: stage.task("ours", "many_small_async", **options),
            **peers,
            "curl --parallel": lambda: command(*parallel),
        }
    )
    medians = {name: each["median"] for name, each in table.figures().items()}
    best = min((name for name in peers if name in medians), key=lambda name: medians[name])
    ours = min((name for name in OURS if name in medians), key=lambda name: medians[name], default=OURS[0])
    note = f"{ours} against {best}; curl starts with no connection, the others with theirs"
    return {"at-once": table.row(table.ratio(ours, best), note=note), "many-calls": many_calls(stage)}


def many_calls(stage: Stage) -> Row:
    """How many of 10,000 calls from 64 threads or tasks failed, uploads and downloads among them."""
    program = environments.ROOT / "bench" / "many_calls.py"
    output = environments.run(environments.ready("own"), program, "--calls", str(stage.extent.of(10_000)))
    reports = [json.loads(line) for line in output.splitlines()]
    failures = spread([float(sum(each["errors"].values())) for each in reports])
    figures = {each["workers"]: spread([float(each["calls_per_second"])]) for each in reports}
    note = "; ".join(f"{each['workers']}: {each['connections']} connections" for each in reports)
    return row(failures, figures, "calls a second", note=note)
