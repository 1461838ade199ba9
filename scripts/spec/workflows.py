#!/usr/bin/env python3
"""Run the workflows of overlays/spec/addepar.arazzo.yaml against a fresh sandbox with `redocly respect`. Needs Node."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.spec.__main__ import OVERLAYS, ROOT

from addepar_sandbox import FIRM, KEY, SECRET, Sandbox
from addepar_sandbox.spec.reading import read_specification


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="addepar-workflows-") as name, Sandbox().serve() as url:
        folder = Path(name)
        document = {**read_specification(ROOT / "openapi.yaml"), "servers": [{"url": url}]}
        (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        (folder / "sample.txt").write_text("A sample.\n", encoding="utf-8")
        workflows = shutil.copy(OVERLAYS / "addepar.arazzo.yaml", folder)
        authorization = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        command = ["sh", str(ROOT / "scripts/tools/redocly.sh"), "respect", str(workflows)]
        for key, value in (("authorization", authorization), ("firm", FIRM)):
            command += ["--input", f"{key}={value}"]
        return subprocess.run(command, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
