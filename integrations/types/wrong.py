"""User code with one mistake on each line marked with `wrong`, which every type checker has to find."""

from addepar_client import AddeparClient, AsyncAddeparClient

client = AddeparClient.from_env()
client.files.upload(b"x", nmae="a.pdf")  # wrong
client.files.download(1)  # wrong
client.fils.list()  # wrong
client.files.get(1).attributes.nmae  # wrong
client.files.get([1])  # wrong
client.with_options(timout=3)  # wrong
AddeparClient.from_env(timout=3)  # wrong
AddeparClient(base_url="https://acme.addepar.com/api", firm_id=1, auth=42)  # wrong
client.jobs.submit_view(view_id=2, portfolio_type="entty", portfolio_id=1, start_date="", end_date="")  # wrong
client.jobs.submit_query(columns=[], groupings=[], portfolio_type="FIRM_ACCOUNTS", portfolio_id=1, start_date="", end_date="")  # wrong
client.jobs.run_view(view_id=2, portfolio_type="entity", portfolio_id=1, start_date="", end_date="", output_type="pdf")  # wrong
client.with_raw_response.files.get(1).parse().attributes.nmae  # wrong
client.with_raw_response.files.gett(1)  # wrong
client.files.with_raw_response.get(1, timout=3)  # wrong
client.positions.with_raw_response.create(nmae="Ours")  # wrong
client.files.download(1, to="a.pdf").path.nmae  # wrong
client.snapshots.update(1, amount="5.10")  # wrong
client.snapshots.get(1).attributes.curency = "USD"  # wrong
client.snapshots.get(1).attributes.currency = 840  # wrong


async def later(client: AsyncAddeparClient) -> None:
    await client.files.upload(b"x", nmae="a.pdf")  # wrong
    await client.files.download(1)  # wrong
    await client.jobs.run_view(view_id=2, portfolio_type="entty", portfolio_id=1, start_date="", end_date="")  # wrong
    client.jobs.get(1).id  # wrong
    client.with_raw_response.jobs.get(1).parse()  # wrong
    (await client.jobs.get(1)).attributes.stattus  # wrong
