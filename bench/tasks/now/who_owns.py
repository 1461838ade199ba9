"""Who owns a position, and what it is."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    owner, owned = client.positions.owner(13), client.positions.owned(13)
    print(owner.attributes.original_name, "owns", owned.attributes.original_name)
