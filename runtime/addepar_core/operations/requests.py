"""Build requests: for an operation, whose arguments become path, query and body, or for any other path of the API."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from addepar_core.errors.tree import InputError
from addepar_core.flow.messages import NO_OPTIONS, Headers, HttpRequest, Json, Options, Query, Seconds
from addepar_core.models.types import UNSET, Given, query, segment, timestamp_text
from addepar_core.operations import arguments as inputs
from addepar_core.operations.definitions import Operation
from addepar_core.settings import Settings
from addepar_core.utils.http import checked_headers, origin, resolve

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def build_request(
    settings: Settings,
    operation: Operation,
    arguments: Mapping[str, Any],
    body: Json = None,
    options: Options = NO_OPTIONS,
) -> HttpRequest:
    """Build the request of an operation. Raises ``InputError`` for invalid arguments."""
    checked = inputs.arguments(operation, arguments)
    path, own = operation.path, {}
    params = {}
    for parameter in operation.parameters:
        if parameter.place == "path":
            path = path.replace(f"{{{parameter.wire}}}", segment(checked[parameter.name]))
        elif parameter.name in checked:
            params[parameter.wire] = checked[parameter.name]
    content = None
    if operation.body == "json":
        content = _content(operation, body, arguments)
        own = {"content-type": settings.api.media_type}
    return HttpRequest(
        method=operation.method,
        url=settings.root + path,
        params=with_extra(query(params), options.extra_query),
        headers=own | checked_headers(options.extra_headers, "extra_headers"),
        body=content,
        timeout=options.timeout,
        time_limit=settings.api.request_seconds,
        exact_numbers=settings.exact_numbers,
    )


def with_extra(params: dict[str, Json], extra_query: Query) -> dict[str, Json]:
    """Query parameters with additional ones; ``InputError`` if one is in both."""
    if not extra_query:
        return params if extra_query is None else params | checked_query(extra_query, "extra_query")
    extra = checked_query(extra_query, "extra_query")
    for name in params.keys() & extra.keys():
        raise InputError("extra_query", f"{name} is also an argument of the method; use only one")
    return params | extra


def build_any(
    settings: Settings,
    method: str,
    path: str,
    params: Query = None,
    *,
    json: Json = None,
    content: bytes | str | None = None,
    headers: Headers = None,
    timeout: Seconds = UNSET,
) -> HttpRequest:
    """Build a request to any path of the API. Raises ``InputError`` for invalid arguments."""
    verb = method.upper() if isinstance(method, str) else ""
    if verb not in METHODS:
        raise InputError("method", f"{method!r} is not one of {', '.join(METHODS)}")
    url, sent = _address(settings.root, path), checked_query(params, "params")
    if sent and "?" in url:  # otherwise the HTTP library would drop the query of the address
        url, sent = f"{url}&{urlencode(sent)}", {}
    body = _body(json, content)
    own = {} if body is None else {"content-type": settings.api.media_type}
    return HttpRequest(
        method=verb,
        url=url,
        params=sent,
        headers=own | checked_headers(headers),
        body=body,
        timeout=timeout,
        time_limit=settings.api.request_seconds,
        exact_numbers=settings.exact_numbers,
    )


def _content(operation: Operation, body: Any, arguments: Mapping[str, Any]) -> bytes:
    from addepar_core.operations.inputs import assembly  # loaded with the first write, like the schemas
    from addepar_core.operations.inputs.json_text import encode

    return encode(
        assembly.request_document(
            operation.body_schema(),
            body if isinstance(body, Given) else Given(body),
            record=next((arguments.get(one.name) for one in operation.parameters if one.place == "path"), None),
            many=operation.bulk == "many",
        )
    )


def _address(root: str, path: str) -> str:
    """The address of a path below the API root. Credentials are sent nowhere else."""
    if not isinstance(path, str):
        raise InputError("path", f"pass a path of the API, such as /v1/entities, not {type(path).__name__}")
    # Neither a query nor a password in an address is repeated.
    shown = repr(path.partition("?")[0]) if path.startswith("/") and not path.startswith("//") else "this"
    try:
        url, cross_origin = resolve(root, path)
    except ValueError as error:
        raise InputError(
            "path", f"{shown} is not a path of the API such as /v1/entities: it {error}; percent-encode what needs it"
        ) from None
    if cross_origin:
        where = "{}://{}:{}".format(*origin(path) or ())
        raise InputError(
            "path", f"this is not a path of the API: it leads to {where}; credentials are sent only to {root}"
        )
    parts = urlsplit(url)
    if "#" in url:
        raise InputError("path", f"{shown} has a fragment, which is not sent; leave out all from # on, or write %23")
    inside = parts.path.startswith(urlsplit(root).path + "/") and not {".", ".."} & set(unquote(parts.path).split("/"))
    if not inside:
        raise InputError("path", f"{shown} is not a path of the API below {root}; pass one such as /v1/entities")
    return url


def _body(json: Json, content: bytes | str | None) -> bytes | None:
    if json is not None and content is not None:
        raise InputError("content", "pass either json or content, not both")
    if content is not None:
        try:
            return content.encode() if isinstance(content, str) else bytes(memoryview(content))
        except (TypeError, UnicodeEncodeError):
            raise InputError("content", f"pass bytes or text in UTF-8, not {type(content).__name__}") from None
    if json is None:
        return None
    from addepar_core.operations.inputs.json_text import encode

    if isinstance(json, str | bytes):
        raise InputError("json", "pass a mapping or a list; pass JSON text as content=")
    from addepar_core.operations.inputs.checking import Checker  # loaded with the first write, like the schemas
    from addepar_core.operations.inputs.schema import ANY

    checker = Checker(lambda path: (None, "".join(["json", *(f"[{part!r}]" for part in path)])))
    try:
        plain = checker.checked(ANY, json, ())
    except (RecursionError, ValueError):
        raise InputError("json", "cannot be written as JSON: it is nested too deeply, or contains itself") from None
    if checker.faults:
        raise InputError.of(checker.faults)
    return encode(plain, "json")


def checked_query(params: Query, argument: str) -> dict[str, Json]:
    """Additional query parameters as sent: without None, lists with commas, dates and timestamps in ISO 8601."""
    if params is None:
        return {}
    if not isinstance(params, Mapping):
        raise InputError(argument, f"pass a mapping from names to values, not {type(params).__name__}")
    sent: dict[str, Json] = {}
    for name, value in params.items():
        if not isinstance(name, str) or not name:
            raise InputError(argument, f"{name!r} is not the name of a query parameter; pass text")
        field = f"{argument}[{inputs.text(argument, name)!r}]"
        if isinstance(value, list | tuple | set | frozenset):
            sent[name] = ",".join(str(_query_value(field, item)) for item in value)
        elif value is not None and value is not UNSET:
            sent[name] = _query_value(field, value)
    return sent


def _query_value(field: str, value: Json) -> str | int:
    value = inputs.plain(field, value)
    if isinstance(value, str):
        return inputs.text(field, value)
    if isinstance(value, datetime):
        return timestamp_text(inputs.parse_datetime(field, value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "__float__"):
        number = inputs.number(field, value)
        return number if isinstance(number, int) else str(number).lower()
    raise InputError(field, f"pass text, a number, a date, a timestamp or a list of them, not {value!r:.80}")
