"""Bodies that the specification does not allow are refused: members missing, null, too long, or of another shape."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, Request, Upload
from addepar_contract.calls.succeeding import SUCCEEDING
from addepar_contract.calls.target import Target
from addepar_contract.spec.samples import value_at, with_value
from addepar_sandbox.spec.loading import load_spec

_SPEC = load_spec()
_LONG = "x" * 4001
_WITH_BODY = [name for name, request in SUCCEEDING.items() if request.body is not None]
_OTHERS: tuple[Any, ...] = (None, 7, True, "other", _LONG, [], {}, "2023-02-30")


def _schema(operation: str) -> dict[str, Any]:
    (content,) = OPERATIONS[operation].body["requestBody"]["content"].values()
    schema: dict[str, Any] = content["schema"]
    return _SPEC.schema("FileMetadataDocument") if isinstance(SUCCEEDING[operation].body, Upload) else schema


def _places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all members and items, the outer ones first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield (*place, step)
        yield from _places(each, (*place, step))


def _changed(document: Any) -> Iterator[tuple[str, Any]]:
    """The document with one member left out or replaced, and what was done."""
    for place in _places(document):
        where = "/".join(map(str, place))
        *outer, last = place
        present = value_at(document, place)
        # One more list around the value, or one less.
        shapes = ([present], present[0] if isinstance(present, list) and present else {"value": present})
        without = copy.deepcopy(document)
        del value_at(without, tuple(outer))[last]
        yield f"without {where}", without
        for other in (*_OTHERS, *shapes):
            yield f"{where} = {str(other)[:20]}", with_value(document, place, other)


@pytest.mark.parametrize("operation", _WITH_BODY)
def test_what_the_specification_refuses_is_refused(addepar_target: Target, operation: str) -> None:
    request: Request = SUCCEEDING[operation]
    upload = isinstance(request.body, Upload)
    document = request.body.metadata if upload else request.body
    tried, accepted = 0, []
    for what, changed in _changed(document):
        if _SPEC.validator.problem(_schema(operation), changed) is None:
            continue
        body = request.body._replace(metadata=changed) if upload else changed
        tried += 1
        status = addepar_target.caller.send(request._replace(body=body)).status_code
        if status not in (400, 409):
            accepted.append(f"{what}: {status}")
    assert tried
    assert accepted == []
