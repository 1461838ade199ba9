"""Checks the parameters of a job and fills in their defaults."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi.attributes import is_known
from addepar_sandbox.handlers.jsonapi.documents import id_text
from addepar_sandbox.http.errors import bad_request

VIEW = "portfolio_view_results"
QUERY = "PORTFOLIO_QUERY"


def check_parameters(call: Call, job_type: str, parameters: dict[str, Any]) -> None:
    """Check what the schema of the request does not express.

    Raises:
        ApiError: 400 naming the parameter.
    """
    place = "data.attributes.parameters"
    # Parameters of the other type are kept and repeated, so they have to be what an answer may hold.
    problem = call.spec.validator.problem(call.spec.schema("JobParameters"), parameters, place)
    if problem:
        raise bad_request(problem)
    types = call.spec.document["components"]["schemas"]["PortfolioType"]
    view_only = types.get("x-view-only", []) if job_type == QUERY else []
    allowed = [each for each in types["x-known-values"] if each not in view_only]
    portfolio_type = parameters["portfolio_type"].upper()
    if portfolio_type not in allowed:
        raise bad_request(
            f"{place}.portfolio_type: {parameters['portfolio_type']!r} is none of {', '.join(allowed)}, "
            f"which {job_type} jobs take."
        )
    portfolio_id = parameters["portfolio_id"]
    ids = portfolio_id if isinstance(portfolio_id, list) else [portfolio_id]
    if portfolio_type == "FIRM" and list(map(id_text, ids)) != ["1"]:
        raise bad_request(f"{place}.portfolio_id: must be 1 when portfolio_type is FIRM.")


def filled_in(job_type: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters as the API repeats them: those of a query with every default spelled out."""
    if job_type != QUERY:
        return parameters
    filled = dict(parameters)
    for name in ("columns", "groupings"):
        filled[name] = [_with_arguments(item) for item in parameters[name]]
    if "filters" in parameters:
        filled["filters"] = [
            {**each, "attribute": _with_arguments(each["attribute"])} for each in parameters["filters"]
        ]
    filled.setdefault("hide_previous_holdings", False)
    return filled


def _with_arguments(attribute: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(attribute, str):
        return {"key": attribute, "arguments": {}}
    return {"arguments": {}, **attribute}


def unknown_part(call: Call, job_type: str, parameters: dict[str, Any]) -> str | None:
    """The reason why the job fails, such as `Invalid portfolio: ENTITY 10`; None if it does not."""
    portfolio = _unknown_portfolio(call, parameters)
    if portfolio is not None:
        return f"Invalid portfolio: {portfolio}"
    for name in ("columns", "groupings", "filters") if job_type == QUERY else ():
        for item in parameters.get(name, ()):
            key = _key(item["attribute"] if name == "filters" else item)
            if not is_known(call, key):
                return (
                    f"Invalid attribute: {key}, among the {name}. The sandbox knows the common ones; "
                    "sandbox.add_attributes, or POST /_sandbox/attributes, makes others known."
                )
    return None


def _unknown_portfolio(call: Call, parameters: dict[str, Any]) -> str | None:
    """The first portfolio that does not exist or that the user may not see, such as `ENTITY 10`."""
    portfolio_type = parameters["portfolio_type"].upper()
    kinds = {"ENTITY": ("entities", call.identity.sees_entity), "GROUP": ("groups", call.identity.sees_group)}
    if portfolio_type not in kinds:
        return None
    kind, sees = kinds[portfolio_type]
    for each in map(id_text, _as_list(parameters["portfolio_id"])):
        if each not in call.rows(kind) or not sees(each):
            return f"{portfolio_type} {each}"
    return None


def _key(attribute: str | dict[str, Any]) -> str:
    return attribute if isinstance(attribute, str) else str(attribute["key"])


def _as_list(value: Any) -> list[Any]:
    """Query jobs take one portfolio or a list, which may be of one."""
    return value if isinstance(value, list) else [value]
