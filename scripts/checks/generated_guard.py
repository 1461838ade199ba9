"""A hook of git: refuses a commit that changes generated/ and nothing of what it is generated from.

It cannot tell whether generated/ fits its sources; `make check` can, by generating it once more.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.tools.running import run

SOURCES = ("openapi.yaml", "generator-config.yaml", "overlays/templates/", "scripts/generation/", "scripts/generate.py")


def edited_by_hand(changed: Sequence[str]) -> list[str]:
    """The generated files among those that a commit changes, if no source is among them."""
    if any(name.startswith(SOURCES) for name in changed):
        return []
    return [name for name in changed if name.startswith("generated/")]


def main() -> int:
    staged = ["git", "diff", "--cached", "--name-only", "--no-renames", "-z"]
    changed = run(staged, capture_output=True, text=True, check=True).stdout.split("\0")
    edited = edited_by_hand(changed)
    if edited:
        print("Files under generated/ are not edited by hand:", *edited, sep="\n  ", file=sys.stderr)
        print(f"Change {SOURCES[0]} or {SOURCES[2]}, then `make generate`.", file=sys.stderr)
    return 1 if edited else 0


if __name__ == "__main__":
    sys.exit(main())
