"""What a user of the client notices of the pages' slips. `tests/spec/slips.yaml` says which test is about which.

Sync only: that both clients do the same is shown elsewhere. A test that is expected to fail stands for a slip that the
client does not meet yet; it tells when it does.
"""

import datetime
import io
import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.client.printed_bodies import BODIES
from tests.client.support import FakeTime, Reply, Seen, hostile

import addepar_client as public
from addepar_api.operations import OPERATIONS, Operation
from addepar_client import AddeparClient, InputError
from addepar_core.transport.httpx_transport import httpx
from addepar_sandbox import Sandbox

RUN = "A-UUID-ASSOCIATED-WITH-EACH-RUN"
PERIOD = {"portfolio_type": "entity", "start_date": "2011-12-31", "end_date": "2013-01-15"}
VIEW: dict[str, Any] = {"view_id": "2", "portfolio_id": "22", **PERIOD}
QUERY: dict[str, Any] = {"columns": ["value"], "groupings": ["asset_class"], "portfolio_id": [22], **PERIOD}


def connect(url: str | None, **options: Any) -> Any:
    """A client whose time passes only by being slept through."""
    return AddeparClient(base_url=url, firm_id=1, auth=("sandbox", "sandbox"), clock=FakeTime().clock(), **options)


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Any]:
    """A client of a fresh sandbox."""
    with connect(sandbox.url) as made:
        yield made


@contextmanager
def facing(*replies: Reply | Callable[[Seen], Reply]) -> Iterator[tuple[Any, list[Seen]]]:
    """A client of a server that gives these answers in turn, the last one for ever; and what arrived there."""
    waiting = list(replies)

    def answer(seen: Seen) -> Reply:
        reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return reply if isinstance(reply, Reply) else reply(seen)

    with hostile(answer) as server, connect(server.url) as made:
        yield made, server.seen


def document(data: Any, status: int = 200, **members: Any) -> Reply:
    return Reply.json(json.dumps({"data": data, **members}), status)


def job(status: str, kind: str = "jobs", code: int = 200, **attributes: Any) -> Reply:
    return document({"type": kind, "id": "13", "attributes": {"status": status, **attributes}}, code)


def position(number: int, **members: Any) -> dict[str, Any]:
    return {"type": "positions", "id": str(number), **members}


def sent(seen: Seen) -> Any:
    return json.loads(seen.body)


def sent_job(seen: Seen) -> Any:
    return sent(seen)["data"]["attributes"]


# ------------------------------------------------------------------------------------------------- any operation ----


def call(client: Any, operation: Operation) -> Any:
    """Call an operation with the least that it takes."""
    name = operation.id.removeprefix(f"{operation.tag}_")
    method = getattr(getattr(client, operation.tag), name)
    ids = ["1" for parameter in operation.parameters if parameter.place == "path"]
    if operation.body == "multipart":
        return method(b"x", name="a.txt")
    if operation.answer == "binary":
        return method(*ids, io.BytesIO())
    outcome = method(*ids, *([BODIES[operation.id]] if operation.body else []))
    return list(outcome) if operation.paging else outcome


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, public.ValidationError),
        (401, public.AuthenticationError),
        (403, public.PermissionDeniedError),
        (404, public.NotFoundError),
        (409, public.ConflictError),
        (415, public.UnsupportedMediaError),
        (429, public.RateLimitError),
        (500, public.ServerError),
    ],
)
def test_any_operation_may_answer_what_its_page_does_not_list(status: int, kind: type[public.APIStatusError]) -> None:
    with facing(Reply.json('{"errors": [{"detail": "the reason"}]}', status)) as (client, _):
        for operation in OPERATIONS.values():
            if (operation.id, status) == ("jobs_download", 404):
                continue  # three meanings in one, which has an error of its own
            with pytest.raises(kind, match="the reason") as caught:
                call(client, operation)
            assert (type(caught.value), caught.value.status) == (kind, status), operation.id


