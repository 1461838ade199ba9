"""The request documents that submit jobs. Each function raises ``InputError`` for invalid arguments."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from addepar_api.facts import OUTPUT_TYPES, QUERY_JOB_TYPE, VIEW_JOB_TYPE
from addepar_core.errors.tree import InputError
from addepar_core.operations import arguments as inputs

Portfolio = tuple[Any, Any, Any, Any]
"""Type, id, first day, last day."""


def view_body(
    view_id: Any, portfolio: Portfolio, output_type: str, extra_parameters: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The document of a view job."""
    if not isinstance(output_type, str) or output_type.upper() not in OUTPUT_TYPES:
        raise InputError("output_type", f"{output_type!r} is unknown; use one of {', '.join(OUTPUT_TYPES).lower()}")
    inputs.identifier("view_id", view_id)
    own = {"view_id": view_id, **_portfolio(*portfolio), "output_type": output_type}
    return _body(VIEW_JOB_TYPE, own, extra_parameters)


def query_body(
    columns: Any,
    groupings: Any,
    portfolio: Portfolio,
    filters: Any,
    hide_previous_holdings: bool | None,
    extra_parameters: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The document of a query job; an attribute may be just its key."""
    own = {"columns": _keyed("columns", columns), "groupings": _keyed("groupings", groupings), **_portfolio(*portfolio)}
    optional = {"filters": filters, "hide_previous_holdings": hide_previous_holdings}
    return _body(
        QUERY_JOB_TYPE, own | {name: value for name, value in optional.items() if value is not None}, extra_parameters
    )


def _keyed(name: str, attributes: Any) -> list[Any]:
    if isinstance(attributes, str | bytes | Mapping) or not isinstance(attributes, Sequence):
        raise InputError(name, "pass a list of attribute keys, or of objects with a key")
    return [{"key": attribute} if isinstance(attribute, str) else attribute for attribute in attributes]


def _portfolio(kind: Any, portfolio_id: Any, start: Any, end: Any) -> dict[str, Any]:
    if not inputs.text("portfolio_type", kind).strip():
        raise InputError("portfolio_type", "is empty; use for example ENTITY, GROUP or FIRM")
    several = isinstance(portfolio_id, Iterable) and not isinstance(portfolio_id, str | Mapping)
    types = {"entity": ("entities",), "group": ("groups",)}.get(kind.strip().lower(), ())
    for each_id in portfolio_id if several else [portfolio_id]:
        inputs.identifier("portfolio_id", each_id, types)
    first, last = inputs.parse_date("start_date", start), inputs.parse_date("end_date", end)
    if first > last:
        raise InputError("end_date", f"{last} is before start_date {first}")
    return {
        "portfolio_type": kind,
        "portfolio_id": list(portfolio_id) if several else portfolio_id,
        "start_date": first.isoformat(),
        "end_date": last.isoformat(),
    }


def _body(job_type: str, own: dict[str, Any], extra_parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    parameters = own | {
        name: value for name, value in inputs.mapping("parameters", extra_parameters).items() if value is not None
    }
    return {"data": {"type": "jobs", "attributes": {"job_type": job_type, "parameters": parameters}}}
