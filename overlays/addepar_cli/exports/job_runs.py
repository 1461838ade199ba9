"""``addepar jobs``: submit, wait and fetch results, for one job or for many on one schedule.

A job keeps running whatever happens here. If the command ends before its job, it prints the id, or how to continue.
"""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.errors import FATAL
from addepar_cli.batch.runner import DONE, INTERRUPTED, SKIPPED, UNTRIED, Outcome, conclude
from addepar_cli.exports.job_requests import JobRun, JobRunOptions, result_name
from addepar_cli.output.contents import write_contents
from addepar_client.errors import AddeparError

if TYPE_CHECKING:
    from addepar_client import AddeparClient


def run(app: App, options: JobRunOptions, runs: list[JobRun]) -> None:
    """Submit jobs, wait for them and fetch their results; if detached, only submit."""
    single = len(runs) == 1 and options.listed is None
    if not options.detach:
        _place(options, runs, single)
    with app.client() as client, _track_running(app, client, options) as running:
        if single:
            job_id = _submit(app, client, runs[0], running)
            if not options.detach:
                with app.progress.waiting(f"job {job_id}") as on_poll:
                    client.jobs.wait(job_id, max_wait=options.seconds, on_poll=on_poll)
                _fetch(app, client, job_id, runs[0].path, options.overwrite)
            elif "format" in app.options:
                app.out.record({"id": job_id})
            else:
                app.out.text(job_id)
            return
        outcomes = [Outcome(job_run.name, UNTRIED, item=job_run) for job_run in runs]
        try:
            _run_each(app, client, options, outcomes, running)
        except KeyboardInterrupt:
            conclude(app, outcomes, "submitted" if options.detach else "written", interrupted=True)
        conclude(app, outcomes, "submitted" if options.detach else "written")


def resume_jobs(app: App, ids: Sequence[str], options: JobRunOptions, columns: Sequence[str]) -> None:
    """Wait for jobs that were submitted earlier, and fetch their results if requested."""
    ids = list(dict.fromkeys(ids))
    runs = [JobRun(f"job {job_id}", {}, job_id=job_id) for job_id in ids]
    if options.to is not None:
        _place(options, runs, single=len(ids) == 1, name_later=True)
    with app.client() as client, _track_running(app, client, options) as running:
        running.extend(ids)
        if len(ids) == 1:
            with app.progress.waiting(f"job {ids[0]}") as on_poll:
                job = client.jobs.wait(ids[0], max_wait=options.seconds, on_poll=on_poll)
            if options.to is None:
                app.out.record(job)
            else:
                _fetch(app, client, ids[0], _later(options, runs[0], job), options.overwrite)
            return
        outcomes = [Outcome(job_run.name, INTERRUPTED, item=job_run) for job_run in runs]
        done = "completed" if options.to is None else "written"
        try:
            with app.progress.items(done, len(ids)) as counted:
                _collect(client, options, {outcome.item.job_id: outcome for outcome in outcomes}, running, counted)
        except KeyboardInterrupt:
            conclude(app, outcomes, done, interrupted=True)
        if options.to is None:
            app.out.rows([outcome.result for outcome in outcomes if outcome.state == DONE], columns)
        conclude(app, outcomes, done)


def _place(options: JobRunOptions, runs: list[JobRun], single: bool, name_later: bool = False) -> None:
    """Assign a file to each result, and refuse early what could not be written."""
    folder = options.folder()
    if single and folder is None:
        path = None if options.to in (None, "-") else Path(str(options.to))
        _check(runs, path.parent if path else None)
        if path is not None and path.exists() and not options.overwrite:
            raise click.UsageError(f"{str(path)!r} exists; add --overwrite to replace it. Nothing was sent.")
        runs[0].path = path
        return
    if options.to in (None, "-") or Path(str(options.to)).is_file():
        raise click.UsageError("several results need a folder: pass -o DIR/. Nothing was sent.")
    folder = Path(str(options.to))
    folder.mkdir(parents=True, exist_ok=True)
    for job_run in runs:
        job_run.path = folder if name_later else folder / result_name(job_run.parameters, job_run.name)


def _check(runs: list[JobRun], folder: Path | None) -> None:
    if folder is not None and not folder.is_dir():
        raise click.UsageError(f"there is no folder {str(folder)!r} to write to. Nothing was sent.")


