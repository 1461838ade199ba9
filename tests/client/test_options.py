"""Options: copies of a client that differ in one thing and share the connections."""

from decimal import Decimal
from typing import Any

import pytest
from tests.client.support import Reply, Seen, Side, hostile

from addepar_client import ConfigurationError, InputError, ServerError, Timeout
from addepar_sandbox import Sandbox

FILE = '{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'


def test_a_copy_differs_and_the_original_stays(side: Side) -> None:
    client = side.client("http://127.0.0.1:9/api", max_retries=1, headers={"X-A": "1"})
    other = client.with_options(timeout=5, max_retries=7, max_retry_wait=9, deadline=11, headers={"X-B": "2"})
    assert type(other) is type(client)
    assert other.settings.timeout == Timeout(5, 5, 5, 5)
    assert (other.settings.max_retries, other.settings.max_retry_wait, other.settings.deadline) == (7, 9, 11)
    assert other.settings.headers == {"x-a": "1", "x-b": "2"}
    assert (client.settings.max_retries, client.settings.deadline) == (1, None)
    assert client.settings.headers == {"x-a": "1"}
    assert other.with_options(deadline=None).settings.deadline is None
    assert other.with_options().settings == other.settings
    assert other.files is not client.files


def test_a_copy_stays_raw(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "").with_raw_response.with_options(deadline=5)
    assert side.run(client.files.get(123)).status_code == 200
    assert side.run(client.check()).ok


def test_headers_and_retries_are_used(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(503) if len(server.seen) % 2 else Reply.json(FILE)

    with hostile(answer) as server:
        client = side.client(server.url, headers={"X-A": "1"})
        other = client.with_options(max_retries=1, headers={"X-B": "2"})
        side.run(other.files.get(9, extra_headers={"X-C": "3", "X-A": "4"}))
        with pytest.raises(ServerError):
            side.run(client.files.get(9))
    assert [server.seen[0].headers.get(name) for name in ("x-a", "x-b", "x-c")] == ["4", "2", "3"]
    assert "x-b" not in server.seen[2].headers


def test_a_copy_shares_the_connections_and_their_end(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    other = client.with_options(deadline=5)
    for _ in range(3):
        side.run(client.files.get(123))
        side.run(other.files.get(123))
    assert len(client._transport.pool) == 1
    side.run(other.close())
    with pytest.raises(ConfigurationError, match="closed"):
        side.run(client.files.get(123))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"timeout": -1}, "timeout"),
        ({"max_retries": -1}, "max_retries"),
        ({"max_retries": 1.5}, "max_retries"),
        ({"max_retries": True}, "max_retries"),
        ({"max_retry_wait": 0}, "max_retry_wait"),
        ({"max_retry_wait": None}, "max_retry_wait"),
        ({"deadline": 0}, "deadline"),
    ],
)
def test_options_are_checked_at_once(options: dict[str, Any], message: str, side: Side) -> None:
    with pytest.raises(ConfigurationError, match=message):
        side.client("http://127.0.0.1:9/api").with_options(**options)


@pytest.mark.parametrize("headers", [{"Authorization": "x"}, {"X": "two\nlines"}])
def test_headers_are_checked_at_once(headers: Any, side: Side) -> None:
    with pytest.raises(InputError, match="headers"):
        side.client("http://127.0.0.1:9/api", headers=headers)


def test_headers_of_the_client_stay_at_home(side: Side, tmp_path: Any) -> None:
    with hostile(lambda _: Reply(200, b"elsewhere")) as elsewhere:
        with hostile(lambda _: Reply(303, b"", {"Location": elsewhere.url})) as server:
            side.run(side.client(server.url, headers={"X-Private": "1"}).files.download(9, tmp_path / "f"))
        assert server.seen[0].headers["x-private"] == "1"
    assert "x-private" not in elsewhere.seen[0].headers


@pytest.mark.parametrize("exact", [5, "yes", None])
def test_exact_numbers_are_on_or_off(exact: Any, side: Side) -> None:
    with pytest.raises(ConfigurationError, match="exact_numbers"):
        side.client("http://127.0.0.1:9/api", exact_numbers=exact)


def test_exact_numbers_are_for_single_records_lists_and_tables(side: Side) -> None:
    pytest.importorskip("pyarrow")
    row = '{"id":"1","type":"positions","attributes":{"incepting_open_position_value":0.10}}'

    def answer(seen: Any) -> Reply:
        return Reply.json(f'{{"data":{row}}}' if seen.path.endswith("/1") else f'{{"data":[{row}]}}')

    with hostile(answer) as server:
        exact = side.client(server.url, exact_numbers=True)
        usual = exact.with_options(exact_numbers=False)
        for client, kind in ((exact, Decimal), (usual, float)):
            found = [side.run(client.positions.get(1)), *side.list(client.positions.list())]
            values = [one.attributes.incepting_open_position_value for one in found]
            assert [type(value) for value in values] == [kind, kind]
            table = side.run(client.positions.list().to_arrow())
            assert type(table["incepting_open_position_value"][0].as_py()) is kind
        assert str(side.run(exact.positions.get(1)).to_dict()["attributes"]["incepting_open_position_value"]) == "0.10"
