"""The docstrings of the generated resource methods."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .facts import OperationFacts

# The error classes of the runtime, by status: the docstrings name them, the runtime raises them.
ERROR_CLASSES = {
    400: "ValidationError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    410: "GoneError",
    415: "UnsupportedMediaError",
    429: "RateLimitError",
}
WIDTH = 110  # of the text; with its indent it stays within the 120 columns of this project


def docstring(operation: OperationFacts, answer: str) -> str:
    """The docstring of a method: purpose, arguments, result, errors and the source page."""
    return "\n".join(_lines(operation, answer))


def sentence(text: str) -> str:
    """The text with a final period."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _lines(operation: OperationFacts, answer: str) -> Iterator[str]:
    meanings = dict(operation.responses)
    yield sentence(operation.summary)
    for paragraph in operation.description.split("\n\n") if operation.description else []:
        yield ""
        yield from _wrapped(paragraph, "")
    yield ""
    yield "Args:"
    for name, text in _arguments(operation):
        yield from _wrapped(f"{name}: {text}", "    ")
    yield ""
    yield "Returns:"
    rows = "The rows, fetched as you iterate; `.pages()` returns whole pages."
    meaning = rows if operation.paging else meanings[operation.statuses[0]]
    yield from _wrapped(f"{answer.replace('builtins.', '')}: {sentence(meaning)}", "    ")
    yield ""
    yield "Raises:"
    yield "    InputError: An argument is invalid; nothing was sent."
    for status in operation.errors:
        error = ERROR_CLASSES.get(status, "ServerError" if status >= 500 else "APIStatusError")
        yield from _wrapped(f"{error}: {status}. {sentence(meanings[status])}", "    ")
    if operation.examples:
        yield ""
        yield "Example:"
        for call in operation.examples:
            first, *rest = call.split("\n")
            yield f"    >>> {first}"
            yield from (f"    ... {line}" for line in rest)
    yield ""
    yield from _wrapped(f'Source: "{operation.heading}" on the page {operation.page}.', "")


def _arguments(operation: OperationFacts) -> Iterator[tuple[str, str]]:
    for parameter in operation.parameters:
        if parameter.place == "path":
            yield parameter.python, parameter.explained()
    if operation.body:
        yield "body", _body(operation)
    for field in operation.keywords:
        yield field.python, field.description + ("" if not field.required else " Required.")
    if operation.keywords:
        yield "attributes", "Other attributes by name, such as custom ones."
    for parameter in operation.queries:
        yield parameter.python, parameter.explained()
    if operation.paging:
        yield "limit", "Stop after this number of rows; the default is all rows."
    yield (
        "timeout",
        "Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.",
    )
    yield "extra_query", "Additional query parameters, with the API's names; lists are sent with commas."
    yield "extra_headers", "Additional headers for this call."


def _body(operation: OperationFacts) -> str:
    if not operation.fields:
        return "A list of ids or records; or a whole document, as a model or a mapping."
    if not operation.keywords:
        return "A list of resources: models, records that were read and changed, or mappings of fields by name."
    several = "" if operation.bulk == "one" else ", or a list of them"
    return (
        "Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole document"
        f"{several}. `type` and `id` are filled in."
    )


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
