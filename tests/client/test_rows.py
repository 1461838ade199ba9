"""Long pages: another decoder, the same rows; and lists as tables."""

import json
import pickle
import subprocess
import sys
import tracemalloc
import warnings
from contextlib import suppress
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_client import ConfigurationError, ProtocolError, RowWarning

_LONG = 65536
"""The length of a long page; all pages are read in one way, and this holds them to it."""

VALUES = [
    b"18446744073709551616", b"-9223372036854775809", b"1e400", b"-1e400", b"NaN", b"Infinity", b"-0", b"-0.0", b"1e5",
    b"0.1", b"123456789.123456789012345678901234567890", b"5e-324", b'"\xff"', b'"\xed\xa0\x80"', b'"\\ud800"',
    b'"\\ud83d\\ude00"', b'"a\x01b"', b'"a\nb"', b'"\\x"', b'"\x7f"', b'"\\u0000"', b'{"a":1,"a":2}', b'{"a":1,}',
    b"[1 2]", b"01", b"1.", b".5", b"0x10", b"nul", b'"\xc3\xa9"', b'"\xc3"', b"1" * 4500, b"[" * 200 + b"]" * 200,
    b"[" * 99999 + b"]" * 99999, b'{"self":"x","self":"y"}', b"// 1", b"",
]  # fmt: skip


def body(value: bytes, *, long: bool, rows: bytes = b'{"id":"1","type":"files","attributes":{"odd":%s}}') -> bytes:
    text = b'{"data":[' + rows.replace(b"%s", value) + b',{"id":"2","type":"files"}],"links":{"next":null}}'
    return text + b" " * (_LONG if long else 0)


def outcome(side: Side, content: bytes) -> Any:
    with hostile(lambda _: Reply(200, content, {"Content-Type": "application/json"})) as server:
        try:
            found = side.list(side.client(server.url).files.list())
        except ProtocolError:
            return "refused"
    return repr([one.to_dict() for one in found])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value[:24]))
def test_a_long_page_is_read_as_a_short_one(value: bytes, side: Side) -> None:
    assert outcome(side, body(value, long=True)) == outcome(side, body(value, long=False))


@pytest.mark.parametrize("make", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.decode().encode("utf-16")])
def test_other_encodings_are_read_in_long_pages_too(make: Any, side: Side) -> None:
    assert outcome(side, make(body(b"1", long=True))) == outcome(side, body(b"1", long=False))


@pytest.mark.parametrize("cut", [1, 30, 60])
def test_a_long_page_that_is_cut_short_gives_no_row(cut: int, side: Side) -> None:
    content = body(b"1", long=False, rows=b'{"id":"1","type":"files","pad":"%s"}')
    content = content.replace(b'"pad":"1"', b'"pad":"' + b"x" * _LONG + b'"')[:-cut]
    assert outcome(side, content) == "refused"


def test_a_bad_row_of_a_long_page_stays_one_bad_row(side: Side) -> None:
    odd: list[Any] = [5, {"id": "2"}, {"id": "3", "type": "files", "attributes": []}]
    good = {"id": "1", "type": "files", "attributes": {"name": "n" * _LONG}}
    text = json.dumps({"data": [good, *odd, {"relationships ": {}, **good}], "meta": {"n": 1}})
    with hostile(lambda _: Reply.json(text)) as server:
        files = side.client(server.url).files
        with pytest.warns(RowWarning) as warned:
            found = side.list(files.list())
        with pytest.warns(RowWarning):
            (page,) = side.list(files.list().pages())
            assert len(page.rows) == len(list(page)) == 5
        with pytest.warns(RowWarning):
            assert len(side.list(files.list(limit=2))) == 2
    assert len(warned) == 3
    assert found[1:4] == odd
    assert "relationships" in found[4].to_dict()
    assert "relationships " in found[4].raw
    assert page.document == json.loads(text.replace("relationships ", "relationships"))
    twin = pickle.loads(pickle.dumps(page))  # noqa: S301
    assert (twin.rows, twin.document) == (page.rows, page.document)


