"""What an installation takes on the disk, with all it depends on and no extras; nothing compiled."""

import shutil
import sys
from pathlib import Path

from .. import environments
from ..environments import HOME
from ..rounds import Row, Stage, row, spread

PEERS = {"addepy": "addepy==0.6.0", "openai": "openai==3.54.0", "httpx": environments.HTTPX}


def measure(stage: Stage) -> dict[str, Row]:
    wanted = {"addepar-client": str(environments.wheel())} | PEERS
    figures = {name: spread([mib(name, package)]) for name, package in wanted.items()}
    return {"size": row(figures["addepar-client"], figures, "MiB")}


def mib(name: str, package: str) -> float:
    """Install into an empty folder, and add up its files."""
    folder: Path = HOME / "sizes" / name
    shutil.rmtree(folder, ignore_errors=True)
    options = ("--quiet", "--no-compile", "--target", folder)
    environments.run(sys.executable, "-m", "pip", "install", *options, package)
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return total / (1 << 20)