def test_a_refusal_without_a_reason_is_the_same_error() -> None:
    with facing(Reply(404)) as (client, _):
        for ask in (client.generated_reports.creator, client.generated_reports.zipped_file):
            with pytest.raises(public.NotFoundError) as caught:
                ask(RUN)
            assert caught.value.errors == ()
    with facing(Reply(400)) as (client, _), pytest.raises(public.ValidationError):
        client.generated_reports.download(RUN, io.BytesIO())


def test_every_path_lies_under_the_api_root() -> None:
    with facing(Reply(404)) as (client, seen):
        for operation in OPERATIONS.values():
            with pytest.raises(public.AddeparError):
                call(client, operation)
    assert len(seen) == len(OPERATIONS)
    assert all(one.path.startswith("/api/v1/") for one in seen)


def test_the_servers_own_words_are_in_the_error(client: Any) -> None:
    end = {"data": {"type": "entities", "id": "27"}}
    unknown = {
        "type": "positions",
        "attributes": {"colour": "blue"},
        "relationships": {"owner": end, "owned": {"data": {"type": "entities", "id": "29"}}},
    }
    with pytest.raises(public.NotFoundError, match="colour"):
        client.positions.create(unknown)
    with pytest.raises(public.ValidationError, match="referenced by transactions"):
        client.positions.delete(17454)
    with pytest.raises(public.ValidationError, match="999999999"):
        client.files.upload(b"x", name="a.txt", entities=[999999999])


@pytest.mark.parametrize("reason", [b"Success", b"", b"Nothing Of The Sort"])
def test_the_words_after_the_status_play_no_part(reason: bytes) -> None:
    text = json.dumps({"data": {"type": "snapshots", "id": "7"}})
    wire = httpx.MockTransport(lambda _: httpx.Response(200, text=text, extensions={"reason_phrase": reason}))
    with connect("https://a.b/api", transport=wire) as client:
        assert client.snapshots.get(7).id == "7"


@pytest.mark.parametrize("status", [200, 201, 202, 207])
def test_any_success_of_a_write_is_read(status: int) -> None:
    with facing(document({"type": "files", "id": 1111, "attributes": {"name": "a.txt"}}, status)) as (client, _):
        assert client.files.upload(b"x", name="a.txt").attributes.name == "a.txt"
    with facing(document(position(7), status)) as (client, _):
        assert client.positions.create(owner=22, owned=34).id == "7"


@pytest.mark.parametrize("status", [200, 202, 207])
def test_any_success_of_a_bulk_write_is_read(status: int) -> None:
    rows = [{"type": "snapshots", "id": "7"}, {"type": "snapshots", "id": "8"}]
    with facing(document(rows, status)) as (client, _):
        changes = [{"id": 7, "comment": "x"}, {"id": 8, "comment": None}]
        assert [one.id for one in client.snapshots.update_many(changes)] == ["7", "8"]
    with facing(document([position(7)], status)) as (client, _):
        assert [one.id for one in client.positions.create([{"owner": 22, "owned": 34}])] == ["7"]


def test_ids_come_from_the_data_and_never_from_links() -> None:
    elsewhere = {"self": "/v1/positions/13/relationships/owner", "related": "/v1/positions/61581171/owner"}
    row = position(14, relationships={"owner": {"links": elsewhere, "data": {"type": "entities", "id": "1"}}})
    row["links"] = {"self": "/v1/positions/13"}
    with facing(document([row]), document({"type": "entities", "id": "1"})) as (client, seen):
        (listed,) = client.positions.list()
        assert (listed.id, listed.relationships.owner.data.id) == ("14", "1")
        client.positions.owner(listed.id)
    assert [one.path for one in seen] == ["/api/v1/positions", "/api/v1/positions/14/owner"]


def test_number_and_text_are_the_same_id(client: Any, tmp_path: Path) -> None:
    made = client.generated_reports.get(RUN).attributes.generated_portfolios[0]
    record = client.files.get(made.file_id)
    assert made["file_id"] == 101  # as it came
    assert made.file_id == record.id == "101"
    by_number, by_text = (client.files.download(one, tmp_path / type(one).__name__) for one in (101, "101"))
    assert by_number.sha256 == by_text.sha256


