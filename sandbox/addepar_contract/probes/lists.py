"""Lists contain exactly the requested rows, in order, in pages of the requested size."""

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from addepar_contract.calls.calling import OPERATIONS, Caller
from addepar_contract.probes.probing import LISTS, Done, probe
from addepar_contract.spec.document import load, resolve

Row = dict[str, Any]
_SPEC = load()
_LIMITS = _SPEC["x-limits"]
_MAX_PAGES = 12


def _id_filters(operation: str) -> list[str]:
    """The filters of a list that take the id of an entity or a group."""
    parameters = (resolve(_SPEC, each) for each in OPERATIONS[operation].body.get("parameters", ()))
    return [each["name"] for each in parameters if re.fullmatch(r"filter\[.*(entity|group)Id\]", each["name"])]


def _time_filters(operation: str) -> list[tuple[str, str]]:
    """The filters of a list that take a time: what comes after it, and what comes before."""
    names = [str(resolve(_SPEC, each)["name"]) for each in OPERATIONS[operation].body.get("parameters", ())]
    ends = {each: each.replace("_after]", "_before]").replace("createdAfter]", "createdBefore]") for each in names}
    return [(after, before) for after, before in ends.items() if after != before]


def time_of(operation: str, name: str, row: Row) -> str | None:
    """The time of a row that a filter looks at."""
    if operation == "positions_list":
        of = name.removeprefix("filter[").rpartition("_")[0]
        return _text_or_none(row.get("attributes", {}).get(f"{of}_at"))
    return _text_or_none(row["attributes"].get("completed_at" if "completed" in name else "created_at"))


def _text_or_none(value: Any) -> str | None:
    return str(value) if value else None


_TIME_FILTERS = {name: ends for name in sorted(LISTS) if (ends := _time_filters(name))}
_ID_FILTERS = {name: filters for name in sorted(LISTS) if (filters := _id_filters(name))}


@probe(LISTS, 200)
def list_is_what_was_asked_for(done: Done, caller: Caller) -> None:
    """Filters, order, page size and next links at once, against the whole list filtered by our own hand."""
    asked = done.parameters
    if "page[after]" in asked:
        return  # A cursor says nothing about what it stands for; the walk below goes through those we were given.
    expected = [row["id"] for row in whole_list(done.operation, caller) if is_wanted(done.operation, row, asked)]
    size = _page_size(done.operation, asked)
    if "page[number]" in asked:
        expected = expected[int(asked["page[number]"]) * size :]
    document, listed = done.document, []
    for _ in range(_MAX_PAGES):
        ids = [row["id"] for row in document["data"]]
        assert len(ids) <= size, f"{len(ids)} rows on a page of {size}"
        listed += ids
        following = document["links"]["next"]
        assert listed == expected[: len(listed)], f"rows {listed} instead of {expected}"
        if following is None:
            assert listed == expected, f"the list ends after {len(listed)} of {len(expected)} rows"
            return
        assert ids, "an empty page with a next link"
        assert len(listed) < len(expected), f"a next link after the last of {len(expected)} rows"
        answer = caller.get(following)
        assert answer.status_code == 200, f"next link {following}: {answer.status_code}"
        document = answer.json()


@probe(_ID_FILTERS, 200, once=True)
def an_id_finds_what_is_of_its_kind(done: Done, caller: Caller) -> None:
    """Each id filter with each id that occurs in the list, including those of the other type, and with one more."""
    everything = whole_list(done.operation, caller)
    ids = {each for row in everything for kind in ("entity", "group") for each in portfolios_of(row, kind)}
    ids |= {each[:-1] for each in ids if len(each) > 1}
    for name in _ID_FILTERS[done.operation]:
        for each in sorted(ids | {"987654321"}):
            listed = [row["id"] for row in caller.walk(done.operation, {name: each})]
            expected = [row["id"] for row in everything if is_wanted(done.operation, row, {name: each})]
            assert listed == expected, f"{name}={each} finds {listed} instead of {expected}"


@probe(_TIME_FILTERS, 200, once=True)
def times_are_bounds(done: Done, caller: Caller) -> None:
    """Each time filter with the time of each row, as other zones write it and half a second later, and each range."""
    everything = whole_list(done.operation, caller)
    for after, before in _TIME_FILTERS[done.operation]:
        times = sorted({text for row in everything if (text := time_of(done.operation, after, row))})
        asked = [{name: text} for name in (after, before) for text in times]
        asked += [{after: first, before: last} for first, last in itertools.pairwise(times)]
        if done.operation == "positions_list":
            asked = [{name: text[:10] for name, text in each.items()} for each in asked]
            asked += [{name: f'"{text}"' for name, text in each.items()} for each in asked]
        else:
            asked += [{name: f"{text[:19]}.500Z"} for name in (after, before) for text in times]
            asked += [{name: elsewhere} for name in (after, before) for text in times for elsewhere in _zones(text)]
        for each in asked:
            listed = [row["id"] for row in caller.walk(done.operation, each)]
            expected = [row["id"] for row in everything if is_wanted(done.operation, row, each)]
            assert listed == expected, f"{each} finds {listed} instead of {expected}"


@probe({"positions_list"}, 200, once=True)
def blanks_between_fields_do_not_count(done: Done, caller: Caller) -> None:
    close, wide = (
        caller.document(done.operation, query={"fields[entities]": text})["data"]
        for text in ("display_name,created_at", " display_name , created_at ")
    )
    assert close == wide


