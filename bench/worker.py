"""A process in one environment that runs the tasks it receives, and reports what each took.

    python -m bench.worker CONTESTANT

A task is a generator of ``bench.contestants.CONTESTANT``. It prepares up to its first ``yield``, is measured from
there to the second, and yields its result there. Tasks arrive on standard input, and results are written to standard
output, as lines of JSON.
"""

import asyncio
import gc
import inspect
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

STATUS, REFERENCES = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def memory(field: str) -> int:
    """The memory of this process in KiB: ``VmRSS`` is the current value, ``VmHWM`` the peak since the last reset."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1])


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(advance: Any, task: Any) -> dict[str, Any]:
    advance(task)
    gc.collect()
    REFERENCES.write_text("5")  # reset the peak
    before, begun, used = memory("VmRSS"), time.perf_counter(), cpu()
    value = advance(task)
    seconds, spent = time.perf_counter() - begun, cpu() - used
    return {"seconds": seconds, "cpu": spent, "peak_kib": memory("VmHWM") - before, "value": value}


def done(task: Any, runner: asyncio.Runner) -> dict[str, Any]:
    """One task, sync or async, from its preparation to its end."""
    if not inspect.isasyncgen(task):
        try:
            return measured(next, task)
        finally:
            task.close()

    async def step(task: Any) -> Any:
        return await anext(task)

    try:
        return measured(lambda task: runner.run(step(task)), task)
    finally:
        runner.run(task.aclose())


def main() -> None:
    tasks = import_module(f"bench.contestants.{sys.argv[1]}")
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            name, arguments = json.loads(line)
            try:
                reply = done(getattr(tasks, name)(**arguments), runner)
            except Exception as error:  # noqa: BLE001 - reported to the caller
                reply = {"error": f"{type(error).__name__}: {error}"}
            sys.stdout.write(json.dumps(reply) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