def test_ids_in_a_body_go_out_as_the_caller_wrote_them() -> None:
    ends = {end: {"data": {"type": "entities", "id": number}} for end, number in (("owner", 1), ("owned", "2"))}
    renamed = document({"type": "files", "id": "1111"})
    with facing(document(position(7), 201), renamed) as (client, seen):
        client.positions.create({"type": "positions", "attributes": {}, "relationships": ends})
        client.files.update(1111, {"id": 1111, "type": "files", "attributes": {"name": "a.txt"}})
    sent_ends = sent(seen[0])["data"]["relationships"].values()
    assert [end["data"]["id"] for end in sent_ends] == [1, "2"]
    assert (seen[1].path, sent(seen[1])["data"]["id"]) == ("/api/v1/files/1111", 1111)


def test_a_blank_at_the_end_of_a_key_does_not_matter() -> None:
    ends = {"owner": {"data": {"type": "entities", "id": 3}}, "owned": {"data": {"type": "entities", "id": 4}}}
    with facing(document(position(7, **{"relationships ": ends}))) as (client, _):
        found = client.positions.get(7)
    assert (found.relationships.owner.data.id, found.relationships.owned.data.id) == ("3", "4")


def test_a_delete_of_several_carries_its_body() -> None:
    with facing(Reply(204)) as (client, seen):
        client.positions.delete_many([{"type": "positions", "id": "13"}, {"type": "positions", "id": "14"}])
        client.files.remove_entities(123, [{"type": "entities", "id": "10000"}])
    assert [(one.method, one.path) for one in seen] == [
        ("DELETE", "/api/v1/positions"),
        ("DELETE", "/api/v1/files/123/relationships/associated_entities"),
    ]
    assert {one.headers["content-type"] for one in seen} == {"application/vnd.api+json"}
    assert [[each["id"] for each in sent(one)["data"]] for one in seen] == [["13", "14"], ["10000"]]


# ------------------------------------------------------------------------------------------------------ transfers ----


@pytest.mark.parametrize(
    "kind", ["application/vnd.api+json", "application/binary", "application/zip", "application/PDF", "rubbish", None]
)
def test_what_is_downloaded_are_bytes_whatever_they_are_called(kind: str | None, tmp_path: Path) -> None:
    content = b'{"data": \x00\xff\r\n'
    with facing(Reply(200, content, {"Content-Type": kind} if kind else {})) as (client, _):
        for number, resource in enumerate((client.files, client.archived_files, client.generated_reports)):
            assert resource.download(1, tmp_path / str(number)).bytes == len(content)
            assert (tmp_path / str(number)).read_bytes() == content
        result = client.jobs.download(1)
    assert result.content == content
    with pytest.raises(ValueError):
        result.json()


@pytest.mark.parametrize("header", ["Content-DispositionL", None])
def test_without_a_readable_disposition_the_id_is_the_name(header: str | None, tmp_path: Path) -> None:
    headers = {header: 'attachment; filename="Sample.pdf"'} if header else {}
    with facing(Reply(200, b"bytes", headers)) as (client, _):
        assert client.files.download(319, tmp_path).path == tmp_path / "319"
        assert client.generated_reports.download(RUN, tmp_path).name.startswith(RUN)


def test_a_zip_is_saved_as_a_zip(tmp_path: Path) -> None:
    name = "Quarterly Performance Report at"
    headers = {"Content-Type": "application/binary", "Content-Disposition": f'attachment; filename="{name}"'}
    with facing(Reply(200, b"PK\x05\x06" + bytes(18), headers)) as (client, _):
        assert client.generated_reports.download(RUN, tmp_path).path == tmp_path / f"{name}.zip"


def test_media_types_are_compared_without_regard_to_case(client: Any, tmp_path: Path) -> None:
    assert client.files.get(123).attributes.content_type == "application/PDF"
    page = Reply(200, b"<html>Sign in</html>", {"Content-Type": "Text/HTML"})
    with facing(page) as (other, _), pytest.raises(public.ProtocolError, match="HTML page"):
        other.files.download(123, tmp_path / "x")


