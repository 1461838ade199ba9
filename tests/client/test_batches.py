"""Whole folders, all reports and many rows in one call: what is done, what is kept apart, what is never done twice."""

import asyncio
import csv
import datetime
import errno
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.client.support import Hostile, Reply, Seen, Side, hostile

from addepar_client import AddeparClient, ConfigurationError, InputError, TransferError
from addepar_client.batch.documents import reports
from addepar_client.batch.documents.uploads import files_below, local_files
from addepar_sandbox import Sandbox

NOBODY = "99999"
ENDS = {"owner_id": 22, "owned_id": 34}


def rows(count: int, *bad: int) -> list[dict[str, Any]]:
    """Rows of positions, numbered from 1; those that are bad are of an entity that nobody knows."""
    return [
        {"owner_id": 22, "owned_id": NOBODY if number in bad else 34, "name": f"P{number}"}
        for number in range(1, count + 1)
    ]


def created(sandbox: Sandbox) -> list[int]:
    """The numbers of the positions that were created, one for each time."""
    found = sandbox.store.collection("1", "positions").matching({"$.owner": "22", "$.owned": "34"})
    names = (row.body["attributes"].get("name", "") for row in found)
    return sorted(int(name[1:]) for name in names if name[:1] == "P" and name[1:].isdigit())


def numbers(found: Any) -> list[int]:
    return [row.number for row in found]


def left(path: Path) -> list[tuple[str, str]]:
    with path.open(newline="") as file:
        return [(row["name"], row["_outcome"]) for row in csv.DictReader(file)]


def sizes(sandbox: Sandbox) -> list[int]:
    return [len((call.document or {"data": ()})["data"]) for call in sandbox.journal.calls("positions_create")]


def outbox(folder: Path, *names: str, size: int = 10) -> Path:
    for name in names:
        path = folder / "outbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * size)
    return folder / "outbox"


# ---- rows


