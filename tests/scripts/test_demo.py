"""`make demo`, the first command of the README, with the client and the sandbox of this checkout."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_demo_runs_to_its_end() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", str(ROOT / "scripts" / "demo.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("1. Upload", "25,165,", "2. List", "identical to what was sent", "wrote returns.csv", "Done in"):
        assert said in done.stdout
    assert done.stdout.count("  down [") == 1, "the end is reported once"
