"""All measures of a tree, and the tree of an earlier revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.tools.unpacking import extract

from .graph import circles, import_graph, longest_chain, rooms
from .packages import packages
from .passes import passes
from .sizes import any_count, sizes, templates
from .twins import twin_lines

ROOT = Path(__file__).resolve().parents[2]
Measures = dict[str, Any]


def measures(root: Path, with_passes: bool = False) -> Measures:
    """Every measure of a tree; those of packages are in `packages`, by name."""
    every = packages(root)
    twins = twin_lines(every)
    by_package = {}
    for package in every:
        graph = import_graph(package.modules)
        loops = circles(graph)
        by_package[package.name] = sizes(package) | {
            "floors": len(chain := longest_chain(graph)),
            "longest_chain": chain,
            "room_floors": len(longest_chain(rooms(graph))),
            "circles": len(loops),
            "in_circles": sum(map(len, loops)),
            "circle_modules": loops,
            "twin_lines": twins[package.name],
            "any": any_count(package),
        }
    whole: Measures = {"packages": by_package, **templates(root)}
    if with_passes:
        whole["passes"] = passes(root)
    return whole


@contextmanager
def revision(name: str) -> Iterator[Path]:
    """The tree of a revision, in a temporary folder."""
    command = ["git", "archive", "--format=tar", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr.decode().strip())
    with tempfile.TemporaryDirectory(prefix="addepar-structure-") as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            extract(archive, Path(folder))
        yield Path(folder).resolve()