def test_three_bad_rows_of_250_cost_themselves_alone(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    progress: list[tuple[int, int]] = []
    path = tmp_path / "left.csv"
    client = side.client(sandbox.url or "")
    result = side.run(
        client.positions.bulk_create(
            rows(250, 7, 101, 250),
            failures=path,
            on_progress=lambda now: progress.append((len(now.succeeded), len(now.failed))),
        )
    )
    assert numbers(result.failed) == [7, 101, 250]
    assert [row.row["name"] for row in result.failed] == ["P7", "P101", "P250"]
    assert all("404" in error and NOBODY in error for row in result.failed for error in row.errors)
    assert len(result.succeeded) == 247 and not (result.unknown or result.untried or result.ok)
    assert created(sandbox) == [number for number in range(1, 251) if number not in (7, 101, 250)], "each once"
    assert len(sizes(sandbox)) <= 3 + 3 * 8, "a firm has 50 requests in 15 minutes"
    assert max(sizes(sandbox)) == 100
    assert [record.attributes.name for record in result.records[:2]] == ["P1", "P2"]
    assert result.succeeded[3].record.attributes.name == "P4"
    assert left(path) == [("P7", "refused"), ("P101", "refused"), ("P250", "refused")]
    assert progress == sorted(progress) and progress[-1] == (247, 3)

    path.write_text(path.read_text().replace(NOBODY, "34"))
    again = side.run(client.positions.bulk_create(path, failures=path))
    assert (again.ok, numbers(again.succeeded)) == (True, [2, 3, 4])
    assert not path.exists(), "nothing is left"
    assert created(sandbox) == list(range(1, 251))


def test_many_bad_rows_do_not_use_up_the_budget_of_a_day(side: Side, sandbox: Sandbox) -> None:
    client = side.client(sandbox.url or "")
    result = side.run(client.positions.bulk_create(rows(300, *range(1, 301)), split_requests=20))
    assert (numbers(result.failed), created(sandbox)) == (list(range(1, 301)), [])
    assert len(sizes(sandbox)) <= 20 + 20 + 3
    sandbox.journal.clear()
    whole = side.run(client.positions.bulk_create(rows(200, 7), split_requests=0))
    assert (sizes(sandbox), numbers(whole.failed)) == ([100, 100], list(range(1, 101)))


@pytest.mark.parametrize("processed", [True, False])
def test_rows_without_an_answer_are_kept_apart_and_never_sent_again(
    side: Side, sandbox: Sandbox, tmp_path: Path, processed: bool
) -> None:
    path = tmp_path / "left.csv"
    client = side.client(sandbox.url or "", max_retries=2)
    sandbox.fail("drop", "positions_create", skip=1, processed=processed)
    result = side.run(client.positions.bulk_create(rows(25, 23), batch_size=10, failures=path))
    lost = numbers(result.unknown)
    assert (lost, numbers(result.failed), len(result.succeeded)) == (list(range(11, 21)), [23], 14)
    assert left(path) == [(f"P{n}", "refused" if n == 23 else "unknown") for n in [*lost, 23]]
    sandbox.journal.clear()
    held = side.run(client.positions.bulk_create(path, failures=path))
    assert len(held.held) == len(held.unknown) == len(lost)
    assert sizes(sandbox) == [1], "only the row that was refused was tried again"
    assert len(left(path)) == len(lost) + 1
    assert not set(created(sandbox)) & {23}
    assert len(set(created(sandbox))) == len(created(sandbox))
    if not processed:
        sent = side.run(client.positions.bulk_create(path, failures=path, resend_unknown=True))
        assert len(sent.succeeded) == len(lost)
        assert created(sandbox) == [number for number in range(1, 26) if number != 23]


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_what_concerns_all_rows_is_not_halved(side: Side, sandbox: Sandbox, status: int) -> None:
    sandbox.fail("status", "positions_create", status=status, times=None, retry_after=5)
    result = side.run(side.client(sandbox.url or "").positions.bulk_create(rows(20), batch_size=10))
    if status in (401, 429):
        assert (len(sizes(sandbox)), len(result.failed), len(result.untried)) == (1, 10, 10)
    else:
        failed, unknown = len(result.failed), len(result.unknown)
        assert (len(sizes(sandbox)), failed, unknown) == (2, 20 * (status == 403), 20 * (status == 500))
    assert len(result.exceptions) == len(sizes(sandbox))


def test_all_mistakes_are_told_before_anything_is_sent(side: Side, sandbox: Sandbox) -> None:
    client = side.client(sandbox.url or "")
    wrong = [
        {"owner_id": 22, "name": 5},
        {"owner_id": 22, "owned_id": 34, "incepting_open_position_value": float("nan")},
        {"owner_id": 22, "owned_id": 34, "incepting_open_position_date": "31.1.2024"},
    ]
    with pytest.raises(InputError) as caught:
        side.run(client.positions.bulk_create(wrong))
    assert sorted((fault.row, fault.field) for fault in caught.value.faults) == [
        (1, "name"), (1, "owned_id"), (2, "incepting_open_position_value"), (3, "incepting_open_position_date"),
    ]  # fmt: skip
    assert "4 faults: row 1, " in str(caught.value)
    with pytest.raises(InputError, match=r"row 1, amuont: is not a column .* the columns are id, currency, "):
        side.run(client.snapshots.bulk_update([{"id": 1, "amuont": 2}]))
    for bad in ({"id": 1}, "no such file.csv", 5, [3], [{"id": 1, "attributes": []}]):
        with pytest.raises(InputError) as caught:
            side.run(client.snapshots.bulk_update(bad))
        assert caught.value.field == "rows"
    for options in ({"batch_size": 501}, {"batch_size": 0}, {"split_requests": -1}, {"on_progress": 5}):
        with pytest.raises(InputError):
            side.run(client.positions.bulk_create(rows(1), **options))
    assert sandbox.journal.calls() == []


def test_a_failures_file_that_is_not_ours_is_left_alone(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    path.write_text("precious")
    client = side.client(sandbox.url or "")
    with pytest.raises(InputError, match="exists; choose another name"):
        side.run(client.positions.bulk_create(rows(1), failures=path))
    with pytest.raises(InputError, match="CSV cannot represent None"):
        side.run(client.snapshots.bulk_update([{"id": "1", "comment": None}], failures=tmp_path / "new.csv"))
    assert (path.read_text(), sandbox.journal.calls()) == ("precious", [])


def test_what_is_kept_is_read_again_as_it_was(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    """Numbers and texts of custom attributes too, which CSV alone cannot tell apart."""
    resource = {
        "owner_id": 22, "owned_id": NOBODY, "_custom_a_1": 5, "_custom_b_1": "5", "_custom_c_1": [{"value": "x"}],
        "_custom_d_1": Decimal("0.12345678901234567890"), "_custom_e_1": [{"value": Decimal("1.5")}],
        "incepting_open_position_date": datetime.date(2024, 1, 31),
    }  # fmt: skip
    client = side.client(sandbox.url or "")
    for name in ("left.csv", "left.jsonl"):
        path = tmp_path / name
        side.run(client.positions.bulk_create([resource], failures=path))
        assert b": 0.12345678901234567890" in path.read_bytes(), "a number, with all its digits"
        side.run(client.positions.bulk_create(path))
    bodies = [json.dumps(call.document, sort_keys=True) for call in sandbox.journal.calls("positions_create")]
    assert len(bodies) == 4 and len(set(bodies)) == 1, bodies


def test_a_column_that_occurs_twice_in_a_frame_is_refused(side: Side) -> None:
    pandas = pytest.importorskip("pandas")
    for title in ("owned_id", "owner_id"):
        frame = pandas.DataFrame([[22, 34, 35]], columns=["owner_id", "owned_id", title])
        with pytest.raises(InputError, match=f"rows: the column '{title}' occurs twice; rename or drop one"):
            side.run(side.client("http://127.0.0.1:9/api").positions.bulk_create(frame))


def test_tables_of_pyarrow_and_polars_are_taken(side: Side, sandbox: Sandbox) -> None:
    cells = {"owner_id": [22, 22], "owned_id": [34, 34], "name": ["P1", None]}

    class Polars:
        """As much of polars.DataFrame as is used."""

        columns = tuple(cells)

        def to_dicts(self) -> list[dict[str, Any]]:
            return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]

        def to_dict(self, *, as_series: bool = True) -> Any:
            raise AssertionError(as_series)

    client = side.client(sandbox.url or "")
    for table in (Polars(), pytest.importorskip("pyarrow").table(cells)):
        assert side.run(client.positions.bulk_create(table)).ok
        first, second = sandbox.journal.calls("positions_create")[-1].document["data"]
        assert first["attributes"] == {"name": "P1"} and "attributes" not in second


def test_tables_that_cannot_be_read_are_refused_clearly(side: Side) -> None:
    arrow = pytest.importorskip("pyarrow")
    bulk_create = side.client("http://127.0.0.1:9/api").positions.bulk_create
    far = arrow.array([10**8], arrow.int32()).cast(arrow.date32())
    with pytest.raises(InputError, match=r"rows: the table cannot be converted to Python values: .*Nothing was sent"):
        side.run(bulk_create(arrow.table({"owner_id": ["22"], "owned_id": ["34"], "_custom_day": far})))
    with pytest.raises(InputError, match="rows: pass a list of rows"):
        side.run(bulk_create(arrow.Table))


def test_cells_that_cannot_be_compared_or_are_arrays_are_refused_with_their_row(side: Side, sandbox: Sandbox) -> None:
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    bulk_create = side.client(sandbox.url).positions.bulk_create
    good: dict[str, Any] = {"owner_id": "22", "owned_id": "34"}
    for name in ("owner_id", "incepting_open_position_value", "_custom_x", "type"):
        for cell in (pandas.NA, Decimal("sNaN"), numpy.array([1.0, 2.0]), numpy.array([5.0])):
            for rows in (
                [good | {name: cell}],
                pandas.DataFrame({key: [v] for key, v in (good | {name: cell}).items()}),
            ):
                if cell is pandas.NA and not isinstance(rows, list):
                    continue  # a blank cell
                with pytest.raises(InputError, match=f"(row 1, |type: ){name if name != 'type' else ''}"):
                    side.run(bulk_create(rows))
    assert sandbox.journal.calls("positions_create") == []
    cells = numpy.array([{"value": "a", "date": None, "weight": 1.0}])  # what a list in a Parquet file becomes
    plan = side.run(bulk_create(pandas.DataFrame({"owner_id": ["22"], "owned_id": ["34"], "_custom_x": [cells]})))
    assert len(plan.rows) == 1
    (call,) = sandbox.journal.calls("positions_create")
    assert call.document["data"][0]["attributes"] == {"_custom_x": [{"value": "a", "date": None, "weight": 1.0}]}


def test_a_frame_is_taken_as_it_is(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "owner_id": [22, 22, 22],
            "owned_id": [34.0, 34.0, 99999.0],
            "name": ["P1", None, "P3"],
            "incepting_open_position_value": [1.5, float("nan"), 3],
            "incepting_open_position_date": pandas.to_datetime(["2024-01-31", None, "2024-02-29"]),
        }
    )
    path = tmp_path / "left.csv"
    result = side.run(side.client(sandbox.url or "").positions.bulk_create(frame, failures=path))
    assert (numbers(result.succeeded), numbers(result.failed)) == ([1, 2], [3])
    first = sandbox.journal.calls("positions_create")[0].document["data"]
    assert first[0]["attributes"] == {
        "name": "P1", "incepting_open_position_value": 1.5, "incepting_open_position_date": "2024-01-31",
    }  # fmt: skip
    assert first[0]["relationships"]["owned"]["data"]["id"] == "34"
    assert "attributes" not in first[1], "what is empty is left out"
    assert left(path) == [("P3", "refused")]


def test_rows_are_changed_and_deleted_in_bulk(side: Side, sandbox: Sandbox) -> None:
    client = side.client(sandbox.url or "")
    changed = side.run(
        client.positions.bulk_update([{"id": 13, "display_name": "A"}, {"id": "99999", "display_name": "B"}])
    )
    assert (numbers(changed.succeeded), numbers(changed.failed)) == ([1], [2])
    assert changed.succeeded[0].record.attributes.display_name == "A"
    record = side.run(client.positions.get(13))
    gone = side.run(client.positions.bulk_delete([record, 14, "99999"]))
    assert (numbers(gone.succeeded), numbers(gone.failed)) == ([1, 2], [3])
    one = side.run(client.snapshots.bulk_delete([1968, 9]))
    assert (numbers(one.succeeded), numbers(one.failed)) == ([1], [2])
    with pytest.raises(InputError, match="row 2, id: 14 is also in row 1"):
        side.run(client.positions.bulk_delete([14, "14"]))


def test_the_type_of_a_snapshot_is_a_column_and_that_of_a_resource_is_none(side: Side, sandbox: Sandbox) -> None:
    client = side.client(sandbox.url or "")
    row = {
        "owner_id": 22,
        "owned_id": 34,
        "currency": "USD",
        "trade_date": datetime.date(2024, 1, 31),
        "amount": 5,
        "units": 1,
    }
    made = side.run(client.snapshots.bulk_create([row | {"type": "SNAPSHOT"}]))
    (call,) = sandbox.journal.calls("snapshots_create")
    assert made.ok and call.document["data"][0]["attributes"]["type"] == "SNAPSHOT"
    changed = side.run(client.positions.bulk_update([{"type": "positions", "id": 13, "display_name": "A"}]))
    assert changed.ok


def test_a_deadline_is_that_of_one_request(side: Side, sandbox: Sandbox) -> None:
    client = side.client(sandbox.url or "", deadline=40, max_retries=1)
    sandbox.fail("status", "positions_create", status=429, retry_after=30, times=1)
    sandbox.fail("status", "positions_create", status=429, retry_after=30, times=1, skip=2)
    assert side.run(client.positions.bulk_create(rows(20), batch_size=10)).ok


# ---- files


def test_a_folder_goes_up_once(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    folder = outbox(tmp_path, "a.txt", "deep/b.txt", ".hidden", "c.txt")
    progress: list[Any] = []
    client = side.client(sandbox.url or "")
    first = side.run(client.files.upload_folder(folder, entities=[22], groups="31", on_progress=progress.append))
    assert sorted(outcome.item.name for outcome in first.done) == ["a.txt", "b.txt", "c.txt"]
    for outcome in first.done:
        record = side.run(client.files.get(outcome.result.id))
        assert record.attributes.name == outcome.item.path.name
        assert [one["id"] for one in record.to_dict()["relationships"]["associated_groups"]["data"]] == ["31"]
    assert (progress[-1].done, progress[-1].total, progress[0].done) == (3, 3, 0)
    assert progress[-1].bytes >= sum(path.stat().st_size for path in folder.rglob("*.txt"))
    again = side.run(client.files.upload_folder(folder, entities=[22], groups=[31]))
    assert (again.ok, len(again.skipped)) == (True, 3)
    assert {outcome.found for outcome in again.skipped} == {str(outcome.result.id) for outcome in first.done}
    sandbox.journal.assert_called("files_upload", times=3)
    for wrong in (tmp_path / "none", folder / "a.txt", 5):
        with pytest.raises(InputError, match="is neither a folder"):
            side.run(client.files.upload_folder(wrong))


def test_an_upload_without_an_answer_is_kept_apart_and_the_next_call_looks(
    side: Side, sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = outbox(tmp_path, "a.txt", "b.txt", "c.txt")
    client = side.client(sandbox.url or "", max_retries=2)
    sandbox.fail("drop", "files_upload")  # it arrived
    sandbox.fail("status", "files_upload", status=403, skip=0)
    result = side.run(client.files.upload_folder(folder, at_once=1))
    assert [len(part) for part in (result.unknown, result.failed, result.done)] == [1, 1, 1]
    assert result.failed[0].error is not None and "403" in str(result.failed[0].error)
    again = side.run(client.files.upload_folder(folder))
    assert (len(again.skipped), len(again.done)) == (2, 1)
    names = [row.body["attributes"]["name"] for row in sandbox.store.collection("1", "files").rows()]
    assert [names.count(name) for name in ("a.txt", "b.txt", "c.txt")] == [1, 1, 1]


def test_a_wrong_key_is_tried_once(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.fail("status", "files_upload", status=401, times=None)
    folder = outbox(tmp_path, *(f"{number}.txt" for number in range(9)))
    result = side.run(side.client(sandbox.url or "").files.upload_folder(folder, at_once=1))
    assert (len(result.failed), len(result.untried)) == (1, 8)
    sandbox.journal.assert_called("files_upload", times=1)


def test_all_files_come_down_once_and_go_on_where_they_were(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    ids = [sandbox.add_file(f"f{number}.bin", os.urandom(1_500_000), entities=["54"]) for number in range(5)]
    ids.append(sandbox.add_file("f1.bin", b"another of that name", entities=["54"]))
    client = side.client(sandbox.url or "")
    sandbox.fail("cut", "files_download", times=None, skip=2)
    to = tmp_path / "new" / "folder"
    first = side.run(client.files.download_all(to, entity_id=54, at_once=1))
    assert (len(first.done), len(first.failed)) == (2, 4)
    assert {path.name for path in to.iterdir() if path.name[0] != "."} == {
        outcome.result.path.name for outcome in first.done
    }
    sandbox.faults.clear()
    sandbox.journal.clear()
    second = side.run(client.files.download_all(to, entity_id=54))
    assert (second.ok, len(second.skipped)) == (True, len(first.done)), "what is complete is not fetched again"
    assert any("range" in call.headers for call in sandbox.journal.calls("files_download")), "parts are taken up"
    found = documents(to)
    assert len(found) == 6, "no part is left, and two of one name are both there"
    for number, file_id in enumerate(ids[:1] + ids[2:5]):
        row = sandbox.store.collection("1", "files").get(file_id)
        assert found[row.body["attributes"]["name"]] == sandbox.blobs.path(row.body["blob"]).read_bytes(), number
    assert len(side.run(client.files.download_all(to, [ids[0], side.run(client.files.get(ids[2]))])).skipped) == 2
    assert len(side.run(client.files.download_all(to, entity_id=54, name="f4*", overwrite=True)).done) == 1


def documents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".addepar-files.jsonl"}


def test_two_documents_that_look_alike_are_both_fetched(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    """Same name, same length, created in the same second, fetched in two runs into one folder."""
    contents = {entity: f"Statement of {entity}".encode() for entity in ("22", "54")}
    for entity, content in contents.items():
        sandbox.add_file("Statement.pdf", content, entities=[entity])
    client = side.client(sandbox.url or "")
    for entity in contents:
        done = side.run(client.files.download_all(tmp_path, entity_id=entity, name="Statement.pdf"))
        assert [outcome.result.path.read_bytes() for outcome in done.done] == [contents[entity]]
    assert sorted(documents(tmp_path).values()) == sorted(contents.values())
    for entity in contents:
        again = side.run(client.files.download_all(tmp_path, entity_id=entity, name="Statement.pdf"))
        assert (len(again.done), len(again.skipped)) == (0, 1)
        assert again.skipped[0].found.read_bytes() == contents[entity], "the path of a skipped file is that document"


def test_a_document_that_cannot_be_fetched_again_keeps_its_name(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    """Otherwise another document of that name and length would be taken for it."""
    for entity in ("22", "54"):
        sandbox.add_file("Statement.pdf", f"Statement of {entity}".encode(), entities=[entity])
    client = side.client(sandbox.url or "", max_retries=0)

    def fetch(entity: str) -> Any:
        return side.run(client.files.download_all(tmp_path, entity_id=entity, name="Statement.pdf"))

    assert fetch("22").ok
    (tmp_path / "Statement.pdf").unlink()
    sandbox.fail("status", "files_download", status=500, times=None)
    assert len(fetch("22").failed) == 1
    sandbox.faults.clear()
    assert fetch("54").ok
    again = fetch("22")
    assert [outcome.result.path.read_bytes() for outcome in again.done] == [b"Statement of 22"]
    assert sorted(documents(tmp_path).values()) == [b"Statement of 22", b"Statement of 54"]


def test_names_follow_the_list_and_not_the_faster_download(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    ids = [sandbox.add_file("Same.bin", bytes([65 + number]) * 100, entities=["54"]) for number in range(12)]
    client = side.client(sandbox.url or "")
    records = side.list(client.files.list(entity_id=54))
    listed = [record.id for record in records if record.attributes.name == "Same.bin"]
    assert sorted(listed) == sorted(ids)
    side.run(client.files.download_all(tmp_path, entity_id=54, name="Same.bin", at_once=12))
    expected = {"Same.bin"} | {f"Same ({file_id}).bin" for file_id in listed[1:]}
    assert set(documents(tmp_path)) == expected
    for number, file_id in enumerate(ids):
        name = "Same.bin" if file_id == listed[0] else f"Same ({file_id}).bin"
        assert documents(tmp_path)[name] == bytes([65 + number]) * 100
    assert len(side.run(client.files.download_all(tmp_path, entity_id=54, name="Same.bin")).skipped) == 12


def test_a_local_file_of_the_same_look_is_not_taken_for_the_document(
    side: Side, sandbox: Sandbox, tmp_path: Path
) -> None:
    file_id = sandbox.add_file("Mine.txt", b"theirs", entities=["54"])
    client = side.client(sandbox.url or "")
    record = side.run(client.files.get(file_id))
    moment = record.attributes.created_at.timestamp()
    (tmp_path / "Mine.txt").write_bytes(b"my own")
    os.utime(tmp_path / "Mine.txt", (moment, moment))
    done = side.run(client.files.download_all(tmp_path, record))
    assert documents(tmp_path) == {"Mine.txt": b"my own", f"Mine ({file_id}).txt": b"theirs"} and done.ok
    replaced = side.run(client.files.download_all(tmp_path, record, overwrite=True))
    assert documents(tmp_path) == {"Mine.txt": b"theirs", f"Mine ({file_id}).txt": b"theirs"} and replaced.ok


def test_documents_of_one_name_do_not_replace_each_other(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    """With ``overwrite=True``, over a local file, in one run."""
    ids = [sandbox.add_file("Mine.txt", b"theirs %d" % number, entities=["54"]) for number in range(2)]
    (tmp_path / "Mine.txt").write_bytes(b"my own")
    client = side.client(sandbox.url or "")
    assert side.run(client.files.download_all(tmp_path, ids, overwrite=True, at_once=1)).ok
    assert documents(tmp_path) == {"Mine.txt": b"theirs 0", f"Mine ({ids[1]}).txt": b"theirs 1"}


def test_a_local_file_with_the_same_content_stays_the_users(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    file_id = sandbox.add_file("Mine.txt", b"content", entities=["54"])
    (tmp_path / "Mine.txt").write_bytes(b"content")
    os.utime(tmp_path / "Mine.txt", (1, 1))
    client = side.client(sandbox.url or "")
    assert side.run(client.files.download_all(tmp_path, [file_id])).ok
    assert documents(tmp_path) == {"Mine.txt": b"content", f"Mine ({file_id}).txt": b"content"}
    assert (tmp_path / "Mine.txt").stat().st_mtime == 1


def test_overwriting_never_replaces_another_document(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    first = sandbox.add_file("A.txt", b"first", entities=["54"])
    second = sandbox.add_file("a.TXT", b"other", entities=["54"])  # one file on a Mac and on Windows
    client = side.client(sandbox.url or "")
    for file_id in (first, second, first):
        assert side.run(client.files.download_all(tmp_path, [file_id], overwrite=True)).ok
    assert documents(tmp_path) == {"A.txt": b"first", f"a ({second}).TXT": b"other"}


def test_what_was_edited_renamed_or_removed_is_fetched_or_found(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    file_id = sandbox.add_file("N.txt", b"content", entities=["54"])
    client = side.client(sandbox.url or "")

    def run() -> tuple[int, int]:
        result = side.run(client.files.download_all(tmp_path, [file_id, file_id, int(file_id)]))
        return len(result.done), len(result.skipped)

    assert run() == (1, 0), "one document, however often it is named"
    side.run(client.files.update(file_id, name="New.txt"))
    assert run() == (0, 1), "the name in Addepar may change: the document is the same"
    (tmp_path / "N.txt").unlink()
    assert run() == (1, 0) and documents(tmp_path) == {"New.txt": b"content"}
    (tmp_path / "New.txt").write_bytes(b"edited here")
    assert run() == (1, 0)
    assert documents(tmp_path) == {"New.txt": b"edited here", f"New ({file_id}).txt": b"content"}


def test_a_damaged_manifest_costs_a_second_copy_and_no_document(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    ids = [sandbox.add_file(f"{number}.txt", b"content", entities=["54"]) for number in range(3)]
    client = side.client(sandbox.url or "")
    side.run(client.files.download_all(tmp_path, ids))
    manifest = tmp_path / ".addepar-files.jsonl"
    lines = [json.loads(line) for line in manifest.read_text().splitlines() if line]
    assert sorted(line["id"] for line in lines if "bytes" in line) == sorted(ids)
    whole = b"\n".join(json.dumps(line).encode() for line in lines if "bytes" in line)
    manifest.write_bytes(b'[1]\n\xff\n{"id": {}, "name": "../../../etc/passwd"}\n' + whole[:-9])
    again = side.run(client.files.download_all(tmp_path, ids))
    assert (len(again.done), len(again.skipped)) == (1, 2)
    assert len(side.run(client.files.download_all(tmp_path, ids)).skipped) == 3, "the next line is a line of its own"
    manifest.unlink()
    manifest.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"^to: cannot open .*\.addepar-files\.jsonl"):
        side.run(client.files.download_all(tmp_path, ids))


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"a":' * 100_000, b'{"bytes": ' + b"9" * 5_000 + b"}"])
def test_a_hostile_line_of_a_manifest_is_left_out(side: Side, sandbox: Sandbox, tmp_path: Path, line: bytes) -> None:
    file_id = sandbox.add_file("A.txt", b"content", entities=["54"])
    client = side.client(sandbox.url or "")
    side.run(client.files.download_all(tmp_path, [file_id]))
    manifest = tmp_path / ".addepar-files.jsonl"
    manifest.write_bytes(line + b"\n" + manifest.read_bytes())
    assert len(side.run(client.files.download_all(tmp_path, [file_id])).skipped) == 1


@pytest.mark.parametrize("name", ["A" * 196 + ".pdf", "A" * 240 + ".pdf", "\u00c4" * 98 + ".pdf", "a." + "x" * 240])
def test_documents_whose_names_are_too_long_are_each_fetched_once(
    side: Side, sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    contents = [f"content {number}".encode() for number in range(4)]
    ids = [sandbox.add_file(name, content, entities=["54"]) for content in contents]
    client = side.client(sandbox.url or "")
    first = side.run(client.files.download_all(tmp_path, ids))
    assert (len(first.done), first.ok) == (4, True), "no two of them share an unfinished part"
    assert sorted(documents(tmp_path).values()) == contents
    assert len(side.run(client.files.download_all(tmp_path, ids)).skipped) == 4


def test_two_downloads_into_one_folder_do_not_disturb_each_other(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    ids = [sandbox.add_file("A.txt", b"%d" % number, entities=["54"]) for number in range(3)]
    client = side.client(sandbox.url or "")
    code = f"""
from pathlib import Path
from addepar_core.utils.manifest import Manifest
with Manifest(Path({str(tmp_path)!r}), ".addepar-files.jsonl"):
    print("locked", flush=True)
    input()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603
        assert other.stdout is not None and other.stdout.readline().strip() == b"locked"
        with pytest.raises(TransferError, match=r"another download into .* is running; wait until it has finished"):
            side.run(client.files.download_all(tmp_path, ids))
        other.communicate(b"\n")
    assert len(side.run(client.files.download_all(tmp_path, ids)).done) == 3
    assert sorted(documents(tmp_path).values()) == [b"0", b"1", b"2"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("step", ["os.fsync", "os.utime"])
def test_what_a_killed_process_did_not_record_is_fetched_again(
    side: Side, sandbox: Sandbox, tmp_path: Path, step: str
) -> None:
    ids = [sandbox.add_file("A.txt", b"%d" % number, entities=["54"]) for number in range(2)]
    code = f"""
import os, signal
from pathlib import Path
from addepar_client import AddeparClient
with AddeparClient(base_url={sandbox.url!r}, firm_id=1, auth=("sandbox", "sandbox")) as client:
    {step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    client.files.download_all({str(tmp_path)!r}, {ids!r}, at_once=1)
"""
    killed = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)  # noqa: S603
    assert killed.returncode < 0
    assert list(documents(tmp_path)) == ["A.txt"], "complete, and not recorded"
    client = side.client(sandbox.url or "")
    again = side.run(client.files.download_all(tmp_path, ids))
    assert (len(again.done), len(again.skipped)) == (2, 0), "nothing is taken on trust"
    assert documents(tmp_path) == {"A.txt": b"0", f"A ({ids[1]}).txt": b"1"}, "and no copy is left"
    assert {outcome.result.path.read_bytes() for outcome in again.done} == {b"0", b"1"}
    assert len(side.run(client.files.download_all(tmp_path, ids)).skipped) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("then", ["nothing", "edited and removed", "moved"])
def test_a_file_that_was_named_when_its_process_was_killed_is_no_part(
    side: Side, sandbox: Sandbox, tmp_path: Path, then: str
) -> None:
    """A file gets its name by a hard link: its unfinished form must not be resumed, and must not stay."""
    content = b"0123456789" * 10
    file_id = sandbox.add_file("A.txt", content, entities=["54"])
    code = f"""
import os, signal
from addepar_client import AddeparClient
def link(*args, link=os.link):
    link(*args)
    os.kill(os.getpid(), signal.SIGKILL)
os.link = link
with AddeparClient(base_url={sandbox.url!r}, firm_id=1, auth=("sandbox", "sandbox")) as client:
    client.files.download_all({str(tmp_path / "to")!r}, [{file_id!r}])
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode < 0  # noqa: S603
    path = tmp_path / "to" / "A.txt"
    assert path.stat().st_nlink == 2
    if then == "edited and removed":
        with path.open("r+b") as file:
            file.write(b"A note")
        path.unlink()
    elif then == "moved":
        path.rename(tmp_path / "elsewhere")
    (done,) = side.run(side.client(sandbox.url or "").files.download_all(path.parent, [file_id])).done
    assert documents(path.parent) == {"A.txt": content}, "and nothing of the killed process is left"
    assert (done.result.path, path.stat().st_nlink) == (path, 1)


@pytest.mark.parametrize("form", ["folder", "link to a document", "link out of the folder", "link to nothing"])
def test_overwrite_replaces_files_only(side: Side, sandbox: Sandbox, tmp_path: Path, form: str) -> None:
    """A document is not written into a folder that has its name, or through a link, over another document."""
    folder, outside = tmp_path / "to", tmp_path / "outside"
    ids = [sandbox.add_file(name, name.encode(), entities=["54"]) for name in ("A.txt", "B.txt")]
    client = side.client(sandbox.url or "")
    side.run(client.files.download_all(folder, ids[1:]))
    outside.write_bytes(b"my own")
    if form == "folder":
        (folder / "A.txt").mkdir()
    else:
        targets = {"link to a document": "B.txt", "link out of the folder": outside, "link to nothing": "nothing"}
        (folder / "A.txt").symlink_to(targets[form])
    for _ in range(2):
        result = side.run(client.files.download_all(folder, ids, overwrite=True))
        paths = [outcome.result.path for outcome in result.done]
        assert paths == [folder / f"A ({ids[0]}).txt", folder / "B.txt"]
        assert [path.read_bytes() for path in paths] == [b"A.txt", b"B.txt"]
    assert outside.read_bytes() == b"my own"
    assert (folder / "A.txt").is_dir() == (form == "folder")
    assert (folder / "A.txt").is_symlink() == (form != "folder")
    assert not (folder / "nothing").exists()


def test_an_interrupt_that_is_kept_keeps_no_folder_locked(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook keeps the last exception, with all that its frames refer to."""
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        client.files.download_all(tmp_path, [123])
        with monkeypatch.context() as patched:
            patched.setattr("addepar_core.utils.manifest._key", interrupt)
            with pytest.raises(KeyboardInterrupt) as kept:
                client.files.download_all(tmp_path, [123])
        assert len(client.files.download_all(tmp_path, [123]).skipped) == 1
        assert kept.value.__traceback__ is not None


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_file_that_is_not_the_unrecorded_one_is_kept(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    """As above, but the file was edited, or replaced by a link to the same content, before the next run."""
    ids = [sandbox.add_file(f"{number}.txt", b"%d" % number, entities=["54"]) for number in range(2)]
    client = side.client(sandbox.url or "")
    side.run(client.files.download_all(tmp_path, ids))
    manifest = tmp_path / ".addepar-files.jsonl"
    claims = [line for line in manifest.read_text().splitlines() if '"bytes"' not in line]
    manifest.write_text("\n".join(claims))
    (tmp_path / "0.txt").write_bytes(b"edited")
    (tmp_path / "1.txt").rename(tmp_path / "elsewhere")
    (tmp_path / "1.txt").symlink_to(tmp_path / "elsewhere")
    assert len(side.run(client.files.download_all(tmp_path, ids)).done) == 2
    copies = {f"{number} ({file_id}).txt": b"%d" % number for number, file_id in enumerate(ids)}
    assert documents(tmp_path) == {"0.txt": b"edited", "1.txt": b"1", "elsewhere": b"1"} | copies


def test_a_file_that_came_after_a_failed_download_is_not_taken_for_the_document(
    side: Side, sandbox: Sandbox, tmp_path: Path
) -> None:
    done, failing = (sandbox.add_file(f"{name}.txt", b"theirs", entities=["54"]) for name in "AB")
    client = side.client(sandbox.url or "", max_retries=0)
    sandbox.fail("status", "files_download", status=500, times=None, skip=1)
    first = side.run(client.files.download_all(tmp_path, [done, failing], at_once=1, resume=False))
    assert (len(first.done), len(first.failed)) == (1, 1)
    sandbox.faults.clear()
    (tmp_path / "B.txt").write_bytes(b"my own")
    assert len(side.run(client.files.download_all(tmp_path, [done, failing])).done) == 1
    assert documents(tmp_path) == {"A.txt": b"theirs", "B.txt": b"my own", f"B ({failing}).txt": b"theirs"}


@pytest.mark.parametrize("value", [None, 5, [5], b"x"])
def test_statuses_and_columns_to_ignore_are_texts(side: Side, sandbox: Sandbox, tmp_path: Path, value: Any) -> None:
    client = side.client(sandbox.url or "")
    with pytest.raises(InputError, match=r"^statuses: .* is neither text nor a list of texts"):
        side.run(client.generated_reports.sync(tmp_path, statuses=value))
    with pytest.raises(InputError, match=r"^ignore: .* is neither text nor a list of texts"):
        side.run(client.positions.bulk_create([{"owner_id": 22, "owned_id": 34}], ignore=value))


def test_the_same_id_in_another_firm_is_another_document(side: Side, tmp_path: Path) -> None:
    contents = {"1": b"firm 1", "2": b"firm 2"}

    def answer(seen: Seen) -> Reply:
        return Reply(200, contents[seen.headers["addepar-firm"]], {"Content-Type": "application/octet-stream"})

    record = {"type": "files", "id": "5", "attributes": {"name": "X.bin", "bytes": 6}}
    with hostile(answer) as server:
        for firm in contents:
            client = side.client(server.url, firm_id=firm)
            assert (
                side.run(client.files.download_all(tmp_path, [record])).done[0].result.path.read_bytes()
                == (contents[firm])
            )
    assert documents(tmp_path) == {"X.bin": b"firm 1", "X (5).bin": b"firm 2"}


def test_what_cannot_be_downloaded_is_told_first(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    client = side.client(sandbox.url or "")
    for arguments in (
        {"to": tmp_path / "file"}, {"to": 5}, {"to": ""}, {"to": tmp_path, "files": [1], "name": "x"},
        {"to": tmp_path, "files": [None]}, {"to": tmp_path, "at_once": 0}, {"to": tmp_path, "on_progress": 1},
    ):  # fmt: skip
        with pytest.raises(InputError):
            side.run(client.files.download_all(**arguments))
    assert sandbox.journal.calls() == []
    with pytest.raises(ConfigurationError, match="with_raw_response"):
        side.run(client.with_raw_response.files.download_all(tmp_path))


def test_a_folder_that_is_not_there_is_made(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    done = side.run(side.client(sandbox.url or "").files.download(123, to=f"{tmp_path}/a/b/"))
    assert done.path.parent == tmp_path / "a" / "b"
    with pytest.raises(InputError, match="there is no folder"):
        side.run(side.client(sandbox.url or "").files.download(123, to=tmp_path / "c" / "d.pdf"))


def test_transfers_go_side_by_side_and_are_told_of_one_at_a_time(sandbox: Sandbox, tmp_path: Path) -> None:
    """Four connections are open at once: none is answered before all have come."""
    together = threading.Barrier(4, timeout=20)
    inside = threading.Lock()

    def answer(seen: Seen) -> Reply:
        together.wait()
        return Reply(200, b"x" * 100, {"Content-Type": "application/octet-stream"})

    def on_progress(progress: Any) -> None:
        assert inside.acquire(blocking=False), "called by two threads at once"
        inside.release()

    with hostile(answer) as server, AddeparClient(base_url=server.url, firm_id=1, auth="t") as client:
        records = [{"type": "files", "id": str(n), "attributes": {"name": f"{n}.bin"}} for n in range(8)]
        result = client.files.download_all(tmp_path, records, on_progress=on_progress)  # type: ignore[arg-type]
    assert (len(result.done), len(documents(tmp_path))) == (8, 8)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_interrupt_ends_all_transfers_and_leaves_nothing_half_written(
    side: Side, sandbox: Sandbox, tmp_path: Path, error: type[BaseException]
) -> None:
    for number in range(6):
        sandbox.add_file(f"f{number}.bin", os.urandom(900_000), entities=["54"])
    sandbox.fail("drip", "files_download", times=None)
    outcomes: dict[int, Any] = {}
    raised: list[bool] = []

    def on_progress(progress: Any) -> None:
        outcomes[id(progress.outcome)] = progress.outcome
        if progress.outcome.bytes and not raised:
            raised.append(True)
            raise error

    client = side.client(sandbox.url or "")
    if side.name == "async" and error is KeyboardInterrupt:
        pytest.skip("it ends the event loop of the test itself")
    with pytest.raises(error):
        side.run(client.files.download_all(tmp_path / "to", entity_id=54, resume=False, on_progress=on_progress))
    assert list((tmp_path / "to").iterdir()) == []
    assert "running" not in {outcome.state for outcome in outcomes.values()}
    assert len(outcomes) < 6, "nothing new was begun"


def test_an_error_of_the_callback_ends_an_upload_too(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    folder = outbox(tmp_path, *(f"{number}.bin" for number in range(6)), size=300_000)
    raised: list[bool] = []

    def on_progress(progress: Any) -> None:
        if progress.outcome.bytes and not raised:
            raised.append(True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        side.run(side.client(sandbox.url or "").files.upload_folder(folder, on_progress=on_progress))
    assert len(sandbox.journal.calls("files_upload")) <= 4, "nothing new was begun"


def test_a_cancelled_task_leaves_nothing_half_written(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.add_file("f.bin", os.urandom(900_000), entities=["54"])
    sandbox.fail("drip", "files_download", times=None)

    with asyncio.Runner() as runner:
        side = Side("async", runner)
        client = side.client(sandbox.url or "")

        async def main() -> None:
            begun = asyncio.Event()
            call = client.files.download_all(
                tmp_path / "to", entity_id=54, resume=False, on_progress=lambda now: now.outcome.bytes and begun.set()
            )
            task = asyncio.ensure_future(call)
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        runner.run(main())
        side.close()
    assert list((tmp_path / "to").iterdir()) == []


# ---- reports


def report(run_id: Any, **attributes: Any) -> dict[str, Any]:
    defaults = {
        "report_name": "R", "status": "FINISHED", "completed_at": "2024-01-01T00:00:00Z",
        "generated_portfolios": [{"portfolio_id": 1}],
    }  # fmt: skip
    return {"type": "generated_reports", "id": run_id, "attributes": defaults | attributes}


ODD = {
    "half a character": report("2", report_name="\ud800bad"),
    "no id": {"type": "generated_reports", "attributes": {"status": "FINISHED", "generated_portfolios": [1]}},
    "attributes are a list": {"type": "generated_reports", "id": "3", "attributes": []},
    "portfolios are text": report("4", failed_portfolios="all of them", generated_portfolios="some"),
    "nothing": {},
}


@pytest.mark.filterwarnings("ignore::addepar_client.RowWarning")
@pytest.mark.parametrize("odd", ODD)
def test_one_odd_record_does_not_stop_a_sync(side: Side, tmp_path: Path, odd: str) -> None:
    def answer(seen: Seen) -> Reply:
        if urlsplit(seen.path).path.endswith("generated_reports"):
            return Reply.json(json.dumps({"data": [report("1"), ODD[odd], report("9")], "links": {}}))
        return Reply(200, b"PK", {"Content-Type": "application/zip"})

    server: Hostile
    with hostile(answer) as server:
        result = side.run(side.client(server.url).generated_reports.sync(tmp_path / "to"))
    assert {"1", "9"} <= {outcome.item.id for outcome in result.done}
    assert len(result.outcomes) == 3
    assert len(result.failed) == (0 if odd in ("half a character", "portfolios are text") else 1)
    assert len(list((tmp_path / "to").glob("*.zip"))) == len(result.done)


def test_reports_are_fetched_once_and_unpacked(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    moment = datetime.datetime(2021, 2, 13, 23, 59, 59, tzinfo=datetime.UTC)
    for number, since in enumerate(("2021-02-14", datetime.date(2021, 2, 14), moment)):
        to = tmp_path / str(number)
        result = side.run(client.generated_reports.sync(to, since=since, unzip=True))
        assert result.ok and len(result.done) == 2
    assert all(any(outcome.result.path.glob("*.pdf")) for outcome in result.done)
    failed = [one for outcome in result.done for one in outcome.result.failed_portfolios]
    assert ("entity", "22", "Thanos") in [(kind, str(number), name) for kind, number, name in failed]
    again = side.run(client.generated_reports.sync(to))
    assert (again.fetched_before, len(again.done)) == (2, 2)
    for wrong, problem in (
        ("2024-02-31", "'2024-02-31' is not in the calendar"),
        (datetime.datetime(2024, 2, 1), "2024-02-01 00:00:00 has no time zone; .* or pass a date"),
        ("Feb 14", "'Feb 14' is not a timestamp; .* or a date"),
    ):
        with pytest.raises(InputError, match=f"^since: {problem}"):
            side.run(client.generated_reports.sync(tmp_path / "x", since=wrong))
    other = side.client(sandbox.url or "", firm_id=7)
    with pytest.raises(InputError, match="contains the reports of firm 1"):
        side.run(other.generated_reports.sync(to))


@pytest.mark.filterwarnings("ignore::addepar_client.RowWarning")
def test_a_record_without_an_id_costs_no_download_of_another(side: Side, tmp_path: Path) -> None:
    """And text in its place is no id: it is not asked for."""
    good = [{"type": "files", "id": each, "attributes": {"name": f"{each}.txt"}} for each in ("1", "3")]
    listing = json.dumps({"data": [good[0], "a", {"type": "files", "attributes": {"name": "2.txt"}}, [1], good[1]]})

    def answer(seen: Seen) -> Reply:
        if "download" in seen.path:
            return Reply(200, b"bytes", {"Content-Type": "application/binary"})
        return Reply.json(listing)

    with hostile(answer) as server:
        result = side.run(side.client(server.url).files.download_all(tmp_path / "to"))
    assert [outcome.result.path.name for outcome in result.done] == ["1.txt", "3.txt"]
    assert len(result.failed) == 3
    for outcome in result.failed:
        assert "the list contains a record without an id" in str(outcome.error)
    assert len(server.seen) == 3, "the list and two downloads"


@pytest.mark.parametrize("unzip", [False, True])
def test_nothing_that_was_not_fetched_counts_as_a_report(
    side: Side, sandbox: Sandbox, tmp_path: Path, unzip: bool
) -> None:
    client = side.client(sandbox.url or "")
    plain = side.run(client.generated_reports.sync(tmp_path / "plain", unzip=True))
    names = [outcome.result.path.name for outcome in plain.done]
    to = tmp_path / "to"
    for name in names[:2]:
        (to / name).mkdir(parents=True)
    (to / names[2]).write_text("a file of that name")
    (to / f"{names[3]}.zip").write_bytes(b"foreign")
    result = side.run(client.generated_reports.sync(to, unzip=unzip))
    assert result.ok and len(result.done) == 4
    assert sorted(outcome.result.path.name.removesuffix(".zip") for outcome in result.done) == sorted(
        f"{name} (2)" for name in names
    )
    if unzip:
        assert all(list(outcome.result.path.rglob("*.pdf")) for outcome in result.done)
    assert [list((to / name).iterdir()) for name in names[:2]] == [[], []]
    assert (to / f"{names[3]}.zip").read_bytes() == b"foreign"
    again = side.run(client.generated_reports.sync(to, unzip=unzip))
    assert (again.fetched_before, len(again.outcomes)) == (4, 0)


def test_a_zip_is_kept_if_another_folder_has_its_name(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    first = side.run(client.generated_reports.sync(tmp_path)).done[0].result.path
    first.with_suffix("").mkdir()
    result = side.run(client.generated_reports.sync(tmp_path, unzip=True))
    assert [str(outcome.error).endswith("move it away, and sync again") for outcome in result.failed] == [True]
    assert first.is_file() and len(result.done) == 3
    first.with_suffix("").rmdir()
    assert side.run(client.generated_reports.sync(tmp_path, unzip=True)).ok
    assert list(first.with_suffix("").glob("*.pdf")) and not first.exists()


@pytest.mark.parametrize("step", ["sync_to_disk", "write_whole"])
@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_disk_that_gets_full_is_a_documented_error_of_a_report(
    side: Side, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, before: int
) -> None:
    calls: list[object] = []
    work = getattr(reports, step)

    def fill(*args: Any) -> None:
        calls.append(args)
        if len(calls) > before:
            raise OSError(errno.ENOSPC, "No space left on device")
        work(*args)

    sync = side.client(sandbox.url or "").generated_reports.sync
    with monkeypatch.context() as patched:
        patched.setattr(reports, step, fill)
        if (step, before) == ("write_whole", 0):
            with pytest.raises(TransferError, match=r"cannot write '.*addepar-reports.json': No space left"):
                side.run(sync(tmp_path, at_once=1))
        else:
            result = side.run(sync(tmp_path, at_once=1))
            assert len(result.done) == (before if step == "sync_to_disk" else before - 1)
            assert {type(outcome.error) for outcome in result.failed} == {TransferError}
            assert all("No space left" in str(outcome.error) for outcome in result.failed)
    assert side.run(sync(tmp_path)).ok
    assert len(list(tmp_path.glob("*.zip"))) == 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("then", ["nothing", "replaced", "refused once"])
def test_a_report_that_a_killed_process_did_not_record_is_fetched_again(
    side: Side, sandbox: Sandbox, tmp_path: Path, then: str
) -> None:
    """A ZIP under a name that was reserved for a report need not be that report."""
    code = f"""
import os, signal
from addepar_client import AddeparClient
from addepar_client.batch.documents import reports
reports.sync_to_disk = lambda path: os.kill(os.getpid(), signal.SIGKILL)
with AddeparClient(base_url={sandbox.url!r}, firm_id=1, auth=("sandbox", "sandbox")) as client:
    client.generated_reports.sync({str(tmp_path)!r}, at_once=1)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode < 0  # noqa: S603
    (left,) = tmp_path.glob("*.zip")
    real = left.read_bytes()
    foreign = real
    if then == "replaced":
        with zipfile.ZipFile(written := io.BytesIO(), "w") as other:
            other.writestr("mine.txt", "my own")
        foreign = written.getvalue()
    left.write_bytes(foreign)
    sync = side.client(sandbox.url or "", max_retries=0).generated_reports.sync
    if then == "refused once":
        sandbox.fail("status", "generated_reports_download", status=404, times=None)
        assert len(side.run(sync(tmp_path)).failed) == 4
        sandbox.faults.clear()
    result = side.run(sync(tmp_path))
    assert len(result.done) == 4
    paths = [outcome.result.path for outcome in result.done]
    assert left.read_bytes() == foreign
    assert (left in paths) == (foreign == real)
    assert real in [path.read_bytes() for path in paths]
    assert set(tmp_path.glob("*.zip")) == {left, *paths}, "no other copy is left"
    assert side.run(sync(tmp_path)).fetched_before == 4


def test_two_syncs_of_one_folder_do_not_disturb_each_other(sandbox: Sandbox, tmp_path: Path) -> None:
    refused: list[str] = []
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:

        def on_progress(progress: Any) -> None:
            if not refused:
                with pytest.raises(TransferError) as caught:
                    client.generated_reports.sync(tmp_path)
                refused.append(str(caught.value))

        assert client.generated_reports.sync(tmp_path, on_progress=on_progress).ok
    assert "is running in" in refused[0]


# ---- what a newcomer found


@pytest.mark.parametrize("empty", ["", [object()]])
def test_what_is_no_folder_is_not_uploaded(side: Side, sandbox: Sandbox, empty: Any) -> None:
    with pytest.raises(InputError, match="is neither a folder"):
        side.run(side.client(sandbox.url or "").files.upload_folder(empty, entities=[22]))
    assert sandbox.journal.calls() == []


def test_a_file_that_is_removed_before_its_turn_is_one_that_failed(
    side: Side, sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = outbox(tmp_path, "a.txt", "b.txt")
    (folder / "copy").mkdir()
    (folder / "copy" / "b.txt").write_bytes((folder / "b.txt").read_bytes())
    first, second, copy = local_files(files_below(folder))
    second.path.unlink()
    result = side.run(side.client(sandbox.url or "").files.upload_folder([first, second, copy], entities=[22]))
    assert len(result.done) == 1
    assert [type(outcome.error) for outcome in result.failed] == [InputError, TransferError]
    assert f"'{second.path}': No such file" in str(result.failed[1].error)


def test_links_are_not_followed_and_are_told(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    folder = outbox(tmp_path, "a.txt", "b/c.txt")
    (folder / "file.txt").symlink_to(secret)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "folder").symlink_to(tmp_path, target_is_directory=True)
    result = side.run(side.client(sandbox.url or "").files.upload_folder(folder, entities=[22]))
    assert result.ok
    assert sorted(outcome.item.name for outcome in result.done) == ["a.txt", "c.txt"]
    assert sorted(outcome.item.path.name for outcome in result.skipped) == ["file.txt", "folder", "gone.txt"]
    assert all("link" in outcome.reason for outcome in result.skipped)
    assert len(sandbox.journal.calls("files_upload")) == 2


def test_one_file_is_downloaded_by_its_id_or_record(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    record = side.run(client.files.get(sandbox.add_file("f.txt", b"whole", entities=["54"])))
    for number, one in enumerate((record.id, int(record.id), record, {"id": record.id, "type": "files"})):
        result = side.run(client.files.download_all(tmp_path / str(number), one))
        assert [outcome.result.path.read_bytes() for outcome in result.done] == [b"whole"]
    for wrong in (1.5, b"123", {"id": record.id, "type": "entities"}, [{"id": record.id, "type": "snapshots"}]):
        before = len(sandbox.journal.calls())
        with pytest.raises(InputError, match=r"^files: "):
            side.run(client.files.download_all(tmp_path / "wrong", wrong))
        assert len(sandbox.journal.calls()) == before


def test_a_record_of_another_type_is_no_id(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    wrong = {"id": "1", "type": "entities"}
    (position,) = side.run(client.positions.create([{"owner": 22, "owned": 34, "name": "P1"}]))
    before = len(sandbox.journal.calls())
    calls = (
        ("file_id", lambda: client.files.delete(position)),
        ("file_id", lambda: client.files.get(wrong)),
        ("file_id", lambda: client.files.download(wrong, tmp_path)),
        ("file_id", lambda: client.files.update(position, name="x.pdf")),
        ("position_id", lambda: client.positions.delete(wrong)),
        ("snapshot_id", lambda: client.snapshots.get(wrong)),
        ("entity_id", lambda: client.files.list(entity_id=position)),
        ("group_id", lambda: client.generated_reports.list(group_id=wrong)),
        ("job", lambda: client.jobs.wait(wrong)),
        ("entities", lambda: client.files.upload(b"x", name="x.txt", entities=[position])),
        ("portfolio_id", lambda: client.jobs.submit_view(
            view_id=2, portfolio_type="entity", portfolio_id=position, start_date="2020-01-01", end_date="2020-01-02"
        )),
    )  # fmt: skip
    for name, call in calls:
        with pytest.raises(InputError, match=f"^{name}: it is a record of (entities|positions), not of"):
            side.run(call())
    assert len(sandbox.journal.calls()) == before
    side.run(client.positions.delete(position))


def test_the_rows_themselves_are_no_failures_file(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    path = tmp_path / "in.csv"
    path.write_text("owner_id,owned_id,name\n22,34,P1\n")
    for failures, said in (
        (path, "is the file of the rows themselves"),
        (tmp_path / "nowhere" / "x.csv", "there is no folder"),
        (5, "pass the path of a file, not 5"),
        ("", "pass the path of a file"),
        (tmp_path, "exists"),
    ):
        with pytest.raises(InputError, match=f"^failures: .*{said}"):
            side.run(client.positions.bulk_create(path, failures=failures))
    assert path.read_text() == "owner_id,owned_id,name\n22,34,P1\n"
    assert sandbox.journal.calls() == []
    path.write_text("owner_id,owned_id,name,_outcome\n22,34,P1,not tried\n")
    assert side.run(client.positions.bulk_create(path, failures=path)).ok
    assert not path.exists()


@pytest.mark.parametrize("verb", ["create", "update"])
@pytest.mark.parametrize(
    "answer",
    [b"", b'{"data": null}', b'{"data": []}', b'{"data": [{"type": "positions", "id": "1", "attributes": {}}]}'],
)
def test_rows_that_an_answer_does_not_name_are_unknown(side: Side, verb: str, answer: bytes) -> None:
    server: Hostile
    with hostile(lambda _: Reply(200, answer, {"Content-Type": "application/vnd.api+json"})) as server:
        positions = side.client(server.url).positions
        given = [{"id": str(number), "name": "P"} if verb == "update" else one for number, one in enumerate(rows(2))]
        result = side.run(getattr(positions, f"bulk_{verb}")(given))
    assert (numbers(result.unknown), result.succeeded, result.ok) == ([1, 2], [], False)
    assert all(row.errors for row in result.unknown)
    ((_, error),) = result.exceptions
    assert error.outcome_unknown


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"owner_id": 22, "owner": 34, "owned_id": 34}, "owner"),
        (ENDS | {"_custom_x": datetime.datetime(2024, 1, 1)}, "_custom_x"),
        (ENDS | {"_custom_x": [{"date": datetime.datetime(2024, 1, 1), "value": 1}]}, "_custom_x"),
        (ENDS | {"_custom_x": [{"value": float("nan")}]}, "_custom_x"),
    ],
)  # fmt: skip
def test_what_a_row_cannot_mean_is_told_with_its_number(
    side: Side, sandbox: Sandbox, row: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputError) as caught:
        side.run(side.client(sandbox.url or "").positions.bulk_create([*rows(1), row]))
    assert [(fault.row, fault.field.partition("[")[0]) for fault in caught.value.faults] == [(2, field)]
    assert sandbox.journal.calls() == []


def test_missing_values_of_pandas_and_numpy_are_told(side: Side, sandbox: Sandbox) -> None:
    pandas = pytest.importorskip("pandas")
    numpy = pytest.importorskip("numpy")
    for missing in (pandas.NaT, pandas.NA, numpy.datetime64("NaT", "ns"), [{"value": pandas.NaT}]):
        row = rows(1)[0] | {"_custom_x": missing}
        with pytest.raises(InputError) as caught:
            side.run(side.client(sandbox.url or "").positions.bulk_create([row]))
        assert [fault.row for fault in caught.value.faults] == [1]
    assert sandbox.journal.calls() == []


def test_half_a_character_does_not_fail_a_table(side: Side) -> None:
    pytest.importorskip("pyarrow")
    record = {"type": "positions", "id": "1", "attributes": {"name": "\ud800x", "_custom_\udfff": "y"}}
    body = json.dumps({"data": [record], "links": {}}).encode()
    server: Hostile
    with hostile(lambda _: Reply(200, body, {"Content-Type": "application/vnd.api+json"})) as server:
        table = side.run(side.client(server.url).positions.list().to_arrow())
    assert table.to_pylist() == [{"id": "1", "name": "\\ud800x", "_custom_\\udfff": "y"}]


def test_a_sync_removes_no_hidden_folder_of_the_user(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    own = tmp_path / ".mine.unzip"
    own.mkdir()
    side.run(side.client(sandbox.url or "").generated_reports.sync(tmp_path))
    assert own.is_dir()


def test_a_result_shows_its_counts_and_not_thousands_of_rows(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    client = side.client(sandbox.url)
    rows = [{"owner_id": 22, "owned_id": owned, "name": "Ours"} for owned in (34, 999_999_999, 54)]
    loaded = side.run(client.positions.bulk_create(rows))
    assert repr(loaded) == "BulkResult(2 done, 1 refused)"
    fetched = side.run(client.files.download_all(tmp_path, [123, 999_999_999]))
    assert repr(fetched) == "BatchResult(1 done, 1 failed)"


def test_a_blocking_client_refuses_a_coroutine_that_the_async_one_would_await(
    side: Side, sandbox: Sandbox, tmp_path: Path
) -> None:
    seen: list[int] = []

    async def progress(done: int, total: int | None) -> None:
        seen.append(done)

    client, target = side.client(sandbox.url), tmp_path / "a.pdf"
    if side.name == "async":
        assert side.run(client.files.download(123, target, on_progress=progress)).bytes == seen[-1]
        return
    with pytest.raises(InputError, match="callback: pass a plain function"):
        client.files.download(123, target, on_progress=progress)
    assert not target.exists()


def test_a_coroutine_that_nobody_would_await_is_refused(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    async def progress(*_: object) -> None: ...

    class Progress:
        async def __call__(self, *_: object) -> None: ...

    client = side.client(sandbox.url)
    sandbox.journal.clear()
    for call in (
        lambda: client.positions.bulk_create([{"owner_id": 22, "owned_id": 34}], on_progress=progress),
        lambda: client.files.upload(b"x", name="a.txt", on_progress=Progress()),
        lambda: client.files.upload(b"x", name="a.txt", on_progress=partial(Progress())),
        lambda: client.files.download_all(tmp_path, on_progress=progress),
        lambda: client.files.upload(b"x", name="a.txt", on_progress=progress),
    ):
        with pytest.raises(InputError, match="on_progress: pass a plain function"):
            side.run(call())
    assert sandbox.journal.calls() == []


def test_a_sync_since_the_first_day_of_the_calendar_is_sent(side: Side, sandbox: Sandbox, tmp_path: Path) -> None:
    assert side.run(side.client(sandbox.url).generated_reports.sync(tmp_path, since="0001-01-01")) is not None
