"""Find a file by its name, rename it, and associate it with a group."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    letter = next(file for file in client.files.list() if file.attributes.name == "Sample.txt")
    renamed = {"type": "files", "id": letter.id, "attributes": {"name": "Letter, May 2025.txt"}}
    client.files.update(letter.id, {"data": renamed})
    client.files.add_groups(letter.id, {"data": [{"type": "groups", "id": "31"}]})
