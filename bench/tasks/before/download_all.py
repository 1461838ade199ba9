"""Download all files of an entity; a second run continues where the first ended. One file is kept of each name."""

from pathlib import Path

from addepar_client import AddeparClient, AddeparError

folder = Path("documents")
folder.mkdir(exist_ok=True)
with AddeparClient.from_env() as client:
    for file in client.files.list(entity_id=10000):
        path = folder / file.attributes.name
        if path.exists():
            continue
        try:
            client.files.download(file.id, path, resume=True)
        except AddeparError as error:
            print(file.id, "failed:", error)
