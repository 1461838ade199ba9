"""An error says whether a write may have been carried out, and the user can find out whether it was."""

import datetime
import itertools
import pickle
import socket
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile
from tests.hardening.proxy import Harm, proxied

from addepar_client import AddeparError, Clock, DeadlineError, OAuth
from addepar_client.outcomes import same_file, same_holding
from addepar_sandbox import Sandbox

UNKNOWN = "whether the request was carried out is not known"
POSITION: dict[str, Any] = {
    "type": "positions",
    "attributes": {"incepting_open_position_date": "2001-01-01", "incepting_open_position_ownership_percentage": 0.5},
    "relationships": {
        "owner": {"data": {"type": "entities", "id": "22"}},
        "owned": {"data": {"type": "entities", "id": "23"}},
    },
}


@pytest.mark.parametrize(
    ("reply", "unknown"),
    [
        (Reply(500), True),
        (Reply(503, b"<html>", {"Content-Type": "text/html"}), True),
        (Reply(200, b"<html>login</html>", {"Content-Type": "text/html"}), True),
        (Reply.json('{"meta": {}}'), True),
        (Reply(302, b"", {"Location": "https://elsewhere.example"}), True),
        (Reply(200, b"not packed", {"Content-Encoding": "gzip"}), True),
        (Reply(200, b"{", {}, length=9), True),
        (Reply(400), False),
        (Reply(403), False),
        (Reply(404), False),
        (Reply(409), False),
        (Reply(429), False),
    ],
)
def test_a_write_that_fails(reply: Reply, unknown: bool, side: Side) -> None:
    with hostile(lambda _: reply) as server:
        client = side.client(server.url)
        calls = [lambda: client.files.upload(b"x", name="a.txt"), lambda: client.positions.create(POSITION)]
        for call in calls:
            with pytest.raises(AddeparError) as caught:
                side.run(call())
            assert caught.value.outcome_unknown is unknown
            assert (UNKNOWN in str(caught.value)) is unknown
            again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
            assert again.outcome_unknown is unknown
        with pytest.raises(AddeparError) as caught:
            side.run(client.files.get(1))
        assert not caught.value.outcome_unknown


def test_what_never_left_was_not_carried_out(side: Side) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        client = side.client(f"http://127.0.0.1:{closed.getsockname()[1]}/api")
        with pytest.raises(AddeparError) as caught:
            side.run(client.files.delete(1))
        assert not caught.value.outcome_unknown
        hasty = Clock(now=itertools.count().__next__)  # it is over before anything is sent
        with pytest.raises(DeadlineError) as late:
            side.run(side.client("http://127.0.0.1:9/api", clock=hasty, deadline=0.5).files.delete(1))
        assert not late.value.outcome_unknown


def test_tokens_that_do_not_come_say_nothing_about_the_write(side: Side) -> None:
    with hostile(lambda _: Reply(500)) as server:
        client = side.client(server.url, auth=OAuth("id", "secret", refresh_token="r"))  # noqa: S106
        with pytest.raises(AddeparError) as caught:
            side.run(client.files.delete(1))
        assert not caught.value.outcome_unknown


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_file_is_found_again_by_name_length_and_time(way: str, sandbox: Sandbox, side: Side) -> None:
    started = sandbox.clock.now() - datetime.timedelta(minutes=5)
    content = b"x" * 5000
    harm = Harm("truncate", way, 100)
    with proxied(sandbox.url or "", lambda _: harm) as network, pytest.raises(AddeparError) as caught:
        side.run(side.client(network.url).files.upload(content, name="letter.txt"))
    assert caught.value.outcome_unknown
    rows = side.list(side.client(sandbox.url).files.list(created_after=started))
    found = [row for row in rows if same_file(row, "letter.txt", len(content))]
    assert len(found) == (way == "down")
    assert not [row for row in rows if same_file(row, "letter.txt", 4999) or same_file(row, "other.txt")]


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_position_is_found_again_by_owner_owned_and_date(way: str, sandbox: Sandbox, side: Side) -> None:
    harm = Harm("truncate", way, 100)
    with proxied(sandbox.url or "", lambda _: harm) as network, pytest.raises(AddeparError) as caught:
        side.run(side.client(network.url).positions.create(POSITION))
    assert caught.value.outcome_unknown
    started = (sandbox.clock.now() - datetime.timedelta(days=1)).date()
    rows = side.list(side.client(sandbox.url).positions.list(created_after=started))
    assert len([row for row in rows if same_holding(row, POSITION)]) == (way == "down")
    other = POSITION | {"attributes": {"incepting_open_position_date": "2001-01-02"}}
    assert not [row for row in rows if same_holding(row, other)]


def test_a_snapshot_is_the_same_by_owner_owned_and_date(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url)
    found = side.run(client.snapshots.get(37483253353524))
    document = found.to_dict()
    document.pop("id", None)
    assert same_holding(found, document)
    document["attributes"] = document["attributes"] | {"trade_date": "1999-12-31"}
    assert not same_holding(found, document)
    assert not same_holding(found, POSITION)
