"""Each link that the specification writes down leads from a real answer to a request that succeeds."""

import re
from typing import Any

import pytest
from tests.contract.pairs import SPEC, TABLE
from tests.spec.walk import answers, resolve

from addepar_contract.calls.calling import OPERATIONS, Caller, Request
from addepar_sandbox import Sandbox

LINKS = [
    (operation.id, status, name, resolve(SPEC, link))
    for operation, status, answer in answers(SPEC)
    for name, link in answer.get("links", {}).items()
]
# What the operations that take a body are sent, besides type and id.
ATTRIBUTES = {
    "snapshots_update": {"amount": 1250.5},
    "positions_update": {"display_name": "Renamed"},
    "files_update": {"name": "Renamed.txt"},
}
_EXPRESSION = re.compile(r"\$response\.body#(/.*)")


def evaluated(node: Any, document: Any) -> Any:
    """A link's parameters with their runtime expressions replaced by what they point to."""
    if isinstance(node, dict):
        return {name: evaluated(member, document) for name, member in node.items()}
    if isinstance(node, list):
        return [evaluated(item, document) for item in node]
    match = _EXPRESSION.fullmatch(node) if isinstance(node, str) else None
    if match is None:
        return node
    for step in match.group(1).split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


@pytest.mark.parametrize(
    ("source", "status", "name", "link"), LINKS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_link(sandbox: Sandbox, caller: Caller, source: str, status: str, name: str, link: dict[str, Any]) -> None:
    sandbox.jobs.advance = "at_once"
    request, prepare = TABLE[source, status]
    prepare(sandbox)
    answer = caller.send(request)
    assert str(answer.status_code) == status
    (resource_id,) = evaluated(link["parameters"], answer.json()).values()
    target = link["operationId"]
    if target == "jobs_download":
        caller.call("jobs_get", str(resource_id))
    body = None
    if target in ATTRIBUTES:
        body = {"data": {"type": target.split("_")[0], "id": str(resource_id), "attributes": ATTRIBUTES[target]}}

    followed = caller.send(Request(target, str(resource_id), body=body))

    assert followed.is_success, followed.text
    assert str(followed.status_code) in OPERATIONS[target].body["responses"]
