"""The positions that changed since yesterday."""

from datetime import date, timedelta

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    for position in client.positions.list(modified_after=date.today() - timedelta(days=1)):
        print(position.id, position.attributes.modified_at)
