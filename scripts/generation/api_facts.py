"""The facts of the API as a whole, for the generated module `facts.py`."""

from __future__ import annotations

from typing import Any


def api_facts(spec: dict[str, Any], digest: str) -> dict[str, Any]:
    """Values by name; a KeyError names a fact that the specification lacks."""
    limits = spec["x-limits"]
    schemas = spec["components"]["schemas"]
    states = schemas["JobStatus"]["x-states"]
    portfolios = schemas["PortfolioType"]
    schemes = spec["components"]["securitySchemes"]
    oauth = schemes["oauth2"]["flows"]["authorizationCode"]
    return {
        "title": spec["info"]["title"],
        "spec_version": spec["info"]["version"],
        "spec_sha256": digest,
        "environments": {server["x-environment"]: server["url"] for server in spec["servers"]},
        "media_type": _json_media_type(spec),
        "firm_header": schemes["addeparFirm"]["name"],
        "authorization_url": oauth["authorizationUrl"],
        "token_url": oauth["tokenUrl"],
        "scopes": dict(oauth["scopes"]),
        "rate_limits": tuple((limit["requests"], limit["seconds"]) for limit in limits["rate"]),
        "retry_after_header": limits["retry-after-header"],
        "request_seconds": limits["request-seconds"],
        "job_seconds": limits["job-seconds"],
        "result_seconds": limits["result-seconds"],
        "job_running": tuple(states["running"]),
        "job_succeeded": tuple(states["succeeded"]),
        "job_failed": tuple(states["failed"]),
        "view_job_type": schemas["ViewJobAttributes"]["properties"]["job_type"]["default"],
        "query_job_type": schemas["QueryJobAttributes"]["properties"]["job_type"]["default"],
        "output_types": tuple(schemas["OutputType"]["x-known-values"]),
        "portfolio_types": tuple(portfolios["x-known-values"]),
        "query_portfolio_types": tuple(
            name for name in portfolios["x-known-values"] if name not in portfolios.get("x-view-only", ())
        ),
    }


def _json_media_type(spec: dict[str, Any]) -> str:
    """The one JSON media type that request bodies have; an API that mixed two would need another design."""
    media_types = {
        media_type
        for item in spec["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
        for media_type in operation.get("requestBody", {}).get("content", {})
        if media_type.endswith("json")
    }
    (media_type,) = media_types
    return str(media_type)
