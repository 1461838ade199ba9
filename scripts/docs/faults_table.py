"""Writes docs/client-faults.md: what the user of the client sees of each fault that the sandbox can make."""

import asyncio
from pathlib import Path

from tests.client import faulting
from tests.client.support import Side

from addepar_sandbox import Sandbox

if __name__ == "__main__":
    with asyncio.Runner() as runner, Sandbox() as sandbox, sandbox.serve():
        side = Side("sync", runner)
        faulting.PAGE.parent.mkdir(exist_ok=True)
        faulting.PAGE.write_text(faulting.page(sandbox, side), "utf-8")
        side.close()
    print(f"wrote {faulting.PAGE.relative_to(Path.cwd())}" if faulting.PAGE.is_relative_to(Path.cwd()) else "written")
