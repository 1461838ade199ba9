"""Responds to operations of an overlay that have no handler, with the example of the specification."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.spec.spec import JSON_API

# What an answer made of an example says of itself.
HEADERS = {"X-Sandbox-Answer": "example"}


def answer_by_example(call: Call) -> Answer:
    """The first success that the specification lists, with its first example; nothing is stored.

    Raises:
        ApiError: 501 if that success has a body and no example that can be sent.
    """
    status = min(status for status in call.operation.statuses if 200 <= status < 300)
    response = call.spec.resolve(call.operation.responses[str(status)])
    content = response.get("content", {})
    if not content:
        return Answer(status=status, headers=dict(HEADERS))
    for media_type, each in sorted(content.items(), key=lambda item: item[0] != JSON_API):
        example = _example(call, each)
        headers = {**HEADERS, "Content-Type": media_type}
        if example is not None and media_type.endswith("json"):
            return Answer(status=status, document=example, headers=headers)
        if isinstance(example, str):
            return Answer(status=status, body=example.encode(), headers=headers)
    raise ApiError(
        501,
        f"The sandbox has no handler for {call.operation.id}, and its response {status} has no example. "
        "Add one to the overlay.",
    )


def _example(call: Call, content: dict[str, Any]) -> Any:
    if "example" in content:
        return content["example"]
    for example in content.get("examples", {}).values():
        return call.spec.resolve(example).get("value")
    return None
