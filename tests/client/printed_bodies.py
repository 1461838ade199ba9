"""A body for each operation that takes one: the first example of the specification, without the id of a single one."""

from typing import Any

from tests.spec.walk import load, payloads

BODIES: dict[str, Any] = {}
for payload in payloads(load()):
    if payload.status is None and "data" in payload.value:
        printed = payload.value["data"]
        single = {name: value for name, value in printed.items() if name != "id"} if isinstance(printed, dict) else None
        BODIES.setdefault(payload.operation, {"data": single or printed})
