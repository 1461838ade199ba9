"""The results as files: one for each measurement, in bench/results."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import environments

FOLDER = Path(__file__).parent / "results"
BEFORE = FOLDER / "before"
"""What `--before` measured of an earlier commit."""
MEASUREMENTS = ("startup", "small_get", "listing", "transfers", "parallel", "jobs", "budget", "size")


def machine() -> dict[str, Any]:
    """The machine and the date of a measurement."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in info if line.startswith("model name")), platform.machine())
    curl = environments.run("curl", "--version").split()[1]
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "cpu": f"{os.cpu_count()} x {model}",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "curl": curl,
    }


def rounded(value: Any) -> Any:
    """The value with each number rounded to four significant digits: more would be noise."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list) else value


def write(name: str, result: dict[str, Any], folder: Path = FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(rounded(result), indent=1, ensure_ascii=False) + "\n")


def read(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """All results, by the name of the measurement."""
    paths = {name: folder / f"{name}.json" for name in MEASUREMENTS}
    return {name: json.loads(path.read_text()) for name, path in paths.items() if path.exists()}
