"""Fetch each report since a day once, unpacked; a second run fetches only new ones."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    result = client.generated_reports.sync("reports", since="2021-02-14", unzip=True)
    print(len(result.done), "fetched,", result.fetched_before, "before,", len(result.failed), "failed")
