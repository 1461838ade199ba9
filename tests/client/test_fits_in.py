"""The objects are at home elsewhere: type hints, notebooks, data frames, pydantic and FastAPI, ids of requests."""

import inspect
import io
import pickle
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Reply, hostile

import addepar_api
from addepar_api import models
from addepar_api.facts import OutputType
from addepar_client import AddeparClient, AsyncAddeparClient, JobResult
from addepar_sandbox import Sandbox

RESOURCES = ("archived_files", "files", "generated_reports", "jobs", "positions", "snapshots")


def public_methods() -> Iterator[Any]:
    for kind in (AddeparClient, AsyncAddeparClient, addepar_api.Client, addepar_api.AsyncClient):
        client: Any = kind(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret"))
        for owner in (kind, *(type(getattr(client, name)) for name in RESOURCES)):
            for name in dir(owner):
                method = inspect.getattr_static(owner, name)
                method = getattr(method, "fget", None) or getattr(method, "__func__", method)
                if not name.startswith("_") and inspect.isfunction(method):
                    yield pytest.param(method, id=f"{owner.__module__}.{owner.__name__}.{name}")


@pytest.mark.parametrize("method", [*public_methods()])
def test_the_type_hints_of_each_method_can_be_read(method: Any) -> None:
    hints = typing.get_type_hints(method)
    assert hints.keys() >= set(inspect.signature(method).parameters) - {"self", "cls", "options"}
    assert "return" in hints


def test_the_type_hints_say_what_a_method_returns() -> None:
    assert typing.get_type_hints(type(_client().files).upload)["return"] is models.FileResource
    assert typing.get_type_hints(type(_client().jobs).get)["return"] is models.Job
    assert typing.get_args(typing.get_type_hints(type(_client().positions).list)["return"]) == (models.Position,)
    assert typing.get_origin(typing.get_type_hints(type(_client().jobs).as_completed)["return"]) is not None


@pytest.mark.parametrize("name", models.__all__)
def test_the_type_hints_of_each_model_can_be_read(name: str) -> None:
    typing.get_type_hints(getattr(models, name))


@pytest.mark.parametrize("kind", [AddeparClient, AsyncAddeparClient, addepar_api.Client, addepar_api.AsyncClient])
def test_the_type_hints_of_each_client_name_the_classes_of_its_resources(kind: Any) -> None:
    client = kind(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret"))
    hints = typing.get_type_hints(kind)
    for name in RESOURCES:
        assert typing.get_args(hints[name]) == (type(getattr(client, name)),)


def test_a_client_whose_type_hints_nobody_reads_imports_no_resource() -> None:
    code = """
import sys, addepar_client, addepar_api
for kind in (addepar_client.AddeparClient, addepar_api.Client):
    kind(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret")).close()
late = ("addepar_client.batch", "addepar_client.jobs", "addepar_api.api")
print([name for name in sys.modules if name.startswith(late)])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def _client() -> Any:
    return AddeparClient(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    with sandbox.serve():
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[AddeparClient]:
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        yield client


def view(client: AddeparClient, output_type: OutputType) -> JobResult:
    return client.jobs.run_view(
        view_id=2, portfolio_type="entity", portfolio_id=22, start_date="2024-01-01", end_date="2024-03-31",
        output_type=output_type,
    )  # fmt: skip


def test_a_record_is_shown_as_a_table(client: AddeparClient) -> None:
    file = client.files.upload(b"x", name="a & <b>.pdf")
    for shown in (file._repr_html_(), file.attributes._repr_html_()):
        assert shown.startswith("<table>")
        assert "a &amp; " in shown
        assert "<b>" not in shown
    assert f"<td>{file.id}</td>" in file._repr_html_()


def test_a_page_is_shown_as_a_table_and_a_list_is_not_fetched_to_be_shown(
    client: AddeparClient, sandbox: Sandbox
) -> None:
    page = next(client.positions.list().pages())
    shown = page._repr_html_()
    assert shown.count("<tr>") == 1 + min(len(page.rows), 20)
    assert "<th>display_name</th>" in shown
    before = len(sandbox.journal.calls())
    assert "positions_list" in client.positions.list()._repr_html_()
    assert len(sandbox.journal.calls()) == before


def test_a_result_is_shown_as_a_table_where_it_is_one(client: AddeparClient) -> None:
    result = view(client, "csv")
    shown = result._repr_html_()
    assert shown is not None
    assert all(f"<th>{escape(title)}</th>" in shown for title in next(result.rows()))
    job = client.jobs.submit_view(
        view_id=2, portfolio_type="entity", portfolio_id=22, start_date="2024-01-01", end_date="2024-03-31"
    )
    client.jobs.wait(job.id)
    assert client.jobs.download(job.id, to=io.BytesIO())._repr_html_() is None, "it is with the caller"


def rows_of(shown: str | None) -> list[tuple[str, ...]]:
    return re.findall("<tr><td>(.*?)</td><td>(.*?)</td>", shown or "")


def test_a_download_is_shown_as_a_table_without_its_private_fields(client: AddeparClient, tmp_path: Path) -> None:
    file = client.files.upload(b"four", name="a.pdf")
    got = client.files.download(file.id, tmp_path / "a <b>.pdf")
    rows = dict(rows_of(got._repr_html_()))
    assert rows.keys() == {"path", "name", "bytes", "content_type", "request_id"}
    assert rows["path"] == escape(str(got.path))
    assert rows["bytes"] == "4"


def test_the_other_results_are_shown_as_tables_too(client: AddeparClient, tmp_path: Path) -> None:
    assert ("ok", "True") in rows_of(client.check()._repr_html_())
    (tmp_path / "<b>.txt").write_bytes(b"x")
    batch = client.files.upload_folder(tmp_path, entities=[22])
    assert rows_of(batch._repr_html_()) == [(escape(str(tmp_path / "<b>.txt")), "done")]
    assert ("state", "done") in rows_of(batch.outcomes[0]._repr_html_())
    job = client.jobs.submit_view(
        view_id=2, portfolio_type="entity", portfolio_id=22, start_date="2024-01-01", end_date="2024-03-31"
    )
    (outcome,) = client.jobs.as_completed([job.id])
    assert ("job_id", job.id) in rows_of(outcome._repr_html_())
    assert ("rows", "1") in rows_of(client.positions.bulk_delete(["404"])._repr_html_())


@pytest.mark.parametrize("stored", [False, True])
def test_arrow_takes_a_page(client: AddeparClient, stored: bool) -> None:
    arrow = pytest.importorskip("pyarrow")
    page = client.with_raw_response.positions.list(limit=3).parse()
    shown, expected = page._repr_html_(), client.positions.list(limit=3).to_arrow()
    if stored:
        page = pickle.loads(pickle.dumps(page))  # noqa: S301
    assert arrow.table(page).equals(expected)
    assert expected.num_rows == 3
    assert page._repr_html_() == shown


def test_arrow_takes_a_list_and_a_result(client: AddeparClient) -> None:
    arrow = pytest.importorskip("pyarrow")
    pager = client.positions.list()
    assert arrow.table(pager).equals(pager.to_arrow())
    result = view(client, "csv")
    assert arrow.table(result).equals(result.to_arrow())


def test_pages_and_results_have_the_id_of_their_request(client: AddeparClient) -> None:
    headers = {"X-Request-ID": "r-1"}
    with hostile(lambda _: Reply.json('{"data": []}', **headers)) as server, local_client(server.url) as local:
        page = next(local.files.list().pages())
        assert page.request_id == pickle.loads(pickle.dumps(page)).request_id == "r-1"  # noqa: S301
    with hostile(lambda _: Reply(200, b"text", headers)) as server, local_client(server.url) as local:
        assert local.files.download(1, to=io.BytesIO()).request_id == "r-1"
    assert view(client, "csv").request_id is None  # the sandbox gives none


def local_client(url: str) -> AddeparClient:
    return AddeparClient(base_url=url, firm_id=1, auth=("key", "secret"), max_retries=0)


def test_pydantic_takes_models_as_fields_and_gives_their_json(client: AddeparClient) -> None:
    pydantic = pytest.importorskip("pydantic")
    file = client.files.upload(b"x", name="a.pdf")
    attributes = (models.FileAttributes | None, None)
    kind = pydantic.create_model("Kind", file=(models.FileResource, ...), attributes=attributes)
    made = kind(file=file, attributes={"name": "b.pdf", "_custom_1": 3})
    assert made.file is file
    assert type(made.attributes) is models.FileAttributes
    assert made.model_dump() == {"file": file.to_dict(), "attributes": {"name": "b.pdf", "_custom_1": 3}}
    assert kind.model_validate_json(made.model_dump_json()).file.to_dict() == file.to_dict()
    assert kind.model_json_schema()["properties"]["file"]["type"] == "object"
    with pytest.raises(pydantic.ValidationError, match="instead of an object"):
        kind(file=5)
    with pytest.raises(pydantic.ValidationError, match="no id"):
        kind(file={"type": "files"})
