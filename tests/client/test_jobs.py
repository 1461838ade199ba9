"""Jobs: what is submitted, how a job is waited for, what each ending looks like, and where the result is."""

import datetime
import io
import json
import pickle
import statistics
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import JSON_API, FakeTime, Reply, Seen, Side, hostile

import addepar_client as public
from addepar_client import InputError
from addepar_core.transport.httpx_transport import httpx
from addepar_sandbox import Sandbox

VIEW: dict[str, Any] = {
    "view_id": "2",
    "portfolio_type": "entity",
    "portfolio_id": "22",
    "start_date": "2011-12-31",
    "end_date": datetime.date(2013, 1, 15),
}
QUERY: dict[str, Any] = {
    "columns": ["value", {"key": "value", "arguments": {"time_point": "2018-12-31"}}],
    "groupings": ["asset_class"],
    "portfolio_type": "entity",
    "portfolio_id": [22],
    "start_date": "2020-02-18",
    "end_date": "2020-03-18",
}
NOBODY = "http://127.0.0.1:9/api"


def job(status: str, job_id: str = "13", **attributes: Any) -> str:
    return json.dumps({"data": {"type": "jobs", "id": job_id, "attributes": {"status": status, **attributes}}})


def test_a_view_is_submitted_as_the_page_prints_it(sandbox: Sandbox, side: Side) -> None:
    submitted = side.run(side.client(sandbox.url or "").jobs.submit_view(**VIEW, output_type="json"))
    assert submitted.attributes.status == "Queued"
    assert sandbox.journal.calls("jobs_create")[0].document == {
        "data": {
            "type": "jobs",
            "attributes": {
                "job_type": "portfolio_view_results",
                "parameters": {
                    "view_id": "2",
                    "portfolio_type": "entity",
                    "portfolio_id": "22",
                    "start_date": "2011-12-31",
                    "end_date": "2013-01-15",
                    "output_type": "json",
                },
            },
        }
    }


def test_a_query_is_submitted_as_the_page_prints_it(sandbox: Sandbox, side: Side) -> None:
    side.run(side.client(sandbox.url or "").jobs.submit_query(**QUERY, parameters={"new": 1}))
    sent = sandbox.journal.calls("jobs_create")[0].document["data"]
    assert (sent["type"], sent["attributes"]["job_type"]) == ("jobs", "PORTFOLIO_QUERY")
    assert sent["attributes"]["parameters"] == QUERY | {
        "columns": [{"key": "value"}, {"key": "value", "arguments": {"time_point": "2018-12-31"}}],
        "groupings": [{"key": "asset_class"}],
        "new": 1,
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"output_type": "pdf"}, "output_type"),
        ({"output_type": None}, "output_type"),
        ({"view_id": ""}, "view_id"),
        ({"portfolio_type": ""}, "portfolio_type"),
        ({"portfolio_id": "1/2"}, "portfolio_id"),
        ({"start_date": "31.12.2011"}, "start_date"),
        ({"end_date": "2011-01-01"}, "end_date"),
    ],
)
def test_what_cannot_be_submitted_is_named(change: dict[str, Any], field: str, side: Side) -> None:
    jobs = side.client(NOBODY).jobs
    for call in (jobs.submit_view, jobs.run_view):
        with pytest.raises(InputError) as caught:
            side.run(call(**{**VIEW, **change}))
        assert caught.value.field == field


def test_a_query_needs_lists(side: Side) -> None:
    with pytest.raises(InputError, match="columns"):
        side.run(side.client(NOBODY).jobs.submit_query(**{**QUERY, "columns": "value"}))