def test_what_is_done_to_rows_does_not_show_in_the_document(side: Side) -> None:
    text = json.dumps({"data": [{"id": "1", "type": "files", "attributes": {"name": "a"}}]})
    with hostile(lambda _: Reply.json(text)) as server:
        (page,) = side.list(side.client(server.url).files.list().pages())
    page.rows[0].attributes.name = "b"
    assert page.document == json.loads(text)


def test_memory_does_not_grow_with_the_pages(side: Side) -> None:
    rows = [{"id": str(number), "type": "files", "attributes": {"name": "n" * 400}} for number in range(1000)]

    def answer(seen: Any) -> Reply:
        number = int(seen.path.rpartition("=")[2]) if "after" in seen.path else 0
        link = f"/v1/files?page[after]={number + 1}" if number < 8 else None
        return Reply.json(json.dumps({"data": rows, "links": {"next": link}}))

    size = len(answer(type("Seen", (), {"path": ""})).body)

    async def count(many: Any) -> int:
        return sum([1 async for _ in many])

    with hostile(answer) as server:
        files = side.client(server.url).files.list()
        sum(1 for _ in files) if side.name == "sync" else side.run(count(files))
        tracemalloc.start()
        walked = sum(1 for _ in files) if side.name == "sync" else side.run(count(files))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert walked == 9000
    assert peak < 8 * size  # the server of the test holds pages too


def test_models_and_decoder_are_imported_with_the_first_row() -> None:
    code = (
        "import sys\n"
        "from addepar_client import AddeparClient, AsyncAddeparClient\n"
        'client = AddeparClient(base_url="http://127.0.0.1:9/api", firm_id=1, auth=("k", "s"))\n'
        "client.positions.list(), client.files, client.jobs\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('msgspec', 'attr', 'attrs')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603


TABLE: list[Any] = [
    {
        "id": 7,
        "type": "positions",
        "attributes": {"name": "a", "created_at": "2021-02-14T10:15:30Z", "n": 1, "id": "x"},
    },
    {
        "id": "8",
        "type": "positions",
        "attributes": {
            "incepting_open_position_date": "2020-01-31",
            "modified_at": "soon",
            "n": "1",
            "big": 2**70,
            "long": 2**60 + 1,
        },
        "relationships": {"owner": {"data": {"type": "entities", "id": 22}}, "groups": {"data": [{"id": "1"}]}},
    },
    {"id": "9", "type": "positions", "attributes": {"created_at": None, "modified_at": "2021-02-14T10:15:30Z"}},
]


@pytest.mark.parametrize(
    ("missing", "method"), [("pandas", "to_pandas"), ("pyarrow", "to_pandas"), ("pyarrow", "to_arrow")]
)
def test_a_missing_package_is_noticed_before_the_list_is_requested(
    side: Side, missing: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long list costs much of a firm's budget."""
    monkeypatch.setitem(sys.modules, missing, None)
    with hostile(lambda _: Reply.json(json.dumps({"data": TABLE}))) as server:
        positions = side.client(server.url).positions
        with pytest.raises(ConfigurationError, match=rf"{method}\(\) needs the package {missing}: pip install"):
            side.run(getattr(positions.list(), method)())
        assert server.seen == []


def test_a_list_becomes_a_table_without_loss(side: Side) -> None:
    pytest.importorskip("pandas")
    arrow = pytest.importorskip("pyarrow")
    with hostile(lambda _: Reply.json(json.dumps({"data": TABLE}))) as server:
        positions = side.client(server.url).positions
        table = side.run(positions.list().to_arrow())
        frame = side.run(positions.list().to_pandas())
    columns = table.to_pydict()
    assert columns["id"] == ["7", "8", "9"]
    assert columns["attributes.id"] == ["x", None, None]
    assert columns["owner_id"] == [None, "22", None]
    assert columns["groups_ids"] == [None, ["1"], None]
    assert columns["n"] == ["1", "1", None]
    assert columns["big"] == [None, str(2**70), None]
    assert table.schema.field("created_at").type == arrow.timestamp("us", "UTC")
    assert table.schema.field("incepting_open_position_date").type == arrow.date32()
    assert columns["modified_at"] == [None, "soon", "2021-02-14T10:15:30Z"]
    assert list(frame["id"]) == ["7", "8", "9"]
    assert int(frame["long"][1]) == 2**60 + 1
    assert frame["created_at"][0].isoformat() == "2021-02-14T10:15:30+00:00"
    assert sorted(frame.columns) == sorted(columns)


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (["a", "b"], ["a row does not fit FileResource (str instead of an object); kept as received"] * 2),
        ([{}], ["a row does not fit FileResource (no id); kept as received"]),
        ([{"type": "files"}], ["files does not fit FileResource (no id); kept as received"]),
        ([{"id": "2"}], ["2 does not fit FileResource (no type); kept as received"]),
        ([{"id": None, "type": "files"}], ["files does not fit FileResource (no id); kept as received"]),
    ],
)
def test_an_odd_row_costs_itself_alone_and_is_named(odd: list[Any], said: list[str], side: Side) -> None:
    text = json.dumps({"data": [{"id": "1", "type": "files"}, *odd, {"id": "3", "type": "files"}]})
    with hostile(lambda _: Reply.json(text)) as server:
        files = side.client(server.url).files
        with pytest.warns(RowWarning) as warned:
            first, *kept, last = side.list(files.list())
        assert (first.id, kept, last.id) == ("1", odd, "3")
        assert [str(each.message) for each in warned] == said
        if odd != [{"id": "2"}]:  # which has all that a table shows
            with pytest.warns(RowWarning, match="in the table") as warned:
                assert side.run(files.list().to_arrow())["id"].to_pylist() == ["1", *[None] * len(odd), "3"]
            assert len(warned) == len(odd)


