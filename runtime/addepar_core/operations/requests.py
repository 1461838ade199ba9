"""Requests; was in calls.py."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from addepar_api.client import Operation
from addepar_api.types import UNSET
from addepar_core.flow.steps import Headers, Request, Seconds
from addepar_core.operations import arguments as inputs
from addepar_core.utils.http import headers as inputs_headers

if TYPE_CHECKING:
    pass


def build(
    root: str,
    operation: Operation,
    arguments: Mapping[str, Any],
    body: Any = None,
    timeout: Seconds = UNSET,
    headers: Headers = None,
) -> Request:
    """The request of an operation. Raises ``InputError`` for anything that cannot be sent."""
    given = inputs.arguments(operation, arguments)
    if operation.body == "json":
        given["body"] = inputs.document(body, many=operation.bulk == "many")
    kwargs = import_module(operation.module)._get_kwargs(**given)
    own = {name.lower(): value for name, value in kwargs.get("headers", {}).items()}
    return Request(
        method=kwargs["method"].upper(),
        url=root + kwargs["url"],
        params=kwargs.get("params", {}),
        headers=own | inputs_headers(headers),
        body=inputs.encode(kwargs["json"]) if "json" in kwargs else None,
        timeout=timeout,
    )