def test_the_zip_of_a_run_is_fetched_through_the_run(sandbox: Sandbox, client: Any, tmp_path: Path) -> None:
    listed = next(run for run in client.generated_reports.list() if run.id == RUN)
    single = client.generated_reports.get(RUN)
    assert [run.relationships.zipped_file.data.type for run in (listed, single)] == ["archive/files", "files"]
    client.generated_reports.download(listed.id, tmp_path)
    last = sandbox.journal.calls()[-1]
    assert (last.operation, last.path) == (
        "generated_reports_download",
        f"/api/v1/generated_reports/{RUN}/zipped_file/download",
    )


def test_an_upload_writes_the_name_parameter_as_one_word_and_either_form_is_taken(sandbox: Sandbox) -> None:
    with facing(document({"type": "files", "id": 1}, 201)) as (client, seen):
        client.files.upload(b"x", name="notes.txt")
    body = seen[0].body
    assert b'name="file"; filename="notes.txt"' in body
    headers = {"Content-Type": seen[0].headers["content-type"], "Addepar-Firm": "1"}
    for form in (body, body.replace(b'"; filename=', b'"; file name=')):
        made = httpx.post(f"{sandbox.url}/v1/files", content=form, headers=headers, auth=("sandbox", "sandbox"))
        assert made.status_code == 201


def test_any_new_name_is_left_to_the_server(sandbox: Sandbox, client: Any) -> None:
    rename = {"id": "1111", "type": "files", "attributes": {"name": "Renamed.pdf"}}
    with pytest.raises(public.ValidationError, match="extension"):
        client.files.update(1111, rename)
    assert sandbox.journal.calls("files_update", 400)
    refusal = Reply.json('{"errors": [{"detail": "another id"}]}', 409)
    with facing(refusal) as (other, _), pytest.raises(public.ConflictError, match="another id"):
        other.files.update(1111, rename)


def test_associations_may_be_added_twice_and_cleared(client: Any) -> None:
    for _ in range(2):
        assert client.files.add_groups(123, [{"type": "groups", "id": "200"}]) is None
    assert [str(group.id) for group in client.files.groups(123)] == ["1234", "5678", "200"]
    assert client.files.replace_groups(123, []) is None
    assert client.files.groups(123) == []


def test_a_long_list_of_associations_is_read_to_its_end() -> None:
    link = "/v1/files/1/relationships/associated_groups?page[after]=x"
    pages = [document([{"type": "groups", "id": "1"}], links={"next": link}), document([{"type": "groups", "id": "2"}])]
    with facing(*pages) as (client, _):
        assert [group.id for group in client.files.groups(1)] == ["1", "2"]


# ---------------------------------------------------------------------------------------------- filters and lists ----


@pytest.mark.parametrize("path", ["/v1/generated_reports", "/v1/generated_reports/"])
def test_the_next_page_of_reports_is_asked_for_with_or_without_the_slash(path: str) -> None:
    run = {"type": "generated_reports", "attributes": {}}
    link = f"{path}?page[size]=1&page[number]=1"
    pages = [document([{**run, "id": "a"}], links={"next": link}), document([{**run, "id": "b"}])]
    with facing(*pages) as (client, seen):
        assert [one.id for one in client.generated_reports.list()] == ["a", "b"]
    assert [one.path.partition("?")[0] for one in seen] == ["/api/v1/generated_reports", f"/api{path}"]


def test_an_entity_and_a_group_filter_are_not_combined_in_silence() -> None:
    with facing(document([])) as (client, _), warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises((InputError, Warning), match="group"):
            list(client.files.list(entity_id=100, group_id=20))


def test_filter_times_have_no_fraction() -> None:
    moment = datetime.datetime(2021, 5, 14, 12, 3, 39, 250000, tzinfo=datetime.UTC)
    with facing(document([])) as (client, seen):
        list(client.generated_reports.list(completed_after=moment))
    assert httpx.URL(f"http://x{seen[0].path}").params["filter[completed_after]"] == "2021-05-14T12:03:39Z"


def test_fields_are_joined_by_commas_without_blanks() -> None:
    with facing(document([])) as (client, seen):
        list(client.positions.list(fields=["name", " display_name"]))
        list(client.positions.list(fields="name, display_name"))
    assert [httpx.URL(f"http://x{one.path}").params["fields[entities]"] for one in seen] == ["name,display_name"] * 2


