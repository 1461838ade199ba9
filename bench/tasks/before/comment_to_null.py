"""Remove the comment of a snapshot."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    client.snapshots.update(1968, {"data": {"type": "snapshots", "id": "1968", "attributes": {"comment": None}}})
