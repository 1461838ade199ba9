"""Many jobs at once: one schedule that goes around, each ending told for its job, and what an interrupt leaves."""

import asyncio
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from tests.client.support import FakeTime, Reply, Seen, Side, hostile
from tests.client.test_jobs import VIEW, job

import addepar_client as public
from addepar_client import InputError, JobOutcome
from addepar_sandbox import Sandbox

# Section "Status" of the page Jobs, the status of its example, and the spellings that were seen in the field.
STATUSES: list[tuple[str, type[public.JobError] | str]] = [
    ("Queued", "running"),
    ("Picked Up By Job Runner", "running"),
    ("In Progress", "running"),
    ("In Progress - Waiting For Capacity", "running"),
    ("Cancel Requested", "running"),
    ("IN_PROGRESS", "running"),
    ("Something New", "running"),
    ("", "running"),
    ("Completed", "completed"),
    ("COMPLETED", "completed"),
    ("Canceled", public.JobCancelledError),
    ("Cancelled", public.JobCancelledError),
    ("User Cancelled", public.JobCancelledError),
    ("Error Cancelled", public.JobFailedError),
    ("Error", public.JobFailedError),
    ("Failed", public.JobFailedError),
    ("Rejected", public.JobRejectedError),
    ("Timed Out", public.JobExpiredError),
]


def submitted(side: Side, sandbox: Sandbox, count: int, **options: Any) -> tuple[Any, list[Any]]:
    client = side.client(sandbox.url or "", **options)
    return client, [side.run(client.jobs.submit_view(**VIEW)) for _ in range(count)]


def looks(sandbox: Sandbox) -> list[str]:
    return [call.path.rpartition("/")[2] for call in sandbox.journal.calls("jobs_get")]


@pytest.mark.parametrize(("status", "meaning"), STATUSES)
def test_each_status_has_its_meaning(status: str, meaning: Any, side: Side) -> None:
    with hostile(lambda _: Reply.json(job(status))) as server:
        (outcome,) = side.run(side.client(server.url).jobs.wait_all([13], max_wait=1))
    if meaning == "running":
        assert type(outcome.error) is public.JobWaitTimeout
        with pytest.raises(public.JobWaitTimeout):
            outcome.checked()
    elif meaning == "completed":
        assert outcome.error is None
        assert str(outcome.checked().id) == "13"
    else:
        assert type(outcome.error) is meaning


def test_every_status_of_the_specification_is_in_the_table() -> None:
    from addepar_api.facts import JOB_FAILED, JOB_RUNNING, JOB_SUCCEEDED

    assert {*JOB_RUNNING, *JOB_SUCCEEDED, *JOB_FAILED} <= {status for status, _ in STATUSES}


