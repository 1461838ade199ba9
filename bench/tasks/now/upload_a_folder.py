"""Upload a folder of letters, with progress."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    client.files.upload_folder("outbox", entities=[22], on_progress=lambda now: print(now.done, "of", now.total))
