"""Each operation of openapi.yaml is sent by exactly one method of each client, seen by what the methods send."""

import datetime
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from tests.client.test_public import BEYOND, methods
from tests.spec.walk import load

from addepar_api.api.positions import AsyncPositions, Positions
from addepar_api.api.snapshots import AsyncSnapshots, Snapshots
from addepar_client import AddeparClient, Clock
from addepar_client.batch.files import AsyncArchivedFiles, AsyncFiles, AsyncGeneratedReports
from addepar_client.jobs.resource import AsyncJobs, Jobs
from addepar_client.transfers.files import ArchivedFiles, Files, GeneratedReports
from addepar_core.flow.messages import HttpRequest
from addepar_core.flow.steps import Flow, OpenStream, RunBlocking, Send
from addepar_core.operations.requests import build_request

SPEC = load()
SYNC = (Jobs, GeneratedReports, Snapshots, Positions, Files, ArchivedFiles)
ASYNC = (AsyncJobs, AsyncGeneratedReports, AsyncSnapshots, AsyncPositions, AsyncFiles, AsyncArchivedFiles)
GIVEN: dict[str, Any] = {"source": "a.txt", "to": "x", "body": {"type": "jobs"}, "jobs": ["1"]}


class Recorder:
    """In the place of a caller: notes what would be sent, and sends nothing."""

    root = ""
    clock = Clock()
    settings = AddeparClient(base_url="http://127.0.0.1:9/api", firm_id=1, auth="token").settings._replace(root="")

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def build(self, operation: Any, arguments: Any, body: Any = None, **options: Any) -> HttpRequest:
        return build_request(self.settings, operation, arguments, body, **options)

    def call(self, operation: Any, arguments: Any, **_: Any) -> None:
        self.sent.append((operation.method, operation.path))

    pages = call

    def run(self, flow: Flow[Any]) -> None:
        outcome = None
        try:
            while not isinstance(step := flow.send(outcome), Send | OpenStream):
                outcome = step.work() if isinstance(step, RunBlocking) else None
            self.sent.append((step.request.method, step.request.url))
            flow.close()
        except StopIteration:
            pass


class AsyncRecorder(Recorder):
    async def call(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        Recorder.call(self, *args, **kwargs)

    pages = Recorder.call

    async def run(self, flow: Flow[Any]) -> None:  # type: ignore[override]
        Recorder.run(self, flow)


def argument(name: str) -> Any:
    return GIVEN.get(name) or (datetime.date(2026, 1, 1) if name.endswith("_date") else "1")


def sent_by(resource: Any, name: str) -> list[tuple[str, str]]:
    """What a method sends when it is given what it needs."""
    method = getattr(resource, name)
    needed = [one for one in inspect.signature(method).parameters.values() if one.default is one.empty]
    outcome = method(**{one.name: argument(one.name) for one in needed})
    if inspect.iscoroutine(outcome):
        with pytest.raises(StopIteration):
            outcome.send(None)
    sent: list[tuple[str, str]] = resource._caller.sent
    return sent


def operations() -> dict[tuple[str, str], str]:
    """Method and path of each operation, every parameter of the path filled with 1."""
    return {
        (method.upper(), re.sub(r"\{\w+\}", "1", path)): operation["operationId"]
        for path, item in SPEC["paths"].items()
        for method, operation in item.items()
        if "operationId" in operation
    }


@pytest.mark.parametrize(("kinds", "recorder"), [(SYNC, Recorder), (ASYNC, AsyncRecorder)], ids=["sync", "async"])
def test_each_operation_is_sent_by_exactly_one_method(
    kinds: Any, recorder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"x")
    sent: list[tuple[str, str]] = []
    for kind in kinds:
        tag = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__.removeprefix("Async")).lower()
        for name in methods(kind(recorder())):
            if name in BEYOND.get(tag, ()):
                continue
            made = [(how, re.sub(r"\{\w+\}", "1", path)) for how, path in sent_by(kind(recorder()), name)]
            assert [operations()[one] for one in made] == [f"{tag}_{name}"]
            sent += made
    assert sorted(sent) == sorted(operations())
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