# ------------------------------------------------------------------------------------------------------ snapshots ----


def test_snapshots_are_always_sent_as_a_list() -> None:
    with facing(document([{"type": "snapshots", "id": "7"}], 201)) as (client, seen):
        client.snapshots.create(type="valuation", owner=22, owned=34, currency="USD", trade_date="2024-01-31", amount=5)
    assert [one["attributes"]["amount"] for one in sent(seen[0])["data"]] == [5]


def test_a_snapshot_may_be_changed_without_an_answer() -> None:
    change = {"id": "7", "type": "snapshots", "attributes": {"comment": None}}
    with facing(Reply(200), document({"type": "snapshots", "id": "7"})) as (client, seen):
        assert client.snapshots.update(7, change) is None
        assert client.snapshots.update(7, change).id == "7"
    assert sent(seen[0])["data"]["attributes"] == {"comment": None}


# ----------------------------------------------------------------------------------------------------------- jobs ----


def test_a_job_is_sent_as_jobs_and_read_as_either() -> None:
    replies = [job("Queued", "job", 202), job("In Progress", "job"), job("Completed", "job")]
    with facing(*replies) as (client, seen):
        submitted = client.jobs.submit_view(**VIEW)
        assert client.jobs.wait(submitted).attributes.status == "Completed"
    assert sent(seen[0])["data"]["type"] == "jobs"
    assert len(seen) == 3


def test_kinds_of_job_are_sent_as_printed_and_any_is_read() -> None:
    with facing(job("Queued", code=202, job_type="portfolio_query_results")) as (client, seen):
        assert client.jobs.submit_view(**VIEW).attributes.job_type == "portfolio_query_results"
        client.jobs.submit_query(**QUERY)
    assert [sent_job(one)["job_type"] for one in seen] == ["portfolio_view_results", "PORTFOLIO_QUERY"]


def test_a_job_is_found_without_a_location() -> None:
    with facing(job("Queued", code=202), job("Completed")) as (client, seen):
        assert client.jobs.wait(client.jobs.submit_view(**VIEW)).id == "13"
    assert seen[1].path == "/api/v1/jobs/13"


def test_a_bad_job_is_refused_at_once_or_fails_later(client: Any) -> None:
    with pytest.raises(public.ValidationError, match="planet"):
        client.jobs.run_view(**VIEW | {"portfolio_type": "planet"})
    with pytest.raises(public.JobFailedError, match="Invalid portfolio: ENTITY 10"):
        client.jobs.run_view(**VIEW | {"portfolio_id": "10"})


def test_a_portfolio_id_is_judged_by_the_server_alone(sandbox: Sandbox, client: Any) -> None:
    client.jobs.submit_view(**VIEW | {"portfolio_type": "FIRM_ACCOUNTS", "portfolio_id": 7})
    with pytest.raises(public.ValidationError, match="must be 1"):
        client.jobs.submit_view(**VIEW | {"portfolio_type": "FIRM", "portfolio_id": 7})
    parameters = [one.document["data"]["attributes"]["parameters"] for one in sandbox.journal.calls("jobs_create")]
    assert [one["portfolio_id"] for one in parameters] == [7, 7]


def test_a_view_id_is_sent_as_it_was_given() -> None:
    with facing(job("Queued", code=202, parameters={"view_id": 2})) as (client, seen):
        for given in ("2", 2):
            assert client.jobs.submit_view(**VIEW | {"view_id": given}).attributes.parameters.view_id == "2"
    assert [sent_job(one)["parameters"]["view_id"] for one in seen] == ["2", 2]


def test_json_is_an_output_type_and_new_ones_are_read() -> None:
    with facing(job("Queued", code=202, parameters={"output_type": "parquet"})) as (client, seen):
        submitted = client.jobs.submit_view(**VIEW, output_type="JSON")
        assert submitted.attributes.parameters.output_type == "parquet"
        with pytest.raises(InputError, match="output_type"):
            client.jobs.submit_view(**VIEW, output_type="parquet")
    assert [sent_job(one)["parameters"]["output_type"] for one in seen] == ["JSON"]