@probe({"positions_list"}, 200)
def only_asked_fields_come(done: Done, caller: Caller) -> None:
    wanted = done.parameters.get("fields[entities]")
    if wanted is None:
        return
    names = {name.strip() for name in wanted.split(",")}
    whole = {row["id"]: row.get("attributes", {}) for row in whole_list(done.operation, caller)}
    for row in done.document["data"]:
        expected = {name: value for name, value in whole[row["id"]].items() if name in names}
        assert row.get("attributes", {}) == expected, f"attributes of {row['id']}, asked for {sorted(names)}"


# A page of a list that has no largest page.
_LARGE = 5000


@probe({"generated_reports_list"}, 200)
def latest_run_comes_first(done: Done, caller: Caller) -> None:
    times = [_moment(row["attributes"]["completed_at"]) for row in done.document["data"]]
    assert times == sorted(times, reverse=True)


def whole_list(operation: str, caller: Caller) -> list[Row]:
    """The list without filters, in the largest pages."""
    kind = "number-page" if operation == "generated_reports_list" else "cursor-page"
    return caller.walk(operation, {page_size_name(operation): str(_LIMITS[kind].get("maximum", _LARGE))})


def page_size_name(operation: str) -> str:
    return "page[size]" if operation == "generated_reports_list" else "page[limit]"


def _page_size(operation: str, asked: dict[str, str]) -> int:
    if operation == "generated_reports_list":
        return int(asked.get("page[size]", _LIMITS["number-page"]["default"]))
    return int(asked.get("page[limit]", _LIMITS["cursor-page"]["default"]))


def is_wanted(operation: str, row: Row, asked: dict[str, str]) -> bool:
    """Whether a row passes all filters of a request, by the words of its page."""
    if operation in ("files_list", "archived_files_list"):
        return _wanted_file(row, asked)
    if operation == "positions_list":
        return _wanted_position(row, asked)
    if operation == "generated_reports_list":
        return _wanted_report(row, asked)
    return True


def _wanted_file(row: Row, asked: dict[str, str]) -> bool:
    created = _moment(row["attributes"]["created_at"])
    entity, group = asked.get("filter[files][entityId]"), asked.get("filter[files][groupId]")
    if entity is not None:
        group = None
    return (
        _holds(asked, "filter[files][createdAfter]", lambda text: created > _moment(text))
        and _holds(asked, "filter[files][createdBefore]", lambda text: created < _moment(text))
        and (entity is None or entity in _related(row, "associated_entities"))
        and (group is None or group in _related(row, "associated_groups"))
    )


def _wanted_position(row: Row, asked: dict[str, str]) -> bool:
    for name in ("created", "modified"):
        bounds = [asked[key] for key in (f"filter[{name}_after]", f"filter[{name}_before]") if key in asked]
        at = row.get("attributes", {}).get(f"{name}_at")
        if bounds and at is None:
            return False
        after, before = asked.get(f"filter[{name}_after]"), asked.get(f"filter[{name}_before]")
        if (after is not None and _day(at) < _day(after)) or (before is not None and _day(at) > _day(before)):
            return False
    return True


def _wanted_report(row: Row, asked: dict[str, str]) -> bool:
    attributes = row["attributes"]
    completed = _moment(attributes["completed_at"])
    covered = {
        (portfolio["portfolio_type"], str(portfolio["portfolio_id"]))
        for portfolio in attributes["generated_portfolios"] + attributes["failed_portfolios"]
    }
    return (
        _holds(asked, "filter[completed_after]", lambda text: completed > _moment(text))
        and _holds(asked, "filter[completed_before]", lambda text: completed < _moment(text))
        and _holds(asked, "filter[status]", lambda text: attributes["status"] in text.split(","))
        and _holds(asked, "filter[entityId]", lambda text: ("entity", text) in covered)
        and _holds(asked, "filter[groupId]", lambda text: ("group", text) in covered)
    )


def portfolios_of(row: Row, kind: str) -> list[str]:
    """The ids of the entities, or of the groups, that a row of a list has to do with."""
    if "relationships" in row and "associated_entities" in row["relationships"]:
        return _related(row, "associated_entities" if kind == "entity" else "associated_groups")
    attributes = row["attributes"]
    portfolios = attributes["generated_portfolios"] + attributes["failed_portfolios"]
    return [str(each["portfolio_id"]) for each in portfolios if each["portfolio_type"] == kind]


def _holds(asked: dict[str, str], name: str, rule: Callable[[str], bool]) -> bool:
    return name not in asked or rule(asked[name])


def _related(row: Row, relationship: str) -> list[str]:
    return [each["id"] for each in row["relationships"][relationship]["data"]]


def _moment(text: str) -> datetime:
    """A date is its first second."""
    return datetime.fromisoformat(f"{text}T00:00:00+00:00" if len(text) == 10 else text.upper().replace("Z", "+00:00"))


def _zones(text: str) -> list[str]:
    """The same moment east and west of UTC."""
    zones = (timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-9)))
    return [_moment(text).astimezone(zone).isoformat(timespec="seconds") for zone in zones]


def _day(text: str) -> date:
    return date.fromisoformat(text.strip('"')[:10])
