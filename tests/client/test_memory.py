"""A file of any size takes no more memory than a small one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from addepar_sandbox import Sandbox

MIB = 1024 * 1024
SIZE = 128 * MIB
ALLOWED = 16 * MIB


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs the kernel's account of memory")
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_large_file_goes_both_ways_in_constant_memory(kind: str, sandbox: Sandbox) -> None:
    script = Path(__file__).with_name("big_transfer.py")
    ran = subprocess.run(  # noqa: S603
        [sys.executable, str(script), sandbox.url or "", kind, str(SIZE)], capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["same"]
    assert report["bytes"] == report["stored"] == SIZE
    assert report["up"] <= ALLOWED
    assert report["down"] <= ALLOWED
