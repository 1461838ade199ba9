"""Counts that are steady on a busy machine: modules loaded, instructions executed, memory allocated."""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .paths import COUNTED
from .peer import peer

ROOT = Path(__file__).resolve().parents[2]
Counts = dict[str, Any]
ALONE = "import sys\nsys.modules.update(dict.fromkeys(('click', 'trio', 'socksio')))\n"
"""httpx loads its command with click and rich, and httpcore trio and socksio, if they are installed. Users may not."""
LIST_MODULES = (
    "import sys\nsys.stderr.write('\\n'.join(name for name, module in sys.modules.items() if module is not None))\n"
)
CALL = """from addepar_client import AddeparClient
with AddeparClient(base_url={root!r}, firm_id=1, auth=("key", "secret")) as client:
    client.positions.get("1")
"""
HELP = """import sys
sys.argv[1:] = ["--help"]
from addepar_cli.entry import main
main()
"""
LOADS = {"import addepar_client": "import addepar_client\n", "the first call": ALONE + CALL, "addepar --help": HELP}
HEAVY = {
    "import addepar_client": ("httpx", "httpx2", "attr", "asyncio", "ssl", "addepar_api.models", "addepar_cli"),
    "the first call": ("redis", "sqlite3", "pandas", "pyarrow", "click", "rich", "tqdm", "addepar_cli"),
    "addepar --help": ("httpx", "asyncio", "attr", "ssl", "addepar_api.models", "addepar_client.client", "pandas"),
}
"""The modules that each must never load."""


def environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ADDEPAR", "COV"))}
    return inherited | {"PYTHONHASHSEED": "0", "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "NO_PROXY": "*"}


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(words, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{' '.join(words[:6])}: {(done.stderr or done.stdout)[-800:]}")
    return done


def modules(root: str) -> dict[str, list[str]]:
    """The modules that a new Python process loads for each of ``LOADS``, without those of its own start."""
    bare = set(_run(sys.executable, "-c", LIST_MODULES).stderr.split())
    return {
        what: sorted(set(_run(sys.executable, "-c", code.format(root=root) + LIST_MODULES).stderr.split()) - bare)
        for what, code in LOADS.items()
    }


def heavy(loaded: Mapping[str, list[str]]) -> list[str]:
    """A line for each module that was loaded and must not be."""
    return [
        f"{what} loads {module}"
        for what, names in HEAVY.items()
        for module in loaded.get(what, ())
        if any(module == name or module.startswith(f"{name}.") for name in names)
    ]


def instructions(root: str) -> dict[str, int] | None:
    """The instructions of each path, counted by callgrind; None if valgrind is not installed."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    counted_paths = (sys.executable, "-m", "bench.guard.paths", "instructions", root)
    _run(*counted_paths)  # so that all bytecode is compiled beforehand
    with tempfile.TemporaryDirectory() as folder:
        tool = (valgrind, "--tool=callgrind", "--dump-before=sched_yield", f"--callgrind-out-file={folder}/out")
        _run(*tool, *counted_paths)
        parts = [
            int(_total(path)) for path in sorted(Path(folder).glob("out.*"), key=lambda path: int(path.suffix[1:]))
        ]
    # The first part is Python's own start. Each later path is run twice; the second time counts.
    counted = [parts[1], *parts[3::2]]
    return dict(zip(COUNTED, counted, strict=True))


def _total(path: Path) -> str:
    match = re.search(r"^(?:totals|summary): (\d+)", path.read_text(), re.MULTILINE)
    assert match is not None  # noqa: S101
    return match[1]


def counts() -> Counts:
    """All counts."""
    with peer() as root:
        loaded = modules(root)
        return {
            "python": sys.version,
            "machine": platform.machine(),
            "heavy": heavy(loaded),
            "modules": {what: len(names) for what, names in loaded.items()},
            "instructions": instructions(root),
            "memory_kib": json.loads(_run(sys.executable, "-m", "bench.guard.paths", "memory", root).stdout),
        }
