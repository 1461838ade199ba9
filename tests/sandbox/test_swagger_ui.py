"""Swagger UI's "Try it out", in a real browser, from a page of another origin than the sandbox.

It needs Node, Chromium and what `make docs-check` installs, and is skipped where one of them is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from addepar_sandbox import Sandbox

ROOT = Path(__file__).parents[2]
MODULES = ROOT / ".tools" / "browser"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
EXPECTED = {
    "files_list": 200,
    "generated_reports_list": 200,
    "files_get": 200,
    "files_upload": 201,
    "files_download": 200,
    "jobs_create": 202,
    "jobs_get": 200,
    "files_delete": 204,
    "positions_get": 404,
}


# One process for the tests that mostly wait; the others use the processors meanwhile.
@pytest.mark.xdist_group("waits")
@pytest.mark.skipif(not (CHROMIUM and shutil.which("node")), reason="there is no Chromium or no Node")
@pytest.mark.skipif(
    not (MODULES / "node_modules/swagger-ui-dist").exists(), reason="make docs-check installs Swagger UI"
)
def test_try_it_out_works_in_a_browser() -> None:
    with Sandbox(cors=True) as sandbox, sandbox.serve() as url:
        specification = f"{url.removesuffix('/api')}/_sandbox/openapi.json"
        command = ["node", str(Path(__file__).with_name("swagger_ui.mjs")), str(MODULES), str(CHROMIUM), specification]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)  # noqa: S603
        assert done.returncode == 0, done.stderr
        shown = json.loads(done.stdout)
        assert {name: int(shown[name]["status"]) for name in EXPECTED} == EXPECTED
        assert [(entry.operation, entry.status) for entry in sandbox.journal.calls()] == list(EXPECTED.items())
        assert shown["errors"] == []
        assert [each.partition(" ")[0] for each in shown["servers"]] == [url]
        # The page may read the headers that a program needs.
        assert 'filename="Sample.pdf"' in shown["files_download"]["body"]
        assert '"name": "page.txt"' in shown["files_upload"]["body"]
        assert '"status": "404"' in shown["positions_get"]["body"]