@pytest.mark.parametrize("completed", [200, 303])
@pytest.mark.parametrize("fetched", [200, 303])
@pytest.mark.parametrize("output_type", ["csv", "TSV", "xlsx", "json"])
def test_run_view_brings_the_result_home(
    completed: int, fetched: int, output_type: str, sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    sandbox.jobs.completed_status = completed  # type: ignore[assignment]
    sandbox.jobs.download_status = fetched  # type: ignore[assignment]
    polls: list[str] = []
    jobs = side.client(sandbox.url or "").jobs
    done = side.run(
        jobs.run_view(
            **VIEW, output_type=output_type, to=tmp_path, on_poll=lambda one: polls.append(one.attributes.status)
        )
    )
    assert polls[-1] == "Completed"
    assert len(polls) > 1
    assert done.path.parent == tmp_path
    assert done.path.read_bytes() == done.content
    assert done.name == f"portfolio_data.{output_type.lower()}"
    kept = side.run(jobs.download(done.job_id))
    assert kept.content == done.content
    assert kept.sha256 == done.sha256


def test_a_csv_is_read_without_its_byte_order_mark(sandbox: Sandbox, side: Side) -> None:
    jobs = side.client(sandbox.url or "").jobs
    for output_type in ("csv", "tsv"):
        result = side.run(jobs.run_view(**VIEW, output_type=output_type))
        assert result.content.startswith(b"\xef\xbb\xbf")
        assert not result.text.startswith("\ufeff")
        rows = list(result.rows())
        assert rows
        assert all(set(one) == set(rows[0]) and len(one) > 1 for one in rows)
        assert "\ufeff" not in next(iter(rows[0]))


def test_a_query_result_is_json(sandbox: Sandbox, side: Side) -> None:
    assert "data" in side.run(side.client(sandbox.url or "").jobs.run_query(**QUERY)).json()


def test_run_takes_any_document(sandbox: Sandbox, side: Side) -> None:
    attributes = {"job_type": "portfolio_view_results", "parameters": VIEW | {"output_type": "csv"}}
    out = io.BytesIO()
    done = side.run(side.client(sandbox.url or "").jobs.run({"type": "jobs", "attributes": attributes}, to=out))
    assert len(out.getvalue()) == done.bytes
    with pytest.raises(InputError, match="file object"):
        _ = done.content


def test_a_target_that_cannot_be_written_is_refused_before_the_job_is_submitted(
    sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    (tmp_path / "taken.csv").write_bytes(b"mine")
    jobs = side.client(sandbox.url or "").jobs
    with pytest.raises(public.TransferError, match="overwrite"):
        side.run(jobs.run_view(**VIEW, to=tmp_path / "taken.csv"))
    with pytest.raises(InputError, match="folder"):
        side.run(jobs.run_view(**VIEW, to=tmp_path / "missing" / "x.csv"))
    with pytest.raises(InputError, match="max_wait"):
        side.run(jobs.run_view(**VIEW, max_wait="soon"))
    assert not sandbox.journal.calls("jobs_create")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("Failed", public.JobFailedError),
        ("Error", public.JobFailedError),
        ("Error Cancelled", public.JobFailedError),
        ("Rejected", public.JobRejectedError),
        ("Canceled", public.JobCancelledError),
        ("User Cancelled", public.JobCancelledError),
        ("user_canceled", public.JobCancelledError),
        ("USER_CANCELLED", public.JobCancelledError),
        ("Timed Out", public.JobExpiredError),
        ("timed_out", public.JobExpiredError),
    ],
)
def test_each_ending_has_its_error(status: str, kind: type[public.JobError], side: Side) -> None:
    problems = [{"status": "400", "title": "Bad Request", "detail": "Invalid portfolio: ENTITY 10"}]
    for errors in (problems, problems[0]):
        ended = Reply.json(job(status, errors=errors))
        with (
            hostile(lambda _, ended=ended: ended) as server,  # type: ignore[misc]
            pytest.raises(kind, match=r"job 13 ended as .*Invalid portfolio: ENTITY 10") as caught,
        ):
            side.run(side.client(server.url).jobs.wait(13))
        assert type(caught.value) is kind
        assert caught.value.job_id == "13"
        twin = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
        assert str(twin.job.attributes.status) == status


def script(*replies: Reply) -> Any:
    waiting: Iterator[Reply] = iter(replies)
    return lambda _: next(waiting)


@pytest.mark.parametrize("status", ["completed", "COMPLETED", "Completed "])
def test_completion_is_seen_whatever_its_case(status: str, side: Side) -> None:
    with hostile(lambda _: Reply.json(job(status))) as server:
        assert str(side.run(side.client(server.url).jobs.wait("13")).id) == "13"


def test_unknown_and_empty_answers_are_waited_through(side: Side) -> None:
    replies = (
        Reply.json(job("Something New")),
        Reply(204),
        Reply(200),
        Reply.json(job("")),
        Reply.json(job("Completed")),
    )
    with hostile(script(*replies)) as server:
        done = side.run(side.client(server.url).jobs.wait({"id": 13}))
    assert done.attributes.status == "Completed"
    assert len(server.seen) == 5


