"""What the status of a response means: success, or which error; and whether it holds JSON."""

from typing import Any

from addepar_core.errors.tree import APIStatusError, ProtocolError, ServerError, ValidationError, error_class
from addepar_core.flow.steps import HttpResponse


def raise_for_status(answer: HttpResponse, *, see_other: bool = False) -> HttpResponse:
    """The answer, if it is a success (a 303 where it may be); else the error that it stands for is raised."""
    status = answer.status_code
    if 200 <= status < 300 or (see_other and status == 303):
        return answer
    if status < 400:
        message = f"was answered by a redirect ({status}), which the API never does here; check base_url"
        raise protocol_error(answer._replace(content=b""), message)
    raise status_error(answer, error_class(status))


def protocol_error(answer: HttpResponse, message: str) -> ProtocolError:
    """The error for an answer that is not the API's."""
    error = ProtocolError(
        f"{answer.request.method} {answer.request.path} {message}",
        status=answer.status_code,
        content_type=answer.content_type,
        content=answer.content,
    )
    error.outcome_unknown = answer.request.is_write
    return error


def status_error(answer: HttpResponse, kind: type[APIStatusError]) -> APIStatusError:
    """The error of the given class that an answer stands for."""
    error = kind(
        method=answer.request.method,
        path=answer.request.path,
        status=answer.status_code,
        headers=answer.headers,
        content=answer.content,
        seconds=answer.seconds,
        time_limit=answer.request.time_limit,
    )
    error.outcome_unknown = answer.request.is_write and (
        isinstance(error, ServerError) or (isinstance(error, ValidationError) and error.cut_off)
    )
    return error


def parsed_json(answer: HttpResponse) -> Any:
    """The answer's JSON; ``ProtocolError`` where it is something else, such as a login page."""
    try:
        return answer.json()
    except (ValueError, RecursionError):  # a number of thousands of digits is no JSONDecodeError
        raise no_json(answer) from None


def no_json(answer: HttpResponse) -> ProtocolError:
    kind = answer.content_type or "no content type"
    return protocol_error(
        answer, f"was answered by {answer.status_code} with {kind} instead of JSON; check base_url and any proxy"
    )
