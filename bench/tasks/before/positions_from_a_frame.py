"""Create 200 positions from a data frame; rows that are refused are kept in a file, with the reason."""

import pandas

from addepar_client import AddeparClient, AddeparError


def end(entity):
    return {"data": {"type": "entities", "id": str(entity)}}


def resource(row):
    ends = {"owner": end(row["owner_id"]), "owned": end(row["owned_id"])}
    return {"type": "positions", "attributes": {"name": row["name"]}, "relationships": ends}


def create(client, rows):
    """The rows that were not created; a batch that is refused is halved until the bad rows are found."""
    try:
        client.positions.create({"data": [resource(row) for row in rows]})
    except AddeparError as error:
        if error.outcome_unknown or len(rows) == 1:
            return [row | {"error": str(error)} for row in rows]
        return create(client, rows[: len(rows) // 2]) + create(client, rows[len(rows) // 2 :])
    return []


rows = pandas.read_csv("positions.csv").to_dict("records")
with AddeparClient.from_env() as client:
    left = [row for start in range(0, len(rows), 100) for row in create(client, rows[start : start + 100])]
pandas.DataFrame(left).to_csv("left.csv", index=False)
for row in left:
    print(row)
