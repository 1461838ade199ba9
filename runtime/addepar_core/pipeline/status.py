"""What the status of a response means: success, or which error."""

from addepar_core.errors.tree import APIStatusError, ServerError, ValidationError, error_class
from addepar_core.flow.steps import HttpResponse, protocol_error


def raise_for_status(answer: HttpResponse, *, see_other: bool = False) -> HttpResponse:
    """The response, if it is a success (a 303 where it may be); else the error that it stands for is raised."""
    status = answer.status_code
    if 200 <= status < 300 or (see_other and status == 303):
        return answer
    if status < 400:
        message = f"was answered by a redirect ({status}), which the API never does here; check base_url"
        raise protocol_error(answer._replace(content=b""), message)
    raise status_error(answer, error_class(status))


def status_error(answer: HttpResponse, kind: type[APIStatusError]) -> APIStatusError:
    """The error of the given class that a response stands for."""
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