def test_each_ending_is_told_for_its_job_in_the_order_given(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        number = seen.path.rpartition("/")[2]
        return {
            "1": Reply.json(job("Completed", "1")),
            "2": Reply.json(job("Failed", "2", errors=[{"detail": "D"}])),
            "3": Reply(404),
            "4": Reply(410),
            "5": Reply.json("{broken"),
            "6": Reply.json(job("In Progress", "6")),
            "7": Reply(303, b"", {"Location": "/v1/jobs/7/download"}),
            "8": Reply(200, b"a,b\r\n", {"Content-Type": "text/csv"}),
        }[number]

    kinds = [
        None, public.JobFailedError, public.NotFoundError, public.JobExpiredError, public.ProtocolError,
        public.JobWaitTimeout, None, None,
    ]  # fmt: skip
    with hostile(answer) as server:
        jobs = side.client(server.url).jobs
        found = side.run(jobs.wait_all([1, "2", 3, 4, 5, {"id": 6}, 7, 8], max_wait=100))
        assert [type(one.error) if one.error else None for one in found] == kinds
        assert [one.job_id for one in found] == list("12345678")
        assert str(found[5].job.attributes.status) == "In Progress"
        assert pickle.loads(pickle.dumps(found))[1].job_id == "2"  # noqa: S301
        ended = [one.job_id for one in side.list(jobs.as_completed(range(1, 9), max_wait=100))]
        assert ended == ["1", "2", "3", "4", "5", "7", "8", "6"]
        assert side.run(jobs.wait_all([])) == []
        assert [one.job_id for one in side.run(jobs.wait_all([1, 2, 1], max_wait=0))] == ["1", "2", "1"]


def test_looks_go_around_and_cost_hardly_more_than_for_one(side: Side) -> None:
    single, many = FakeTime(), FakeTime()
    with hostile(lambda seen: Reply.json(job("In Progress", seen.path.rpartition("/")[2]))) as server:
        side.run(side.client(server.url, clock=single.clock()).jobs.wait_all([1], max_wait=900))
        alone = len(server.seen)
        server.seen.clear()
        found = side.run(side.client(server.url, clock=many.clock()).jobs.wait_all(range(10), max_wait=900))
    assert all(isinstance(one.error, public.JobWaitTimeout) for one in found)
    asked = [seen.path.rpartition("/")[2] for seen in server.seen]
    assert asked == [str(number % 10) for number in range(len(asked))]
    assert len(asked) <= alone + 2 * 10
    assert many.seconds == pytest.approx(900)


def test_jobs_that_have_ended_are_collected_without_a_pause(sandbox: Sandbox, side: Side) -> None:
    sandbox.jobs.advance = "at_once"
    time = FakeTime()
    client, jobs = submitted(side, sandbox, 7, clock=time.clock())
    found = side.list(client.jobs.as_completed(jobs))
    assert [one.job_id for one in found] == [str(one.id) for one in jobs] == looks(sandbox)
    assert time.slept == []


def test_any_iterable_of_jobs_is_waited_for(sandbox: Sandbox, side: Side) -> None:
    client, jobs = submitted(side, sandbox, 2)
    ids = [str(one.id) for one in jobs]
    for several in (dict.fromkeys(ids, "mine"), dict.fromkeys(ids).keys(), iter(ids), tuple(jobs)):
        assert sorted(one.job_id for one in side.list(client.jobs.as_completed(several))) == sorted(ids)
    with pytest.raises(public.InputError, match="takes a single one"):
        side.list(client.jobs.as_completed({"id": ids[0], "type": "jobs"}))


def test_jobs_of_the_sandbox_end_each_in_its_time(sandbox: Sandbox, side: Side) -> None:
    client, jobs = submitted(side, sandbox, 3)
    side.run(client.jobs.cancel(jobs[1].id))
    polls: list[str] = []
    found = side.list(client.jobs.as_completed(jobs, on_poll=lambda one: polls.append(str(one.id))))
    assert found[0].job_id == str(jobs[1].id)
    assert isinstance(found[0].error, public.JobCancelledError)
    assert [one.error for one in found[1:]] == [None, None]
    assert polls == looks(sandbox)
    assert side.run(client.jobs.download(found[1].job_id)).bytes > 0


def test_a_rate_limit_holds_the_whole_schedule(side: Side) -> None:
    time = FakeTime()
    replies: Iterator[Reply] = iter([Reply(429, b"", {"X-RateLimit-Retry-After": "90"})])
    with hostile(lambda _: next(replies, Reply.json(job("Completed")))) as server:
        client = side.client(server.url, clock=time.clock())
        assert len(side.run(client.jobs.wait_all([1, 2, 3]))) == 3
    assert sum(time.slept) >= 90


def test_a_rate_limit_beyond_the_deadline_ends_it_for_all(side: Side) -> None:
    with hostile(lambda _: Reply(429, b"", {"X-RateLimit-Retry-After": "3600"})) as server:
        found = side.run(side.client(server.url).jobs.wait_all([1, 2, 3], max_wait=60))
    assert [type(one.error) for one in found] == [public.JobWaitTimeout] * 3
    assert {seen.path for seen in server.seen} == {"/api/v1/jobs/1"}


@pytest.mark.parametrize("jobs", ["13", b"13", {"id": 13}, 13, None])
def test_a_single_job_is_not_taken_for_many(jobs: Any, side: Side) -> None:
    client = side.client("http://127.0.0.1:9/api")
    with pytest.raises(InputError, match="list of jobs"):
        side.list(client.jobs.as_completed(jobs))
    with pytest.raises(InputError):
        side.run(client.jobs.wait_all([1, "../2"]))


def test_an_iteration_that_is_left_early_leaves_the_jobs_alone(sandbox: Sandbox, side: Side) -> None:
    sandbox.jobs.advance = "at_once"
    client, jobs = submitted(side, sandbox, 3)

    async def first() -> JobOutcome:
        return await anext(client.jobs.as_completed(jobs, cancel_on_interrupt=True))

    outcome = next(client.jobs.as_completed(jobs)) if side.name == "sync" else side.run(first())
    assert outcome.job_id == str(jobs[0].id)
    sandbox.journal.assert_not_called("jobs_cancel")


@pytest.mark.parametrize("call", ["wait", "wait_all", "as_completed", "run_view"])
@pytest.mark.parametrize("cancel", [False, True])
@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, asyncio.CancelledError])
def test_an_interrupt_leaves_the_job_unless_told_otherwise(
    call: str, cancel: bool, interrupt: type[BaseException], sandbox: Sandbox, side: Side
) -> None:
    if interrupt is KeyboardInterrupt and side.name == "async":
        pytest.skip("an event loop turns Ctrl-C into the cancellation of its main task")

    def stop(_: Any) -> None:
        raise interrupt

    client, jobs = submitted(side, sandbox, 2)
    options: dict[str, Any] = {"on_poll": stop, "cancel_on_interrupt": cancel}
    with pytest.raises(interrupt):
        match call:
            case "wait":
                side.run(client.jobs.wait(jobs[0], **options))
            case "wait_all":
                side.run(client.jobs.wait_all(jobs, **options))
            case "as_completed":
                side.list(client.jobs.as_completed(jobs, **options))
            case "run_view":
                side.run(client.jobs.run_view(**VIEW, **options))
    assert len(sandbox.journal.calls("jobs_cancel")) == (2 if "a" in (call[0], call[5:6]) else 1) * cancel
    expected = "User Cancelled" if cancel else "Picked Up By Job Runner"
    assert str(side.run(client.jobs.get(looks(sandbox)[0])).attributes.status) in (expected, "In Progress")
    if cancel:
        assert str(side.run(client.jobs.get(looks(sandbox)[0])).attributes.status) == expected


