"""Run a portfolio query, and get a data frame of its rows."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    frame = client.jobs.run_query(
        columns=["value"], groupings=["asset_class", "security"], portfolio_type="entity", portfolio_id=22,
        start_date="2024-01-01", end_date="2024-03-31",
    ).to_pandas()  # fmt: skip
print(frame)