def _later(options: JobRunOptions, job_run: JobRun, job: Any) -> Path | None:
    """The file of a result whose name follows from its job."""
    if job_run.path is None or not job_run.path.is_dir():
        return job_run.path
    parameters = (job.to_dict().get("attributes") or {}).get("parameters") if job is not None else None
    return job_run.path / result_name(parameters if isinstance(parameters, dict) else {}, f"job-{job_run.job_id}")


def _submit(app: App, client: "AddeparClient", job_run: JobRun, running: list[str]) -> str:
    try:
        job = client.jobs.create(job_run.body or {})
    except AddeparError as error:
        if error.outcome_unknown:
            app.warning(f"`addepar jobs ls` shows whether a job for {job_run.name} was submitted")
        raise
    job_run.job_id = str(job.id)
    running.append(job_run.job_id)
    return job_run.job_id


@contextmanager
def _track_running(app: App, client: "AddeparClient", options: JobRunOptions) -> Iterator[list[str]]:
    """Track jobs between submission and fetch. After an interruption, print how to continue, or cancel them."""
    running: list[str] = []
    app.continue_hint = "`addepar jobs ls` shows whether a job was submitted; if not, run the same command again"
    try:
        yield running
    except KeyboardInterrupt:
        if not running:
            raise
        to = "" if options.to is None else f" -o {shlex.quote(options.to)}"
        app.continue_hint = f"addepar jobs wait {' '.join(running)}{to}"
        if options.cancel:
            for job_id in list(running):
                client.jobs.cancel(job_id, timeout=10)
                running.remove(job_id)
                app.info(f"job {job_id} is cancelled")
            app.continue_hint = "run the same command again"
        raise


def _run_each(
    app: App, client: "AddeparClient", options: JobRunOptions, outcomes: list[Outcome], running: list[str]
) -> None:
    """Submit some jobs, fetch each as it ends, submit the next. A failure does not stop the others."""
    for outcome in outcomes:
        if not options.detach and outcome.item.path.exists() and not options.overwrite:
            outcome.state, outcome.reason = SKIPPED, "exists"
    todo = [outcome for outcome in outcomes if outcome.state == UNTRIED]
    over = False
    with app.progress.items("submitted" if options.detach else "written", len(todo)) as counted:
        for start in range(0, len(todo), options.at_once):
            jobs: dict[str, Outcome] = {}
            for outcome in todo[start : start + options.at_once]:
                if over:
                    break
                outcome.state = INTERRUPTED
                try:
                    jobs[_submit(app, client, outcome.item, running)] = outcome
                except AddeparError as error:
                    outcome.record_failure(error, writes=True)
                    over = isinstance(error, FATAL)
                    counted.done()
                    continue
                if options.detach:
                    outcome.state = DONE
                    app.out.text(outcome.item.job_id)
                    counted.done()
            if not options.detach:
                _collect(client, options, jobs, running, counted)


def _collect(
    client: "AddeparClient", options: JobRunOptions, jobs: dict[str, Outcome], running: list[str], counted: Any
) -> None:
    """Wait for jobs on one schedule, and fetch each result when it is ready."""
    for ended in client.jobs.as_completed(list(jobs), max_wait=options.seconds):
        outcome = jobs[ended.job_id]
        try:
            outcome.result = ended.checked()
            if outcome.item.path is not None:
                client.jobs.download(
                    ended.job_id, _later(options, outcome.item, ended.job), overwrite=options.overwrite
                )
            outcome.state = DONE
        except (AddeparError, OSError) as error:
            outcome.record_failure(error)
        running.remove(ended.job_id)
        counted.done()


def _fetch(app: App, client: "AddeparClient", job_id: str, path: Path | None, overwrite: bool) -> None:
    """Write the result to a file or to standard output, completely or not at all."""
    if path is not None:
        with app.progress.transfer(path.name) as on_progress:
            done = client.jobs.download(job_id, path, overwrite=overwrite, on_progress=on_progress)
        app.info(f"wrote {done.bytes} bytes to {done.path}")
        return
    with TemporaryFile() as held:
        with app.progress.transfer(f"job {job_id}") as on_progress:
            client.jobs.download(job_id, held, on_progress=on_progress)
        write_contents(held, "the result", f"addepar jobs download {job_id} -o FILE")
