"""Download all files of an entity; a second run continues where the first ended."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    result = client.files.download_all("documents", entity_id=10000)
    print(len(result.done), "fetched,", len(result.skipped), "there already,", len(result.failed), "failed")
