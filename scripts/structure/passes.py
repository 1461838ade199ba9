"""The modules that an upload and a download pass: every one in which a function is called, in a warm client.

Only the calling thread counts, so the sandbox, which serves from another one, does not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_SOURCES = ("runtime", "generated", "overlays", "sandbox")
_PROGRAM = """
import json, sys, tempfile
from collections.abc import Callable
from pathlib import Path
from addepar_client import AddeparClient
from addepar_sandbox import Sandbox

def passed(call: Callable[[], object]) -> list[str]:
    seen = set()
    def note(frame, event, argument):
        if event == "call":
            seen.add(frame.f_code.co_filename)
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return sorted(seen)

with Sandbox() as sandbox, sandbox.serve(), tempfile.TemporaryDirectory() as name:
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        folders = iter([Path(name, each) for each in ("first", "second")])
        def upload():
            return client.files.upload(b"abc", name="letter.txt")
        def download():
            folder = next(folders)
            folder.mkdir()
            client.files.download(stored.id, to=folder)
        stored = upload()
        download()
        print(json.dumps({"upload": passed(upload), "download": passed(download)}))
"""


def passes(root: Path) -> dict[str, dict[str, int]]:
    """For an upload and a download, how many modules of each package they pass."""
    sources = [str(root / name) for name in _SOURCES if (root / name).is_dir()]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sources), "NO_PROXY": "*"}
    command = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, env=environ, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"the client of {root} cannot be run: {done.stderr[-800:]}")
    return {call: _by_package(root.resolve(), files) for call, files in json.loads(done.stdout).items()}


def _by_package(root: Path, files: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in map(Path, files):
        if path.is_relative_to(root) and path.relative_to(root).parts[0] in _SOURCES:
            package = path.relative_to(root).parts[1]
            counts[package] = counts.get(package, 0) + 1
    return dict(sorted(counts.items()))
