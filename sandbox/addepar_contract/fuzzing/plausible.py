"""Makes generated requests plausible: most of their ids exist.

Random ids would end nearly every case in 404 or 400 before anything is done. One case in eight keeps the generated
values, so that refusals are tested too. The choice depends only on the generated value, so the same seed produces the
same requests.
"""

import re
import zlib
from typing import Any

_KNOWN = {
    "entities": ["22", "34", "29", "10000", "27"],
    "groups": ["1234", "5678", "200", "201"],
    "positions": ["13", "14", "100", "104", "998"],
    "snapshots": ["344671144892", "344671144893", "37483253353524", "1968"],
    "files": ["123", "345", "1111"],
}
# Owned entities that take positions without further attributes.
_SHARE_BASED = ["29", "34"]
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([01]\d|2[0-8])", re.ASCII)
_FILE_NAME = "Sample.txt"
_COLUMNS = ["value", "time_weighted_return", "units"]
_GROUPINGS = ["asset_class", "currency", "security"]
_PORTFOLIO_TYPES = ["ENTITY", "entity", "GROUP", "FIRM"]


_ENDS = (("owner", "1"), ("owned", "2"))
# Examples for the places where the specification has none: the coverage phase builds on them and knows no hooks.
_EXAMPLES = {
    "EntityIdentifier.id": "34",
    "GroupIdentifier.id": "200",
    "PositionIdentifier.id": "104",
    "PositionUpdate.id": "100",
    "PositionUpdate.relationships": {end: {"data": {"type": "entities", "id": each}} for end, each in _ENDS},
    "SnapshotUpdate.id": "37483253353524",
    "FileUpdate.id": "123",
    "FileWriteAttributes.name": "Renamed.pdf",
    "FileCreateAttributes.name": _FILE_NAME,
    "ViewJobParameters.portfolio_type": "ENTITY",
    "ViewJobParameters.portfolio_id": "22",
    "ViewJobParameters.output_type": "CSV",
    "QueryJobParameters.portfolio_type": "ENTITY",
    "QueryJobParameters.portfolio_id": ["22"],
    "SnapshotUpdateAttributes.trade_date": "2023-05-31",
    "SnapshotUpdateAttributes.units": 10,
}


def add_examples(raw_schema: dict[str, Any]) -> None:
    """Give ids and a few other members an example that exists in the default data."""
    for place, example in _EXAMPLES.items():
        name, member = place.split(".")
        raw_schema["components"]["schemas"][name]["properties"][member]["examples"] = [example]


def name_the_file(raw_schema: dict[str, Any]) -> None:
    """Give the file part of uploads a name with an extension, by the example header that schemathesis follows."""
    content = raw_schema["paths"]["/v1/files"]["post"]["requestBody"]["content"]["multipart/form-data"]
    disposition = {"example": f'form-data; name="file"; filename="{_FILE_NAME}"', "schema": {"type": "string"}}
    part = content.setdefault("encoding", {}).setdefault("file", {})
    part.setdefault("headers", {})["Content-Disposition"] = disposition


def body(operation: str, value: Any) -> Any:
    """The body with known ids and values instead of most generated ones."""
    if not isinstance(value, dict):
        return value
    if operation == "files_upload":
        return _named(value)
    if operation == "jobs_create":
        return _with_portfolio(value)
    return _known(value, operation)


def fit_to_path(operation: str, case: Any) -> None:
    """Set the id in the body of an update to the one in its path."""
    if not operation.endswith("_update") or not isinstance(case.body, dict):
        return
    data = case.body.get("data")
    if isinstance(data, dict) and _is_id(data.get("id")) and not _left_alone(data["id"]):
        case.body = {**case.body, "data": {**data, "id": next(iter(case.path_parameters.values()))}}


def _is_id(value: Any) -> bool:
    """Only what is valid may be replaced: a request that is wrong on purpose must stay wrong."""
    if isinstance(value, int) and not isinstance(value, bool):
        return -(2**63) <= value < 2**63
    return isinstance(value, str) and bool(value)


def _are_ends(value: Any) -> bool:
    ends = [value.get(end) for end in ("owner", "owned")] if isinstance(value, dict) else [None]
    data = [end.get("data") if isinstance(end, dict) else None for end in ends]
    return all(isinstance(each, dict) and each.get("type") == "entities" and _is_id(each.get("id")) for each in data)


