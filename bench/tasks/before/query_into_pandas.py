"""Run a portfolio query, and get a data frame of its rows."""

import pandas

from addepar_client import AddeparClient


def leaves(node, groups):
    if not node["children"]:
        yield groups | node["columns"]
    for child in node["children"]:
        yield from leaves(child, groups | {child["grouping"]: child["name"]})


with AddeparClient.from_env() as client:
    result = client.jobs.run_query(
        columns=["value"], groupings=["asset_class", "security"], portfolio_type="entity", portfolio_id=22,
        start_date="2024-01-01", end_date="2024-03-31",
    )  # fmt: skip
frame = pandas.DataFrame(leaves(result.json()["data"]["attributes"]["total"], {}))
print(frame)
