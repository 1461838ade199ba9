"""What a make target runs, with and without its options."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def planned(*words: str) -> str:
    """The commands that make would run."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(  # noqa: S603
        [shutil.which("make") or "make", "-n", *words],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["bench", "scaling"])
def test_a_measurement_is_quick_only_on_request(target: str) -> None:
    assert "--quick" not in planned(target)
    assert "--quick" in planned(target, "QUICK=1")
    assert "--only jobs" in planned(target, "ONLY=jobs")


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_an_overlay_may_be_in_a_folder_with_a_space() -> None:
    plan = planned("generate", "OVERLAY=our firm/a.yaml", "OUT=our client")
    assert '--overlay "our firm/a.yaml" --output "our client/addepar_api"' in plan