def _left_alone(value: Any) -> bool:
    return _number(value) % 8 == 0


def _number(value: Any) -> int:
    return zlib.crc32(repr(value).encode("utf-8", "replace"))


def _pick(choices: list[str], value: Any) -> str:
    return choices[_number(value) // 8 % len(choices)]


def _known(value: Any, operation: str, end: str = "") -> Any:
    if isinstance(value, list):
        return [_known(item, operation, end) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {
        name: _known(member, operation, name if name in ("owner", "owned") else end) for name, member in value.items()
    }
    kind, each = changed.get("type"), changed.get("id")
    if isinstance(kind, str) and kind in _KNOWN and _is_id(each) and not _left_alone(each):
        changed["id"] = _pick(_SHARE_BASED if end == "owned" else _KNOWN[kind], each)
    if operation.startswith("positions_update") and _are_ends(changed.get("relationships")) and not _left_alone(each):
        del changed["relationships"]
    if isinstance(changed.get("attributes"), dict):
        changed["attributes"] = _attributes(changed["attributes"], operation)
    return changed


def _attributes(attributes: dict[str, Any], operation: str) -> dict[str, Any]:
    """Without attributes that no firm has, and without a date that cannot be changed."""
    plausible = dict(attributes)
    if operation.startswith("positions_") and not _left_alone(sorted(map(str, attributes))):
        names = ("name", "display_name")
        plausible = {name: value for name, value in plausible.items() if name in names or name.startswith("incepting_")}
    if operation.startswith("snapshots_update") and _DAY.fullmatch(str(plausible.get("trade_date"))):
        plausible.pop("trade_date")
    return plausible


def _named(value: dict[str, Any]) -> dict[str, Any]:
    data: Any = value.get("metadata", {}).get("data") if isinstance(value.get("metadata"), dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("attributes"), dict):
        return value
    name = data["attributes"].get("name")
    if isinstance(name, str) and name and not _left_alone(name):
        data = {**dict(_known(data, "files_upload")), "attributes": {**data["attributes"], "name": f"{name}.txt"}}
    return {**value, "metadata": {**value["metadata"], "data": data}}


def _with_attributes(parameters: dict[str, Any]) -> dict[str, Any]:
    """Columns, groupings and filters by attributes that a firm has."""
    changed = dict(parameters)
    for name, known in (("columns", _COLUMNS), ("groupings", _GROUPINGS)):
        if isinstance(changed.get(name), list) and not _left_alone(changed[name]):
            changed[name] = [
                {**each, "key": _pick(known, each)} if isinstance(each, dict) and each.get("key") else each
                for each in changed[name]
            ]
    if isinstance(changed.get("filters"), list) and not _left_alone(changed["filters"]):
        changed["filters"] = [
            {**each, "attribute": _pick(_GROUPINGS, each)}
            if isinstance(each, dict) and isinstance(each.get("attribute"), str) and each["attribute"]
            else each
            for each in changed["filters"]
        ]
    return changed


def _with_portfolio(value: dict[str, Any]) -> dict[str, Any]:
    data: Any = value.get("data")
    attributes: Any = data.get("attributes") if isinstance(data, dict) else None
    parameters = attributes.get("parameters") if isinstance(attributes, dict) else None
    if not isinstance(parameters, dict) or not isinstance(parameters.get("portfolio_type"), str):
        return value
    parameters = _with_attributes(parameters)
    portfolio_type = parameters["portfolio_type"]
    if not portfolio_type or _left_alone(portfolio_type):
        return value
    chosen = _pick(_PORTFOLIO_TYPES, portfolio_type)
    portfolio = {"FIRM": "1", "GROUP": "1234"}.get(chosen.upper(), "22")
    if _is_id(parameters.get("portfolio_id")):
        parameters = {**parameters, "portfolio_type": chosen, "portfolio_id": portfolio}
    elif isinstance(ids := parameters.get("portfolio_id"), list) and ids and all(map(_is_id, ids)):
        parameters = {**parameters, "portfolio_type": "ENTITY", "portfolio_id": ["22", "23"]}
    return {**value, "data": {**data, "attributes": {**attributes, "parameters": parameters}}}
