"""Job results as tables: rows of text or cells, or data frames."""

from collections.abc import Iterator, Mapping
from typing import Any

from addepar_api.facts import QUERY_JOB_TYPE
from addepar_core.errors.tree import InputError
from addepar_core.models.numbers import read_json
from addepar_core.operations.pagination.dataframes import column, whole
from addepar_core.utils.imports import needed
from addepar_core.utils.tables import reading
from addepar_core.utils.tables.reading import KINDS, Opened


def kind_in(job: Any) -> str:
    """The format of a job's result from its record: csv, tsv, xlsx or json; empty if only the id is known."""
    raw = job.to_dict() if hasattr(job, "to_dict") else job
    inner = raw.get("data", raw) if isinstance(raw, Mapping) else None
    attributes = inner.get("attributes") if isinstance(inner, Mapping) else None
    if not isinstance(attributes, Mapping):
        return ""
    parameters = attributes.get("parameters")
    output_type = parameters.get("output_type") if isinstance(parameters, Mapping) else None
    kind = "json" if attributes.get("job_type") == QUERY_JOB_TYPE else str(output_type or "").lower()
    return kind if kind in KINDS else ""


def rows(opened: Opened, kind: str, exact: bool) -> Iterator[dict[str, Any]]:
    """Each row of a table as a mapping from the titles in its first row."""
    return iter(_leaves(opened, exact)[1]) if kind == "json" else reading.rows(opened, kind)


def to_pandas(opened: Opened, kind: str, exact: bool, options: dict[str, Any]) -> Any:
    """A ``pandas.DataFrame``."""
    if kind != "json":
        return reading.to_pandas(opened, kind, options)
    columns, leaves = _leaves(opened, exact)
    return needed("pandas", "to_pandas()").DataFrame(leaves, **{"columns": columns} | options)


def to_arrow(opened: Opened, kind: str, exact: bool) -> Any:
    """A ``pyarrow.Table``."""
    if kind != "json":
        return reading.to_arrow(opened, kind)
    columns, leaves = _leaves(opened, exact)
    arrow = needed("pyarrow", "to_arrow()")
    return arrow.table({whole(name): column(arrow, [row.get(name) for row in leaves]) for name in columns})


def _leaves(opened: Opened, exact: bool) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns and innermost rows of a query's result: groupings first, then the computed columns."""
    with opened() as file:
        document = read_json(file.read(), exact=exact)
    try:
        total = document["data"]["attributes"]["total"]
        keys = [grouping["key"] for grouping in document["meta"]["groupings"]]
        innermost: list[tuple[dict[str, Any], dict[str, Any]]] = []
        todo: list[tuple[Any, dict[str, Any]]] = [(total, {})]
        while todo:
            node, groups = todo.pop()
            if not node["children"] and (groups or not keys):  # without groupings, the total is the only row
                innermost.append((groups, node["columns"]))
            todo += [(child, groups | {child["grouping"]: child["name"]}) for child in reversed(node["children"])]
        columns = list(total["columns"])
    except (KeyError, TypeError):
        raise InputError("output_type", "the result is JSON and not a table; read it with json()") from None
    levels = dict.fromkeys([*keys, *(key for groups, _ in innermost for key in groups)])
    names = {key: f"{key} (grouping)" if key in columns else key for key in levels}  # it may be computed too
    rows = [
        {name: groups.get(key) for key, name in names.items()} | {key: values.get(key) for key in columns}
        for groups, values in innermost
    ]
    return [*names.values(), *columns], rows
