"""A git hook: refuses a commit that changes generated/ but none of its sources.

The hook does not check that generated/ matches its sources. `make check` does: it generates the code again.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.tools.running import run

SOURCES = ("openapi.yaml", "generator-config.yaml", "overlays/templates/", "scripts/generation/", "scripts/generate.py")


def edited_by_hand(changed: Sequence[str]) -> list[str]:
    """The generated files that a commit changes; empty if it also changes one of their sources."""
    if any(name.startswith(SOURCES) for name in changed):
        return []
    return [name for name in changed if name.startswith("generated/")]


def main() -> int:
    staged = ["git", "diff", "--cached", "--name-only", "--no-renames", "-z"]
    changed = run(staged, capture_output=True, text=True, check=True).stdout.split("\0")
    edited = edited_by_hand(changed)
    if edited:
        print("Do not edit files under generated/ by hand:", *edited, sep="\n  ", file=sys.stderr)
        print(f"Change {SOURCES[0]} or {SOURCES[2]}, then `make generate`.", file=sys.stderr)
    return 1 if edited else 0


if __name__ == "__main__":
    sys.exit(main())