def test_a_cancel_that_fails_does_not_hide_the_interrupt(sandbox: Sandbox, side: Side) -> None:
    def stop(_: Any) -> None:
        raise SystemExit(3)

    client, jobs = submitted(side, sandbox, 1)
    sandbox.fail("status", "jobs_cancel", status=403)
    with pytest.raises(SystemExit) as caught:
        side.run(client.jobs.wait(jobs[0], on_poll=stop, cancel_on_interrupt=True))
    assert "could not be cancelled" in caught.value.__notes__[0]


def test_a_cancelled_task_cancels_the_job_when_told(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with public.AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            started = asyncio.Event()
            made = await client.jobs.submit_view(**VIEW)
            wait = client.jobs.wait(made, on_poll=lambda _: started.set(), cancel_on_interrupt=True)
            task = asyncio.ensure_future(wait)
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    sandbox.journal.assert_called("jobs_cancel", times=1)


LATER = """
import json, sys
from addepar_client import AddeparClient
kept = json.loads(sys.argv[2])
with AddeparClient(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    client.jobs.wait(kept["job"])
    print(len(client.jobs.download(kept["job"]).content))
"""


def test_another_process_takes_a_job_up_by_its_id_alone(sandbox: Sandbox, side: Side) -> None:
    client, jobs = submitted(side, sandbox, 1)
    kept = json.dumps({"job": jobs[0].id})
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LATER, sandbox.url or "", kept], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) == side.run(client.jobs.download(pickle.loads(pickle.dumps(jobs[0])))).bytes  # noqa: S301
