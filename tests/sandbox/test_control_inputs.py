"""Odd requests to the control routes and the API: a sentence and 400, never 500, and nothing that harms later calls."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sandbox.tools import anonymous, connect

from addepar_sandbox import Fault, JobSettings, Sandbox, Window

ODD: dict[tuple[str, str], list[Any]] = {
    ("POST", "/clock"): [
        {"advance": "5"}, {"advance": True}, {"advance": 1e300}, {"advance": 1e12}, {"advance": None},
        {"freeze": 5}, {"freeze": "9999-12-31T23:59:59Z"}, {"freeze": "0001-01-01T00:00:00+14:00"}, {"later": 1},
    ],
    ("PATCH", "/jobs"): [
        {"advance": "never"}, {"reads": 0}, {"reads": "x"}, {"reads": True}, {"seconds": 0}, {"seconds": 1e300},
        {"path": []}, {"path": "Queued"}, {"path": [1]}, {"path": None}, {"ends_as": ""}, {"completed_status": 302},
        {"completed_status": True}, {"queue_quota": -1}, {"queue_quota": "x"}, {"__class__": "x"},
        {"reads": 2, "advance": "never"},
    ],
    ("PUT", "/limits"): [
        {}, {"windows": {}}, {"windows": "x"}, {"windows": [1]}, {"windows": [{}]}, {"windows": None},
        {"windows": [{"requests": 1.5, "seconds": 1}]}, {"windows": [{"requests": "1", "seconds": 1}]},
        {"windows": [{"requests": 1, "seconds": 10**400}]}, {"windows": [{"requests": 1, "seconds": 1, "x": 1}]},
    ],
    ("POST", "/faults"): [
        {}, {"kind": 1}, {"kind": ["drop"]}, {"kind": "drop", "times": 0}, {"kind": "drop", "times": "x"},
        {"kind": "drop", "skip": -1}, {"kind": "status", "status": 204}, {"kind": "status", "status": 999},
        {"kind": "status", "status": "503"}, {"kind": "html", "status": 304}, {"kind": "drop", "operation": "nothing"},
        {"kind": "drop", "operation": 5},
        {"kind": "drop", "operation": []}, {"kind": "status", "status": 429, "retry_after": "\r\nX: y"},
        {"kind": "redirect", "location": "http://x/\r\nSet-Cookie: a"}, {"kind": "redirect", "location": "/é"},
        {"kind": "redirect", "location": 5}, {"kind": "drop", "processed": "yes"}, {"kind": "drop", "surprise": 1},
    ],
    ("POST", "/routes"): [
        {}, {"method": "GET"}, {"path": "/v1/x"}, {"method": [], "path": "/v1/x"}, {"method": "GET", "path": 5},
        {"method": "GET", "path": "x"}, {"method": "GET", "path": "/v1/files"}, {"method": "FOO", "path": "/v1/x"},
        {"method": "GET", "path": "/v1/x", "respond": "x"}, {"method": "GET", "path": "/v1/x", "surprise": 1},
        {"method": "GET", "path": "/v1/x", "status": "x"}, {"method": "GET", "path": "/v1/x", "headers": 5},
        {"method": "GET", "path": "/v1/x", "query": []}, {"method": "GET", "path": "/v1/x", "content": 5},
        {"method": "GET", "path": "/v1/x", "headers": {"X": 5}},
        {"method": "GET", "path": "/v1/x", "headers": {"X": "\n"}},
    ],
    ("POST", "/firms"): [{}, {"firm": None}, {"firm": []}, {"firm": ""}, {"firm": "1"}, {"firm": "7", "seed": "no"}],
    ("POST", "/users"): [
        {}, {"user_id": []}, {"user_id": "44"}, {"user_id": "1", "tools": "FILES"}, {"user_id": "1", "tools": 5},
        {"user_id": "1", "tools": ["MAGIC"]}, {"user_id": "1", "all_data": "no"}, {"user_id": "1", "entities": "22"},
        {"user_id": "1", "groups": [None]}, {"user_id": "1", "firm": {}}, {"user_id": "1", "name": "x"},
    ],
    ("POST", "/keys"): [
        {"key": "k"}, {"key": "k", "secret": 1.5, "user_id": "44"}, {"key": "sandbox", "secret": "s", "user_id": "44"},
        {"key": "k", "secret": "s", "user_id": "nobody"}, {"key": "k", "secret": "s", "user_id": "44", "firm": "9"},
    ],
    ("POST", "/entities"): [{}, {"entity_id": None}, {"entity_id": "22"}, {"entity_id": "1", "self": 1}],
    ("POST", "/groups"): [{}, {"group_id": [1]}, {"group_id": "200"}],
    ("POST", "/attributes"): [{}, {"keys": "value"}, {"keys": {}}, {"keys": [None]}, {"keys": 5}],
    ("POST", "/codes"): [
        {}, {"scopes": "FILES"}, {"scopes": [1.5]}, {"scopes": None}, {"scopes": ["FILES"], "user_id": "nobody"},
        {"scopes": ["FILES"], "firm": "9"}, {"scopes": ["FILES"], "code": []},
    ],
}  # fmt: skip
RAW = [
    b"{", b"[]", b"null", b"5", b'"x"', b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b'{"advance": NaN}',
    b'{"advance": 1e400}', b'{"entity_id": "\\ud800"}', b"[" * 3000, b'{"a":' * 3000, b"\x00", b"9" * 6000,
]  # fmt: skip


def control(sandbox: Sandbox) -> httpx.Client:
    client = anonymous(sandbox, **{"X-Sandbox-Token": sandbox.control_token})
    client.base_url = client.base_url.join("/_sandbox/")
    return client


def says(response: httpx.Response) -> str:
    """The sentence of a refusal, which is one and names no part of the program."""
    assert response.status_code == 400, (response.status_code, response.text)
    sentence = response.json()["error"]
    assert sentence
    assert not any(
        word in sentence for word in ("Error", "Traceback", "__init__", "positional", "object at 0x", "unhashable")
    )
    return str(sentence)


def is_well(sandbox: Sandbox) -> None:
    """Nothing of what was refused is left, and the API answers."""
    assert sandbox.faults.waiting() == []
    assert sandbox.limits.windows == ()
    assert sandbox.jobs == JobSettings()
    with connect(sandbox) as api:
        for path in ("/v1/files", "/v1/jobs/7", "/v1/positions", "/v1/generated_reports", "/v1/files/123/download"):
            assert api.get(path).status_code == 200


@pytest.mark.parametrize(("method", "path"), ODD)
def test_a_wrong_argument_is_named_and_changes_nothing(sandbox: Sandbox, method: str, path: str) -> None:
    with control(sandbox) as client:
        for body in ODD[method, path]:
            says(client.request(method, path, content=json.dumps(body)))
        for raw in RAW:
            says(client.request(method, path, content=raw))
    is_well(sandbox)


def test_what_is_wrong_is_said(sandbox: Sandbox) -> None:
    with control(sandbox) as client:
        assert "user_id" in says(client.post("/users", json={}))
        assert "exists already" in says(client.post("/users", json={"user_id": "44"}))
        assert "tools" in says(client.post("/users", json={"user_id": "1", "tools": "FILES"}))
        assert "advance, reads" in says(client.patch("/jobs", json={"speed": 1}))
        assert "at_once" in says(client.patch("/jobs", json={"advance": "never"}))
        assert "files_list" in says(client.post("/faults", json={"kind": "drop", "operation": "file_list"}))


def test_other_routes_and_methods(sandbox: Sandbox) -> None:
    with control(sandbox) as client:
        for query in ("status=x", "status=%C2%B2%C2%B2%C2%B2", "status=99999"):
            says(client.get(f"/journal?{query}"))
        for content in (b"", b"PK", b"PK\x05\x06" + bytes(18), b"x" * 100_000):
            says(client.put("/state", content=content))
        assert client.head("/clock").status_code == 200
        assert client.head("/openapi.json").status_code == 200
        for path in ("/nothing", "/%00", "/../api/v1/files", "/reset/"):
            assert client.post(path).status_code in (400, 401, 404)
        for path in ("/reset", "/clock", "/state", "/journal", "/openapi.yaml"):
            assert client.request("TRACE", path).status_code == 405
    is_well(sandbox)


def test_numbers_do_for_ids(sandbox: Sandbox) -> None:
    with control(sandbox) as client:
        assert client.post("/entities", json={"entity_id": 9001}).status_code == 200
        body = {"user_id": 9003, "all_data": False, "entities": [9001]}
        assert client.post("/users", json=body).status_code == 200
        assert client.post("/keys", json={"key": "k", "secret": "k", "user_id": 9003}).status_code == 200
    with connect(sandbox, "k") as api:
        assert api.get("/v1/files").status_code == 200


def test_the_objects_refuse_the_same() -> None:
    with pytest.raises(AttributeError, match="no job setting speed"):
        JobSettings().speed = 3  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="advance"):
        JobSettings(advance="never")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="status"):
        Fault("status", status=204)
    with pytest.raises(ValueError, match="a window needs"):
        Window(1, float("inf"))


_TEXT = st.text(max_size=8) | st.sampled_from(["22", "44", "drop", "status", "files_list", "../..", "\0", "at_once"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)
_MEMBERS = sorted({name for bodies in ODD.values() for body in bodies for name in body})
_BODIES = st.dictionaries(st.sampled_from(_MEMBERS) | _TEXT, _JSON, max_size=4) | _JSON


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(route=st.sampled_from(sorted(ODD)), body=_BODIES)
def test_no_body_brings_a_500_or_spoils_the_sandbox(sandbox: Sandbox, route: tuple[str, str], body: Any) -> None:
    with control(sandbox) as client:
        answer = client.request(*route, content=json.dumps(body))
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 400:
            says(answer)
        assert client.post("/reset").status_code == 200
        assert client.put("/limits", json={"windows": []}).status_code == 200
        assert client.post("/clock", json={"resume": True}).status_code == 200
    with connect(sandbox) as api:
        assert api.get("/v1/jobs/7").status_code == 200


@pytest.mark.deliberately_bad
@pytest.mark.parametrize("id_", ["%00", "%FF", "..%2F..", "x" * 3000, "%F0%9F%8E%89", "1e3", "%0d%0aX:y", "-1"])
def test_no_id_brings_a_500(sandbox: Sandbox, api: httpx.Client, id_: str) -> None:
    for operation in sandbox.spec.operations.values():
        if "{" in operation.path:
            path = operation.path.partition("{")[0] + id_ + operation.path.partition("}")[2]
            assert api.request(operation.method, path).status_code in (400, 404, 405, 415), path
