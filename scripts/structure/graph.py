"""The import graph inside a package: its floors and its circles.

Every import statement counts, wherever it is: at the top, in a function, under `if TYPE_CHECKING`. Imports by a
string (`Lazy(".files", ...)`) do not. That importing `a.b` also runs `a/__init__.py` does not count either.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Graph = dict[str, set[str]]


def import_graph(modules: Mapping[str, Path]) -> Graph:
    """For each module, the modules of the same package that it imports."""
    return {name: set(_imported(name, path, modules)) - {name} for name, path in modules.items()}


def rooms(graph: Graph) -> Graph:
    """The same graph between the rooms of a package: its folders, and the modules that are in none."""
    # `addepar_client.cli` was a separate package in all but name.
    base = min((name for name in graph), key=len, default="")
    home = {name: ".".join(name.split(".")[: base.count(".") + 2]) for name in graph}
    between_rooms: Graph = {room: set() for room in home.values()}
    for name, targets in graph.items():
        between_rooms[home[name]] |= {home[target] for target in targets} - {home[name]}
    return between_rooms


def circles(graph: Graph) -> list[list[str]]:
    """Groups of modules that import each other, directly or not; the largest first."""
    return sorted((sorted(each) for each in _components(graph) if len(each) > 1), key=lambda each: (-len(each), each))


def longest_chain(graph: Graph) -> list[str]:
    """The longest chain of imports, from the top down; a circle counts as one step and is named by its first module."""
    components = _components(graph)
    home = {name: number for number, each in enumerate(components) for name in each}
    chains: list[list[str]] = []
    # Tarjan's algorithm gives a component after all those that it imports.
    for number, each in enumerate(components):
        below = [chains[home[target]] for name in each for target in graph[name] if home[target] != number]
        chains.append([min(each), *max(below, key=lambda chain: (len(chain), chain), default=[])])
    return max(chains, key=lambda chain: (len(chain), chain), default=[])


def _imported(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _known(package, alias.name, modules)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
            for alias in node.names:
                yield from _known(package, f"{base}.{alias.name}", modules)


def _known(package: str, target: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """The module that a dotted name is in, if it is one of ours.

    A script finds what is in its own folder, and in `scripts`, without a prefix.
    """
    for prefix in ("", f"{package}.", "scripts.") if package.startswith("scripts") else ("",):
        dotted = prefix + target
        while dotted and dotted + "." != prefix:
            if dotted in modules:
                yield dotted
                return
            dotted = dotted.rpartition(".")[0]


def _components(graph: Graph) -> list[list[str]]:
    """The strongly connected components, each after those that it points to (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    components: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(graph[name]):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            start = stack.index(name)
            components.append(stack[start:])
            del stack[start:]

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return components
