"""Finds the packages of a tree and the modules of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ORDER = (
    "addepar_core",
    "addepar_api",
    "addepar_client",
    "addepar_cli",
    "addepar_sandbox",
    "addepar_contract",
    "scripts",
)
GENERATED = frozenset({"addepar_api"})


@dataclass(frozen=True)
class Package:
    """One package, and the file of each of its modules by dotted name."""

    name: str
    folder: Path
    modules: dict[str, Path]


def packages(root: Path) -> list[Package]:
    """The packages of a tree, lowest layer first.

    Before the command had its own package it was `addepar_client.cli`; it is counted as `addepar_cli` all the
    same, so that two revisions can be compared.
    """
    folders = {path.parent.name: path.parent for path in root.glob("*/addepar_*/__init__.py")}
    folders["scripts"] = root / "scripts"
    inside = folders["addepar_client"] / "cli" if "addepar_client" in folders else None
    every = []
    for name in ORDER:
        if name in folders:
            without = inside if name == "addepar_client" and "addepar_cli" not in folders else None
            every.append(Package(name, folders[name], dict(_modules(folders[name], name, without))))
        elif name == "addepar_cli" and inside and inside.is_dir():
            every.append(Package(name, inside, dict(_modules(inside, "addepar_client.cli", None))))
    return every


def _modules(folder: Path, name: str, without: Path | None) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.py")):
        if without is None or not path.is_relative_to(without):
            parts = [name, *path.relative_to(folder).with_suffix("").parts]
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path