RESULT = '{"meta": {}, "data": {"type": "portfolio_views", "attributes": {"total": {}}}, "included": []}'


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(303, b"", {"Location": "/v1/jobs/13/download"}), "download"),
        (Reply.json(job("In Progress", percent_complete=1.0), 303, Location="/v1/jobs/13/download"), "download"),
        (Reply.json(RESULT), "here"),
        (Reply(200, b"\xef\xbb\xbfa,b\r\n1,2\r\n", {"Content-Type": "text/csv"}), "here"),
        (Reply(200, b"PK\x03\x04", {"Content-Type": "application/binary"}), "here"),
    ],
)
def test_completion_takes_several_forms(reply: Reply, kind: str, side: Side, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Reply:
        if seen.path.endswith("/download"):
            return Reply(200, b"the file", {"Content-Type": "text/csv"})
        return reply if seen.method == "GET" else Reply.json(job("Queued"), 202)

    with hostile(answer) as server:
        client = side.client(server.url)
        assert client.jobs and str(side.run(client.jobs.get(13)).attributes.status) == "Completed"
        assert str(side.run(client.jobs.wait(13)).id) == "13"
        server.seen.clear()
        result = side.run(client.jobs.run_view(**VIEW))
        asked = [seen.path.rpartition("/")[2] for seen in server.seen]
        side.run(client.jobs.run_view(**VIEW, to=tmp_path / "x"))
    assert result.content == (b"the file" if kind == "download" else reply.body)
    assert asked == (["jobs", "13", "download"] if kind == "download" else ["jobs", "13"])
    assert (tmp_path / "x").read_bytes() == result.content


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>Sign in</html>", {"Content-Type": "text/html"}),
        Reply.json("{broken"),
        Reply.json('{"errors": [{"detail": "D"}]}'),
    ],
)
def test_what_is_neither_job_nor_result_ends_the_wait(reply: Reply, side: Side) -> None:
    with hostile(lambda _: reply) as server, pytest.raises(public.ProtocolError):
        side.run(side.client(server.url).jobs.wait(13))


def test_waits_grow_and_stop_at_the_deadline(side: Side) -> None:
    time = FakeTime()
    with (
        hostile(lambda _: Reply.json(job("In Progress"))) as server,
        pytest.raises(
            public.JobWaitTimeout, match=r"job 13 is still running \(In Progress\).*jobs.wait\('13'\)"
        ) as caught,
    ):
        side.run(side.client(server.url, clock=time.clock()).jobs.wait(13, max_wait=1000))
    assert time.seconds == pytest.approx(1000)
    assert time.slept[0] == 0.5
    assert max(time.slept) == 45
    assert time.slept[:-1] == sorted(time.slept[:-1])
    assert len(server.seen) < 60
    assert caught.value.job is not None


def test_a_wait_of_nothing_looks_once(side: Side) -> None:
    still = r"job 13 is still running \(Queued\), and max_wait=0 allows no further poll; resume with"
    with hostile(lambda _: Reply.json(job("Queued"))) as server, pytest.raises(public.JobWaitTimeout, match=still):
        side.run(side.client(server.url).jobs.wait(13, max_wait=0))
    assert len(server.seen) == 1


def looks_of(side: Side, run_time: float) -> list[float]:
    """When a wait looked at a job of so many simulated seconds; the last time is the one that saw its end."""
    time, looks = FakeTime(), []

    def answer(_: Any) -> Any:
        looks.append(time.seconds)
        status = "Completed" if time.seconds >= run_time else "In Progress"
        return httpx.Response(200, content=job(status), headers={"content-type": JSON_API})

    client = side.client(NOBODY, clock=time.clock(), transport=httpx.MockTransport(answer))
    side.run(client.jobs.wait(13))
    return looks


def test_ends_are_known_soon_and_within_the_budget(side: Side) -> None:
    longest = looks_of(side, 4 * 3600)
    assert max(sum(1 for look in longest if start <= look < start + 900) for start in longest) == 48
    # A wait cannot know how long the job will run, so this one shows when any shorter job would have been seen to end.
    run_times = [2 * 3600 ** (number / 1000) for number in range(1001)]  # 2 s to 2 h
    late = [longest[bisect_left(longest, run_time)] - run_time for run_time in run_times]
    shares = [each / run_time for each, run_time in zip(late, run_times, strict=True)]
    assert statistics.median(shares) <= 0.05
    assert max(each for each, run_time in zip(late, run_times, strict=True) if run_time <= 2.5) <= 0.5
    assert max(each for each, run_time in zip(shares, run_times, strict=True) if run_time > 6) <= 0.165
    assert max(late) <= 45
    documented = {2: 5, 60: 25, 600: 43, 3600: 109, 7200: 189}  # as the documentation of wait says
    assert {run_time: len(looks_of(side, run_time)) for run_time in documented} == documented


def test_looks_that_fail_for_the_moment_do_not_end_the_wait(side: Side) -> None:
    time = FakeTime()
    replies = (
        Reply(502, b"<html>", {"Content-Type": "text/html"}),
        Reply(429, b"", {"X-RateLimit-Retry-After": "90"}),
        Reply(200, b"{", {}, length=9),
        Reply.json(job("Completed")),
    )
    with hostile(script(*replies)) as server:
        side.run(side.client(server.url, clock=time.clock()).jobs.wait(13))
    assert 90 in time.slept


