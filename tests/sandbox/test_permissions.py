"""Each permission that the pages ask for is enforced, as x-permissions of openapi.yaml says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.contract.pairs import SUCCEEDING, Request
from tests.sandbox.tools import connect, ids, refused, send

from addepar_sandbox import Sandbox
from addepar_sandbox.spec.loading import load_spec
from addepar_sandbox.spec.spec import Operation

SPEC = load_spec()
FOR = {"GET": "read", "POST": "create", "PATCH": "update", "DELETE": "delete"}
# tag, permission: one case for each of the twelve lines of the pages
LINES = [
    (tag["name"], entry["permission"])
    for tag in SPEC.document["tags"]
    for entry in tag["x-permissions"]
    if tag["name"] != "archived_files"
]


def without(sandbox: Sandbox, permission: str) -> httpx.Client:
    """A client of a user who has been granted everything but one permission, and what that one needs."""
    granted = {name for name, included in SPEC.permissions.items() if permission not in {name, *included}}
    sandbox.add_user("90", permissions=granted)
    sandbox.add_key("lacking", "lacking", "90")
    return connect(sandbox, "lacking")


def answers(client: httpx.Client, wanted: Iterator[Operation]) -> dict[str, httpx.Response]:
    found = {}
    for operation in wanted:
        request: Request = SUCCEEDING[operation.id]
        path = operation.path.split("{")[0] + request.id + operation.path.partition("}")[2]
        if operation.takes_upload:
            found[operation.id] = client.post(path, files={"file": ("a.txt", b"a")})
        elif operation.body:
            found[operation.id] = send(client, operation.method, path, request.body)
        else:
            found[operation.id] = client.request(operation.method, path)
    return found


@pytest.mark.parametrize(("tag", "permission"), LINES)
def test_a_permission_that_lacks_is_missed(sandbox: Sandbox, tag: str, permission: str) -> None:
    (entry,) = (
        entry
        for each in SPEC.document["tags"]
        if each["name"] == tag
        for entry in each["x-permissions"]
        if entry["permission"] == permission
    )
    own = [operation for operation in SPEC.operations.values() if operation.id.startswith(f"{tag}_")]
    concerned = [operation for operation in own if FOR[operation.method] in entry["for"]]
    with without(sandbox, permission) as client:
        if entry["grants"] in ("operations", "everything"):
            for answer in answers(client, iter(concerned)).values():
                refused(answer, 403, permission)
            for answer in answers(client, (each for each in own if each not in concerned)).values():
                assert permission not in answer.text or entry["for"] == ["attributes"]
        elif tag != "jobs":
            for name, answer in answers(client, iter(concerned)).items():
                assert answer.status_code in (400, 404) or ids(answer) == [], name


def test_a_job_about_portfolios_that_the_user_does_not_see_fails(sandbox: Sandbox) -> None:
    with without(sandbox, "access to the portfolio data") as client:
        created = answers(client, iter([SPEC.operations["jobs_create"]]))["jobs_create"]
        path = f"/v1/jobs/{created.json()['data']['id']}"
        for _ in range(10):
            job = client.get(path).json()["data"]["attributes"]
        assert "Invalid portfolio" in job["errors"][0]["detail"]


def test_only_other_attributes_need_the_permission_for_attributes(sandbox: Sandbox) -> None:
    (permission,) = (name for name in SPEC.permissions if name.startswith("Manage Attributes"))
    document: dict[str, Any] = {"data": {"type": "positions", "id": "998", "attributes": {"name": "x"}}}
    with without(sandbox, permission) as client:
        assert send(client, "PATCH", "/v1/positions/998", document).status_code == 200
        document["data"]["attributes"] = {"_custom_assett_class_1234": [{"value": "cash"}]}
        refused(send(client, "PATCH", "/v1/positions/998", document), 403, permission)


def test_who_may_write_files_may_read_them(sandbox: Sandbox) -> None:
    sandbox.add_user("91", permissions=["API Access: Create, edit, and delete", "Files: Create, edit and delete"])
    sandbox.add_key("writer", "writer", "91")
    with connect(sandbox, "writer") as client:
        assert client.get("/v1/files").status_code == 200


def test_a_misspelled_permission_is_named(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="'Files: All' is not a permission"):
        sandbox.add_user("92", permissions=["Files: All"])
