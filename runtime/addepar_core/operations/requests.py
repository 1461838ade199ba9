"""Build the request of an operation: its arguments become path, query and body."""

from collections.abc import Mapping
from typing import Any

from addepar_core.flow.steps import Headers, HttpRequest, Seconds
from addepar_core.inputs.json_text import encode
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
        content = _content(operation, body, arguments)
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


def _content(operation: Operation, body: Any, arguments: Mapping[str, Any]) -> bytes:
    from addepar_core.inputs import assembly  # with the first write, as the schemas
    from addepar_core.inputs.schema import Given

    return encode(
        assembly.request_document(
            operation.body_schema(),
            body if isinstance(body, Given) else Given(body),
            record=next((arguments.get(one.name) for one in operation.parameters if one.place == "path"), None),
            many=operation.bulk == "many",
        )
    )
