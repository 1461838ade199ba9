"""Following `next` links gives the list that was asked for, whatever was asked and whatever changes meanwhile."""

import itertools
from urllib.parse import parse_qsl, urlsplit

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.lists import Row, is_wanted, page_size_name, portfolios_of, time_of, whole_list
from addepar_contract.probes.probing import LISTS, Done, probe
from addepar_contract.spec.document import load, resolve

_SPEC = load()
_LONG_AGO, _FAR_AHEAD = "1900-01-01T00:00:00Z", "2999-01-01T00:00:00Z"


def _filters(operation: str) -> list[str]:
    """The query parameters of a list that choose rows or attributes."""
    names = [str(resolve(_SPEC, each)["name"]) for each in OPERATIONS[operation].body.get("parameters", ())]
    return [name for name in names if not name.startswith("page[")]


_FILTERED = {name: filters for name in sorted(LISTS) if len(filters := _filters(name)) > 1}
_DELETIONS = {"positions_list": "positions_delete", "files_list": "files_delete"}
# Files of one entity and of one group, to have more than one that is archived.
_FILES_OF_RUNS = ("101", "102", "103", "104")


@probe(_FILTERED, 200, once=True)
def next_links_keep_each_pair_of_filters(done: Done, caller: Caller) -> None:
    """Each pair of filters, row by row: the links repeat both, and the rows are those that pass both."""
    if done.query:
        return
    if done.operation == "archived_files_list":
        for each in _FILES_OF_RUNS:
            assert caller.call("files_delete", each).status_code == 204
    if done.operation == "positions_list":
        _change_two(caller)
    rows = whole_list(done.operation, caller)
    size = {page_size_name(done.operation): "1"}
    for pair in itertools.combinations(_FILTERED[done.operation], 2):
        asked = _telling(done.operation, pair, rows)
        first = caller.document(done.operation, query={**size, **asked})
        if following := first["links"]["next"]:
            repeated = dict(parse_qsl(urlsplit(following).query, keep_blank_values=True))
            kept = {name: text for name, text in repeated.items() if name in asked}
            assert kept == asked, f"{following} after {asked}"
        listed = [row["id"] for row in caller.walk(done.operation, {**size, **asked})]
        expected = [row["id"] for row in rows if is_wanted(done.operation, row, asked)]
        assert listed == expected, f"{asked}, row by row: {listed} instead of {expected}"


def _change_two(caller: Caller) -> None:
    """Change two positions of those with times: created long ago as the others, and modified now as no other is."""
    timed = [row for row in whole_list("positions_list", caller) if "created_at" in row.get("attributes", {})]
    for row in timed[-2:]:
        change = {"type": "positions", "id": row["id"], "attributes": {"display_name": "changed by a probe"}}
        assert caller.call("positions_update", row["id"], body={"data": change}).status_code == 200


@probe(_DELETIONS, 200, once=True)
def deletions_do_not_move_the_pages(done: Done, caller: Caller) -> None:
    """If the last row of a page is deleted, the next page begins where it would have begun."""
    if done.query:
        return
    rows = [row["id"] for row in whole_list(done.operation, caller)]
    document = caller.document(done.operation, query={"page[limit]": "1"})
    for number in range(1, len(rows)):
        if number % 2 == 0:  # those that stay show whether the list begins again
            caller.call(_DELETIONS[done.operation], rows[number - 1])
        document = caller.get(document["links"]["next"]).json()
        listed = [row["id"] for row in document["data"]]
        assert listed == [rows[number]], f"{listed} instead of {rows[number]}"


def _telling(operation: str, names: tuple[str, ...], rows: list[Row]) -> dict[str, str]:
    """Values with which at least two rows pass; if possible, others would if one of the filters were forgotten."""
    choices = [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(_values(n, operation, rows) for n in names))
    ]

    def worth(asked: dict[str, str]) -> int:
        passing = [number for number, row in enumerate(rows) if is_wanted(operation, row, asked)]
        if len(passing) < 2:
            return -1
        later = rows[passing[0] + 1 :]
        return sum(
            any(
                is_wanted(operation, row, {name: asked[name]}) and not is_wanted(operation, row, asked) for row in later
            )
            for name in names
        )

    return max(choices, key=worth)


def _values(name: str, operation: str, rows: list[Row]) -> list[str]:
    """Values of a filter that choose some of the rows, or all."""
    if name == "fields[entities]":
        return ["display_name"]
    if name == "filter[status]":
        statuses = sorted({row["attributes"]["status"] for row in rows})
        return [*statuses, ",".join(statuses)]
    if name.endswith("Id]"):
        return sorted({each for row in rows for each in portfolios_of(row, "entity" if "entity" in name else "group")})
    times = {text for row in rows if (text := time_of(operation, name, row))} | {_LONG_AGO, _FAR_AHEAD}
    # Positions are filtered by days.
    return sorted({text[:10] for text in times} if operation == "positions_list" else times)