def test_a_server_that_stays_down_ends_the_wait(side: Side) -> None:
    with hostile(lambda _: Reply(503)) as server, pytest.raises(public.ServerError):
        side.run(side.client(server.url).jobs.wait(13))
    assert len(server.seen) == 6


def test_a_rate_limit_beyond_the_deadline_is_not_slept_through(side: Side) -> None:
    time = FakeTime()
    with (
        hostile(lambda _: Reply(429, b"", {"X-RateLimit-Retry-After": "3600"})) as server,
        pytest.raises(public.JobWaitTimeout),
    ):
        side.run(side.client(server.url, clock=time.clock()).jobs.wait(13, max_wait=60))
    assert time.seconds == 0


@pytest.mark.parametrize("bad", [-1, "5", True])
def test_an_impossible_wait_is_refused(bad: Any, side: Side) -> None:
    with pytest.raises(InputError, match="max_wait"):
        side.run(side.client(NOBODY).jobs.wait(13, max_wait=bad))


def test_a_job_that_is_gone_or_unknown(side: Side) -> None:
    with hostile(lambda seen: Reply(410 if "/13" in seen.path else 404)) as server:
        jobs = side.client(server.url).jobs
        with pytest.raises(public.JobExpiredError, match="job 13"):
            side.run(jobs.wait(13))
        with pytest.raises(public.NotFoundError):
            side.run(jobs.wait(14))
        with pytest.raises(public.JobExpiredError, match="job 13"):
            side.run(jobs.download(13))
        with pytest.raises(public.JobNotReadyError, match=r"jobs.wait\('14'\)"):
            side.run(jobs.download(14))


@pytest.mark.parametrize("unfinished", [404, 200])
def test_a_result_asked_for_too_early(unfinished: int, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    sandbox.jobs.unfinished_status = unfinished  # type: ignore[assignment]
    jobs = side.client(sandbox.url or "").jobs
    submitted = side.run(jobs.submit_view(**VIEW))
    with pytest.raises(public.JobNotReadyError) as caught:
        side.run(jobs.download(submitted, tmp_path / "x"))
    assert caught.value.job_id == str(submitted.id)
    assert not list(tmp_path.iterdir())


def test_a_job_can_be_taken_up_again_by_its_id_alone(sandbox: Sandbox, side: Side) -> None:
    submitted = side.run(side.client(sandbox.url or "").jobs.submit_view(**VIEW))
    later = side.client(sandbox.url or "").jobs
    assert side.run(later.wait(str(submitted.id))).attributes.status == "Completed"
    assert side.run(later.download(str(submitted.id))).bytes > 0


def test_a_job_is_cancelled(sandbox: Sandbox, side: Side) -> None:
    jobs = side.client(sandbox.url or "").jobs
    submitted = side.run(jobs.submit_view(**VIEW))
    assert side.run(jobs.cancel(submitted.id)) is None
    with pytest.raises(public.JobCancelledError):
        side.run(jobs.wait(submitted))


def test_async_callbacks_are_awaited(sandbox: Sandbox) -> None:
    import asyncio

    seen: list[Any] = []

    async def note(*args: Any) -> None:
        seen.append(args)

    async def main() -> None:
        time = FakeTime()
        async with public.AsyncAddeparClient(
            base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox"), clock=time.clock()
        ) as client:
            await client.jobs.run_view(**VIEW, on_poll=note, on_progress=note)

    asyncio.run(main())
    assert len(seen) > 2


def test_days_and_ids_of_other_libraries(sandbox: Sandbox, side: Side) -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    jobs = side.client(sandbox.url or "").jobs
    first, last = pandas.Timestamp("2011-12-31 23:00"), datetime.datetime(2013, 1, 15, 8, tzinfo=datetime.UTC)
    days = {"start_date": first, "end_date": last, "portfolio_type": "entity"}
    side.run(jobs.submit_view(view_id=numpy.int64(2), portfolio_id=numpy.int64(22), **days))
    side.run(jobs.submit_query(columns=["value"], groupings=[], portfolio_id=numpy.array([22, 21]), **days))
    sent = [call.document["data"]["attributes"]["parameters"] for call in sandbox.journal.calls("jobs_create")]
    assert {(one["start_date"], one["end_date"]) for one in sent} == {("2011-12-31", "2013-01-15")}
    assert [one["portfolio_id"] for one in sent] == [22, [22, 21]]
    with pytest.raises(InputError, match="start_date: NaT is a missing value"):
        side.run(jobs.submit_view(view_id=2, portfolio_id=22, **days | {"start_date": pandas.NaT}))
