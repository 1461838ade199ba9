"""Upload a folder of letters, with progress. Files that exist already are sent again, and the first failure ends it."""

from pathlib import Path

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    paths = [path for path in Path("outbox").rglob("*") if path.is_file()]
    for done, path in enumerate(paths, 1):
        client.files.upload(path, entities=["22"])
        print(done, "of", len(paths))
