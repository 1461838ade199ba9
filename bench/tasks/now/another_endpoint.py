"""All entities, which none of the five pages describes."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    for entity in client.pages("/v1/entities", {"page[limit]": 500}):
        print(entity["id"], entity["attributes"]["original_name"])
