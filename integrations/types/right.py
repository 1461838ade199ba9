"""User code that every type checker has to accept, strictly."""

import asyncio
from datetime import date

from addepar_api.facts import OutputType, PortfolioType
from addepar_api.models import FileResource, Job, Position
from addepar_client import AddeparClient, AsyncAddeparClient, Downloaded, JobResult, NotFoundError


def files(client: AddeparClient) -> str:
    stored: FileResource = client.files.upload(b"x", name="a.pdf", entities=[22])
    got: Downloaded = client.files.download(stored.id, to="downloads/")
    name: str | None = stored.attributes.name
    for row in client.files.list(limit=3):
        print(row.id.upper(), row.attributes.name)
    try:
        client.files.get(1)
    except NotFoundError as error:
        print(error.request_id, error.status)
    return f"{name} {got.path} {got.request_id}"


def export(client: AddeparClient, kind: PortfolioType, output: OutputType) -> JobResult:
    return client.jobs.run_view(
        view_id=2,
        portfolio_type=kind,
        portfolio_id=22,
        start_date=date(2024, 1, 1),
        end_date="2024-03-31",
        output_type=output,
    )


def positions(client: AddeparClient) -> list[Position]:
    one: Position = client.positions.create(owner=22, owned=34, name="Ours")
    return [one, *client.positions.list()]


async def everything() -> None:
    async with AsyncAddeparClient.from_env(max_retries=3, deadline=60) as client:
        stored: FileResource = await client.files.upload(b"x", name="a.pdf")
        got: Downloaded = await client.files.download(stored.id, to="downloads/")
        job: Job = await client.jobs.submit_view(
            view_id=2,
            portfolio_type="GROUP",
            portfolio_id=22,
            start_date="2024-01-01",
            end_date="2024-03-31",
        )
        job = await client.jobs.wait(job.id)
        async for outcome in client.jobs.as_completed([job.id]):
            print(outcome.job_id)
        result: JobResult = await client.jobs.run_query(
            columns=["value"],
            groupings=["asset_class"],
            portfolio_type="entity",
            portfolio_id=[22],
            start_date="2024-01-01",
            end_date="2024-03-31",
        )
        both = await asyncio.gather(client.files.get(stored.id), client.jobs.get(job.id))
        print(got.path, result.text, both[0].id, both[1].attributes.status)
        async for row in client.files.list():
            print(row.id)


asyncio.run(everything())
