"""Fetch each report since a day once, unpacked; a second run fetches only new ones. A kill may leave one half done."""

import json
import zipfile
from pathlib import Path

from addepar_client import AddeparClient, AddeparError

state = Path("seen.json")
seen = set(json.loads(state.read_text())) if state.exists() else set()
with AddeparClient.from_env() as client:
    for run in client.generated_reports.list(status=["FINISHED", "ERROR"], completed_after="2021-02-13T23:59:59Z"):
        if run.id in seen:
            continue
        folder = Path("reports", run.id)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            done = client.generated_reports.download(run.id, folder, overwrite=True)
        except AddeparError as error:
            print(run.id, "failed:", error)
            continue
        with zipfile.ZipFile(done.path) as archive:
            archive.extractall(folder)
        done.path.unlink()
        seen.add(run.id)
        state.write_text(json.dumps(sorted(seen)))
