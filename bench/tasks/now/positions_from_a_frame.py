"""Create 200 positions from a data frame; rows that are refused are kept in a file, with the reason."""

import pandas

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    result = client.positions.bulk_create(pandas.read_csv("positions.csv"), failures="left.csv")
for row in result.failed:
    print(row.number, row.errors)
