"""What the firm's budget adds to one request: in memory, in SQLite, in Redis (if a server is installed)."""

import json

from .. import environments
from ..rounds import Row, Stage, row

PLAIN = "request without"


def measure(stage: Stage) -> dict[str, Row]:
    program = environments.ROOT / "bench" / "budget_overhead.py"
    python = environments.ready("own")
    output = environments.run(python, program, "--json", "--rounds", str(stage.extent.rounds))
    rows: dict[str, Row] = {}
    for store, figures in json.loads(output)["stores"].items():
        alone = figures[PLAIN]["median"]
        added = {
            name: {which: max(0.0, each - alone) for which, each in found.items()}
            for name, found in figures.items()
            if name.startswith("request with ")
        }
        log = {name.partition(", ")[2] + " in the log": found for name, found in added.items()}
        rows[f"budget-{store}"] = row(next(iter(log.values())), log, "µs")
    if "budget-redis" not in rows:
        absent = {"redis": "no redis-server or valkey-server is installed"}
        rows["budget-redis"] = row(None, {}, "µs", absent=absent)
    return rows
