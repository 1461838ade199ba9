"""Build the request of an operation: its arguments become path, query and body."""

from collections.abc import Mapping
from typing import Any

from addepar_core.flow.steps import Headers, HttpRequest, Seconds
from addepar_core.models.types import UNSET, query, segment
from addepar_core.operations import arguments as inputs
from addepar_core.operations.definitions import Operation
from addepar_core.settings import Settings
from addepar_core.utils.http import checked_headers


def build_request(
    settings: Settings,
    operation: Operation,
    arguments: Mapping[str, Any],
    body: Any = None,
    timeout: Seconds = UNSET,
    headers: Headers = None,
) -> HttpRequest:
    """The request of an operation. Raises ``InputError`` for anything that cannot be sent."""
    checked = inputs.arguments(operation, arguments)
    path, own = operation.path, {}
    params = {}
    for parameter in operation.parameters:
        if parameter.place == "path":
            path = path.replace(f"{{{parameter.wire}}}", segment(checked[parameter.name]))
        else:
            params[parameter.wire] = checked.get(parameter.name)
    content = None
    if operation.body == "json":
        content = inputs.encode(inputs.request_document(body, many=operation.bulk == "many"))
        own = {"content-type": settings.api.media_type}
    return HttpRequest(
        method=operation.method,
        url=settings.root + path,
        params=query(params),
        headers=own | checked_headers(headers),
        body=content,
        timeout=timeout,
        time_limit=settings.api.request_seconds,
    )