def test_the_output_type_is_sent_as_it_was_spelled(sandbox: Sandbox, client: Any) -> None:
    for spelled in ({}, {"output_type": "CSV"}, {"output_type": "Xlsx"}):
        assert client.jobs.run_view(**VIEW, **spelled).bytes
    parameters = [one.document["data"]["attributes"]["parameters"] for one in sandbox.journal.calls("jobs_create")]
    assert [one["output_type"] for one in parameters] == ["csv", "CSV", "Xlsx"]


def test_a_query_may_have_nothing_to_group_by(sandbox: Sandbox, client: Any) -> None:
    assert "data" in client.jobs.run_query(**QUERY | {"groupings": []}).json()
    (made,) = sandbox.journal.calls("jobs_create")
    assert made.document["data"]["attributes"]["parameters"]["groupings"] == []


def test_states_in_snake_case_are_understood() -> None:
    states = ["waiting_for_capacity", "in_progress", "cancel_requested", "a_new_one", "completed"]
    statuses: list[str] = []
    with facing(*map(job, states)) as (client, _):
        client.jobs.wait(13, on_poll=lambda one: statuses.append(str(one.attributes.status)))
    assert statuses == states


@pytest.mark.parametrize(
    ("errors", "problems"),
    [
        ({"errors": [{"detail": "a"}, {"title": "b"}]}, ["a", "b"]),
        ({"errors": {"status": 400, "detail": "a"}}, ["a"]),
        ({"errors": None}, []),
        ({"errors": []}, []),
        ({}, []),
    ],
)
def test_the_errors_of_a_job_are_a_list_whatever_their_form(errors: dict[str, Any], problems: list[str]) -> None:
    with facing(job("Failed", **errors)) as (client, _), pytest.raises(public.JobFailedError) as caught:
        client.jobs.wait(13)
    assert [str(problem) for problem in caught.value.errors] == problems


def test_a_job_may_tell_its_error_in_the_singular() -> None:
    failed = job("Error Cancelled", error={"detail": "why"})
    with facing(failed) as (client, _), pytest.raises(public.JobFailedError, match="why"):
        client.jobs.wait(13)


def test_a_failed_job_with_a_time_of_completion_has_failed(client: Any) -> None:
    assert client.jobs.get(14).attributes.completed_at
    with pytest.raises(public.JobFailedError, match="Invalid portfolio: ENTITY 10"):
        client.jobs.wait(14)


def test_a_job_in_place_of_its_result_is_not_saved_and_a_redirect_is_followed(tmp_path: Path) -> None:
    away = Reply(303, b"", {"Location": "/v1/jobs/13/download?result=1"})
    with facing(job("In Progress"), away, Reply(200, b"a,b\r\n", {"Content-Type": "text/csv"})) as (client, seen):
        with pytest.raises(public.JobNotReadyError):
            client.jobs.download(13, tmp_path / "x.csv")
        assert not list(tmp_path.iterdir())
        assert client.jobs.download(13, tmp_path / "x.csv").path.read_bytes() == b"a,b\r\n"
    assert seen[-1].path == "/api/v1/jobs/13/download?result=1"


def test_a_job_is_cancelled_in_any_state_and_the_server_judges(sandbox: Sandbox, client: Any) -> None:
    queued = client.jobs.submit_view(**VIEW).id
    for number in (queued, queued, 13, 14):
        client.jobs.cancel(number)
    assert [one.status for one in sandbox.journal.calls("jobs_cancel")] == [204] * 4
    refusal = Reply.json('{"errors": [{"detail": "too late"}]}', 409)
    with facing(refusal) as (other, _), pytest.raises(public.ConflictError, match="too late"):
        other.jobs.cancel(13)


def test_cancelling_a_completed_job_costs_its_result(client: Any) -> None:
    done = client.jobs.run_view(**VIEW)
    assert not hasattr(client.jobs, "delete")
    client.jobs.cancel(done.job_id)
    with pytest.raises(public.JobCancelledError):
        client.jobs.wait(done.job_id)
    with pytest.raises(public.JobNotReadyError):
        client.jobs.download(done.job_id)
