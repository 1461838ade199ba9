"""Export a view for five portfolios at once, each to a file named after it."""

from addepar_client import AddeparClient

with AddeparClient.from_env() as client:
    jobs: dict[str, int] = {}
    for entity in (22, 23, 27, 29, 34):
        job = client.jobs.submit_view(
            view_id=2, portfolio_type="entity", portfolio_id=entity, start_date="2024-01-01", end_date="2024-03-31"
        )
        jobs[job.id] = entity
    for outcome in client.jobs.as_completed(jobs):
        client.jobs.download(outcome.checked(), to=f"{jobs[outcome.job_id]}.csv")
