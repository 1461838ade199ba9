"""Find a file by its name, rename it, and associate it with a group."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    letter = next(file for file in client.files.list() if file.attributes.name == "Sample.txt")
    client.files.update(letter, name="Letter, May 2025.txt")
    client.files.add_groups(letter, 31)
