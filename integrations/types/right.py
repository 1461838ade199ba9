"""User code that every type checker has to accept, strictly."""

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

from addepar_api.facts import OutputType, PortfolioType
from addepar_api.models import FileResource, Job, Position, Snapshot, SnapshotCreateAttributes
from addepar_client import (
    AddeparClient,
    AsyncAddeparClient,
    Downloaded,
    JobResult,
    NotFoundError,
    Page,
    RawResponse,
)


def files(client: AddeparClient) -> str:
    stored: FileResource = client.files.upload(b"x", name="a.pdf", entities=[22])
    got: Downloaded = client.files.download(stored.id, to="downloads/")
    name: str | None = stored.attributes.name
    stored.attributes.name = "b.pdf"
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


def where(client: AddeparClient, folder: Path) -> list[Path]:
    result = export(client, "entity", "csv")
    done = client.files.download(1, to=folder / "a.pdf")
    again: Path = client.jobs.download(result.job_id, to="results/").path
    return [done.path.with_suffix(".bak"), again, done.path]


def money(client: AddeparClient) -> float:
    snapshot: Snapshot = client.snapshots.get(1)
    snapshot.attributes.amount = Decimal("5.10")
    snapshot.attributes.units = 3
    snapshot.attributes.price_factor = None
    snapshot.attributes.trade_date = "2024-01-31"
    new = SnapshotCreateAttributes(type="valuation", currency="USD", trade_date="2024-01-31", amount=Decimal("5.10"))
    new.trade_date = date(2024, 1, 31)
    new.trade_date = "2024-02-29"
    client.snapshots.update(snapshot)
    client.snapshots.update(1, amount=Decimal("5.10"), comment=None)
    amount = client.snapshots.get(1).attributes.amount
    return amount * 2 if amount is not None else 0.0


def raw(client: AddeparClient) -> str:
    answer: RawResponse[FileResource] = client.with_raw_response.files.get(1, timeout=3)
    name: str | None = answer.parse().attributes.name
    page: Page[Position] = client.with_raw_response.positions.list(limit=3).parse()
    made: RawResponse[Position] = client.positions.with_raw_response.create(owner=22, owned=34, name="Ours")
    many: RawResponse[list[Position]] = client.positions.with_raw_response.create([{"owner": 22, "owned": 34}])
    gone: None = client.files.with_raw_response.delete(1).parse()
    return f"{name} {answer.status_code} {answer.headers['date']} {answer.request_id} {page.rows} {made} {many} {gone}"


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
        answer: RawResponse[FileResource] = await client.with_raw_response.files.get(1)
        page: Page[Position] = (await client.positions.with_raw_response.list(limit=3)).parse()
        print(answer.parse().attributes.name, answer.status_code, page.rows[0].id, got.path.stat().st_size)


asyncio.run(everything())
