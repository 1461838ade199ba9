"""Every printed request, sent as printed, gets the printed response.

Lists are compared by the rows that their page prints; the rest of the default data comes from other examples.
A deviation that does not occur fails as well.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, PRINTED, Request
from addepar_contract.calls.printed import REPLAYS, Replay, upload
from addepar_contract.calls.target import Target


def differences(printed: Any, answered: Any, place: str = "") -> Iterator[str]:
    """The places where two JSON values differ."""
    if isinstance(printed, dict) and isinstance(answered, dict):
        for name in {**printed, **answered}:
            if name in printed and name in answered:
                yield from differences(printed[name], answered[name], f"{place}/{name}")
            else:
                yield f"{place}/{name}"
    elif isinstance(printed, list) and isinstance(answered, list):
        for index in range(max(len(printed), len(answered))):
            if index < min(len(printed), len(answered)):
                yield from differences(printed[index], answered[index], f"{place}/{index}")
            else:
                yield f"{place}/{index}"
    # 1 and 1.0 are one number in JSON, but an id that was text and has become a number is not the same id.
    elif printed != answered or (isinstance(printed, str) != isinstance(answered, str)):
        yield place


def printed_rows(printed: dict[str, Any], answered: dict[str, Any]) -> dict[str, Any]:
    """The printed part of a list: rows with the printed ids, and no list around a single printed row."""
    rows, of_page = answered["data"], printed["data"]
    ids = [row["id"] for row in (of_page if isinstance(of_page, list) else [of_page])]
    known = [row for row in rows if row["id"] in ids] or rows
    return {**answered, "data": known if isinstance(of_page, list) else known[0]}


def test_everything_printed_is_replayed() -> None:
    used = [name for replay in REPLAYS for name in (replay.body, replay.answer) if isinstance(name, str) and name]
    assert sorted(used) == sorted(PRINTED)


@pytest.mark.parametrize("replay", REPLAYS, ids=lambda replay: f"{replay.line.split('?')[0]} {replay.answer}")
def test_printed_request_gives_the_printed_answer(addepar_target: Target, replay: Replay) -> None:
    key = replay.prepare(addepar_target)
    body = upload() if replay.body == "files_upload_request" else PRINTED.get(replay.body)
    method, path = replay.line.split(" ")

    answer = addepar_target.caller.raw(method, path, Request(replay.operation, body=body, key=key))

    if isinstance(replay.answer, int):
        downloaded = replay.answer > 599
        assert answer.status_code == (200 if downloaded else replay.answer)
        assert not downloaded or len(answer.content) == replay.answer
        return
    assert str(answer.status_code) in OPERATIONS[replay.operation].body["responses"]
    assert answer.is_success
    printed, answered = PRINTED[replay.answer], answer.json()
    if replay.operation.endswith("_list"):
        answered = printed_rows(printed, answered)
    known = {place: re.compile(re.escape(place).replace(r"\*", "[^/]+")) for place, _ in replay.deviations}
    places = list(differences(printed, answered))
    assert [place for place in places if not any(each.fullmatch(place) for each in known.values())] == []
    assert [place for place, each in known.items() if not any(map(each.fullmatch, places))] == []


@pytest.mark.parametrize(
    ("verb", "groups", "entities"),
    [
        ("add", ["1234", "5678", "200", "201"], ["10000", "10001", "100", "101"]),
        ("replace", ["200", "201"], ["100", "101"]),
        # The page takes away a group that the file does not have.
        ("remove", ["1234", "5678"], ["10001"]),
    ],
)
def test_printed_changes_of_associations_take_effect(
    addepar_target: Target, verb: str, groups: list[str], entities: list[str]
) -> None:
    caller = addepar_target.caller
    for what, expected in (("groups", groups), ("entities", entities)):
        caller.call(f"files_{verb}_{what}", "123", body=PRINTED[f"files_{verb}_{what}_request"])
        left = caller.call(f"files_{what}", "123").json()["data"]
        assert [each["id"] for each in left] == expected


@pytest.mark.parametrize(
    ("operation", "left"),
    [("snapshots_delete", "snapshots_get"), ("positions_delete", "positions_get"), ("files_delete", "files_get")],
)
def test_printed_deletions_take_effect(addepar_target: Target, operation: str, left: str) -> None:
    line = next(replay.line for replay in REPLAYS if replay.operation == operation)
    resource_id = line.rsplit("/", 1)[-1]
    addepar_target.caller.call(operation, resource_id)
    assert addepar_target.caller.call(left, resource_id).status_code == 404