_DEEP = {
    "data": '{"data":%s}',
    "row": '{"data":[%s]}',
    "attribute of a row": '{"data":[{"id":"1","type":"files","attributes":{"odd":%s}}]}',
    "attribute": '{"data":{"id":"1","type":"files","attributes":{"odd":%s}}}',
    "meta": '{"data":{"id":"1","type":"files"},"meta":%s}',
}


# The parsers of Python 3.11 read less than 1,000 levels; those of later versions more, but none reads so many.
@pytest.mark.parametrize("levels", [1500, 200_000])
@pytest.mark.parametrize("where", _DEEP)
def test_json_that_is_nested_too_deeply_is_called_so(where: str, levels: int, side: Side) -> None:
    with hostile(lambda _: Reply.json(_DEEP[where] % ("[" * levels + "]" * levels))) as server:
        client = side.client(server.url)
        for call in (
            lambda: side.list(client.files.list()),
            lambda: side.run(client.files.get(1)),
            lambda: side.run(client.files.list().to_arrow()),
            lambda: side.list(client.pages("/v1/files")),
            lambda: side.run(client.request("GET", "/v1/files")).json(),
        ):
            said = "returned 200 with JSON that is nested too deeply"
            readable = sys.version_info >= (3, 12) and (levels == 1500 or where == "meta")  # which is skipped, not read
            with (
                suppress(ProtocolError) if readable else pytest.raises(ProtocolError, match=said),
                warnings.catch_warnings(),
            ):
                # As for any other list that is not a row.
                warnings.filterwarnings("ignore", "a row that is not an object")
                call()


def test_an_empty_list_is_an_empty_table_and_a_bad_row_an_empty_one(side: Side) -> None:
    pytest.importorskip("pyarrow")
    with hostile(lambda _: Reply.json('{"data":[]}')) as server:
        table = side.run(side.client(server.url).positions.list().to_arrow())
        jobs = side.run(side.client(server.url).jobs.list().to_arrow())
    assert table.num_rows == 0
    assert table.column_names[:4] == ["id", "owner_id", "owned_id", "name"]
    assert str(table.schema.field("incepting_open_position_date").type) == "date32[day]"
    assert str(table.schema.field("incepting_open_position_value").type) == "double"
    assert {"status", "started_at"} <= set(jobs.column_names)
    odd = '{"data":[5,{"id":"1","attributes":{"x":1}}]}'
    with hostile(lambda _: Reply.json(odd)) as server, pytest.warns(RowWarning, match="not an object"):
        found = side.run(side.client(server.url).positions.list().to_arrow()).to_pydict()
    assert found == {"id": [None, "1"], "x": [None, 1]}
