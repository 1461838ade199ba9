"""Numbers that may only fall: `make ratchet`; `make ratchet-accept` writes lower ones down in .ratchet.json.

If a number must rise, change .ratchet.json by hand, so that a reviewer sees it and can ask why.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from .graph import circles, import_graph
from .measure import ROOT
from .packages import GENERATED, packages
from .sizes import any_count, lines

FILE = ".ratchet.json"
HINT = f"""\
Lines: move what every call needs to the runtime, and what the specification can say to openapi.yaml or a template.
Any: name the type, or use a Protocol or TypeVar. Imports: only from the layers below, as pyproject.toml lists them.
`make structure` shows each package, modules in circles included. If a number must rise, change {FILE} by hand."""
Numbers = dict[str, int]


def numbers(root: Path) -> Numbers:
    """The numbers of a tree that may only fall."""
    by_name = {package.name: package for package in packages(root)}
    overlay = by_name["addepar_client"]
    # The runtime was part of the overlay before it had its own package.
    runtime = by_name.get("addepar_core", overlay)
    batches = overlay.folder / "batch"
    thin = [path for path in overlay.modules.values() if not path.is_relative_to(batches)]
    held = {
        f"lines of {overlay.name}": sum(map(lines, thin)),
        f"Any in {runtime.name}": any_count(runtime),
        "imports that the contracts ignore": _ignored_imports(root / "pyproject.toml"),
    }
    transfers = list(overlay.folder.glob("transfers/*.py"))
    if transfers:
        held[f"lines of {overlay.name} that move bytes"] = sum(map(lines, transfers))
    if len(thin) < len(overlay.modules):
        held[f"lines of {overlay.name} that do batches"] = sum(map(lines, batches.rglob("*.py")))
    for name, package in by_name.items():
        if name not in GENERATED:
            held[f"modules of {name} in circles"] = sum(map(len, circles(import_graph(package.modules))))
    return held


def _ignored_imports(pyproject: Path) -> int:
    contracts = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return sum(len(contract.get("ignore_imports", ())) for contract in contracts)


def risen(now: Mapping[str, int], held: Mapping[str, int], file: str = FILE) -> list[str]:
    """A line for each number that is higher than the one written down, or that was never written down."""
    higher = [
        f"{name}: {now[name]}, and {file} allows {held[name]}" for name in now.keys() & held if now[name] > held[name]
    ]
    return sorted(higher) + [f"{name}: {now[name]}, and {file} does not name it" for name in now if name not in held]


def fallen(now: Mapping[str, int], held: Mapping[str, int]) -> list[str]:
    """A line for each number below the recorded one, or without a measurement now."""
    lower = [f"{name}: {now[name]}, down from {held[name]}" for name in now if now[name] < held.get(name, 0)]
    return lower + [f"{name}: not measured any more" for name in held if name not in now]


def lowered(now: Mapping[str, int], held: Mapping[str, int]) -> Numbers:
    """What to write down: never more than before."""
    return {name: min(value, held.get(name, value)) for name, value in now.items()}


def main(root: Path = ROOT) -> int:
    file = root / FILE
    held: Numbers = json.loads(file.read_text("utf-8")) if file.exists() else {}
    now = numbers(root)
    if sys.argv[1:] == ["--accept"]:
        file.write_text(json.dumps(lowered(now, held), indent=1) + "\n", "utf-8")
        held = json.loads(file.read_text("utf-8"))
    for line in fallen(now, held):
        print(f"{line}; keep it with `make ratchet-accept`")
    if up := risen(now, held):
        print("\n".join([*up, HINT]), file=sys.stderr)
        return 1
    print(f"{len(now)} numbers of {FILE}: none has risen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
