"""`make style`: counts the places that break a rule of house.yml, and fails if a count in counts.json has risen.

`--accept` writes lower counts down; `--list [AREA]` shows each place; `--root DIR` counts another tree.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.structure.measure import ROOT
from scripts.structure.ratchet import fallen, lowered, risen

from .prose import Text, texts

COUNTS = Path(__file__).with_name("counts.json")
HOUSE = Path(__file__).with_name("house.yml")
WORK = Path(".tools") / "style"


def findings(prose: Sequence[Text]) -> list[tuple[Text, str]]:
    """Each place that breaks a rule. textlint reads one file, with a paragraph on each odd line."""
    work = ROOT / WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "prose.txt").write_text("\n\n".join(text.words for text in prose) + "\n", "utf-8")
    (work / "config.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(HOUSE)]}}}), "utf-8")
    arguments = ["--config", str(work / "config.json"), "--format", "json", str(work / "prose.txt")]
    command = ["sh", "scripts/tools/textlint.sh", *arguments]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if ran.returncode not in (0, 1):
        sys.exit(ran.returncode)
    messages = json.loads(ran.stdout)[0]["messages"]
    return [(prose[(message["line"] - 1) // 2], message["message"].partition("\n")[0]) for message in messages]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make style", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accept", action="store_true", help="write lower counts down")
    parser.add_argument("--list", nargs="?", const="", metavar="AREA", help="show each place, or those of one area")
    parser.add_argument("--root", type=Path, default=ROOT, help="count another tree")
    options = parser.parse_args()
    prose = list(texts(options.root))
    problems = findings(prose)
    words: Counter[str] = Counter()
    for text in prose:
        words[text.area] += len(text.words.split())
    now = dict.fromkeys(words, 0) | Counter(text.area for text, _ in problems)
    for text, message in problems:
        if options.list is not None and text.area.startswith(options.list):
            print(f"{text.path}:{text.line}: {message}")
    for area, count in now.items():
        print(f"{count:6} in {words[area]:6} words  {area}")
    print(f"{sum(now.values()):6} in {sum(words.values()):6} words")
    if options.root != ROOT:
        return 0
    held: dict[str, int] = json.loads(COUNTS.read_text("utf-8")) if COUNTS.exists() else {}
    if options.accept or not held:
        COUNTS.write_text(json.dumps(lowered(now, held), indent=1) + "\n", "utf-8")
        held = json.loads(COUNTS.read_text("utf-8"))
    for line in fallen(now, held):
        print(f"{line}; keep it with `make style-accept`")
    if up := risen(now, held, "scripts/docs/style/counts.json"):
        print("\n".join([*up, "`make style LIST=docs` shows each place"]), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
