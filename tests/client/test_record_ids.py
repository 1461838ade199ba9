"""Records as ids: only those of the right type; and values of other libraries wherever a number goes."""

import datetime
import json
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_api.models import FileResource, Snapshot
from addepar_client import ConfigurationError, InputError

NOBODY = "http://127.0.0.1:9/api"
SNAPSHOT = Snapshot(id="13", type="snapshots")
ENTITY = {"id": "1112", "type": "entities"}


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda client: client.files.delete(SNAPSHOT), "file_id"),
        (lambda client: client.files.delete(ENTITY), "file_id"),
        (lambda client: client.files.get(SNAPSHOT), "file_id"),
        (lambda client: client.files.update(SNAPSHOT, name="a"), "file_id"),
        (lambda client: client.files.download(ENTITY, "x"), "file_id"),
        (lambda client: client.positions.delete(ENTITY), "position_id"),
        (lambda client: client.files.list(entity_id={"id": "5", "type": "groups"}), "entity_id"),
        (lambda client: client.generated_reports.list(group_id=ENTITY), "group_id"),
        (lambda client: client.files.upload(b"a", name="a.txt", groups=[ENTITY]), "groups"),
        (lambda client: client.jobs.get(ENTITY), "job"),
    ],
)
def test_a_record_of_another_type_is_no_id(call: Any, field: str, side: Side) -> None:
    with pytest.raises(InputError, match=f"^{field}: it is a record of .*, or an id") as caught:
        side.run(call(side.client(NOBODY)))
    assert caught.value.field == field


def test_a_record_of_the_type_is_an_id(side: Side) -> None:
    with hostile(lambda _: Reply(204)) as server:
        side.run(side.client(server.url).files.delete(FileResource(id="5", type="files")))
    assert server.seen[0].path.endswith("/files/5")


def test_a_file_filter_accepts_a_day(side: Side) -> None:
    with hostile(lambda _: Reply.json('{"data": []}')) as server:
        files = side.client(server.url).files
        for day in ("2024-01-31", datetime.date(2024, 1, 31)):
            side.list(files.list(created_after=day))
    sent = [parse_qs(urlsplit(seen.path).query)["filter[files][createdAfter]"] for seen in server.seen]
    assert sent == [["2024-01-31"]] * 2
    with pytest.raises(InputError, match=r"add tzinfo=datetime.timezone.utc, or Z in text$"):
        side.client(NOBODY).generated_reports.list(completed_after="2024-01-01T00:00:00")


def test_numbers_of_other_libraries_go_wherever_numbers_do(side: Side) -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    with hostile(lambda _: Reply.json('{"data": [{"type": "files", "id": "1"}]}')) as server:
        client = side.client(server.url, timeout=numpy.int64(5), firm_id=numpy.int64(7))
        assert len(side.list(client.files.list(limit=numpy.int64(1), timeout=numpy.int32(3)))) == 1
        side.run(
            client.request(
                "POST", "/v1/x", json={"a": [numpy.int64(1), Decimal("1.10")]}, params={"p": Decimal("2.50")}
            )
        )
        for value, problem in ((pandas.NaT, "NaT"), (datetime.datetime(2024, 1, 1), "no time zone")):
            with pytest.raises(InputError, match=rf"json\['a'\].*: .*{problem}"):
                side.run(client.request("POST", "/v1/x", json={"a": value}))
    assert (server.seen[1].body, urlsplit(server.seen[1].path).query) == (b'{"a":[1,1.10]}', "p=2.50")
    assert server.seen[0].headers["addepar-firm"] == "7"
    with pytest.raises(ConfigurationError, match="firm_id"):
        side.client(NOBODY, firm_id=1.5)


def test_a_number_of_five_thousand_digits_costs_no_list(side: Side) -> None:
    page = '{"data": [{"type": "files", "id": "1", "attributes": {"n": %s}}]}' % ("9" * 5000)
    with hostile(lambda _: Reply.json(page)) as server:
        (found,) = side.list(side.client(server.url).files.list())
    assert found.attributes["n"] == Decimal("9" * 5000)
    assert json.dumps(found.id) == '"1"'
