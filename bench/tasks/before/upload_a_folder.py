"""Upload a folder of letters, with progress. What is there already is sent again, and one failure ends it."""

from pathlib import Path

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    paths = [path for path in Path("outbox").rglob("*") if path.is_file()]
    for done, path in enumerate(paths, 1):
        client.files.upload(path, entities=["22"])
        print(done, "of", len(paths))
