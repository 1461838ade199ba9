"""Hooks of the schemathesis run: the probes as checks, requests that can succeed, and default data put back.

Loaded through `hooks` in schemathesis.toml. Variables of the environment lead it: CONTRACT_URL, the API root of the
sandbox under test, CONTRACT_TOKEN, the token of its control routes, and CONTRACT_NOTES, the file that receives what
the run itself does not report: how often each probe looked, which refusals were excused, and which of the
specification's links were followed.
"""

import atexit
import json
import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis import Case, HookContext
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.stateful import state_machine
from tests.contract import plausible
from tests.contract.calling import Caller
from tests.contract.excuses import EXCUSES
from tests.contract.probes import PROBES, Done, Probe
from tests.contract.probes.probing import before

URL = os.environ["CONTRACT_URL"]
_TOKEN = {"X-Sandbox-Token": os.environ["CONTRACT_TOKEN"]}
CALLER = Caller(URL)
_ROOT = urlsplit(URL).path
_before: dict[str, Any] = {}
_done_once: set[tuple[str, str]] = set()
_looks: Counter[str] = Counter()
_excused: Counter[str] = Counter()
_links: Counter[str] = Counter()


def _operation(case: Case) -> str:
    return case.operation.definition.raw["operationId"]


def _is_itself(case: Case) -> bool:
    """Whether the request is one of the operation, not of another method of its path."""
    return case.method == case.operation.method.upper()


def _done(case: Case, response: Any) -> Done:
    request = response.request
    url = urlsplit(request.url)
    return Done(
        _operation(case),
        request.method,
        url.path.removeprefix(_ROOT),
        parse_qsl(url.query, keep_blank_values=True),
        {name.lower(): text for name, text in request.headers.items()},
        request.body if isinstance(request.body, bytes) else (request.body or "").encode(),
        response.status_code,
        {name.lower(): values[0] for name, values in response.headers.items()},
        response.content,
        _before.get(case.id),
    )


def _look(probe: Probe, ctx: Any, response: Any, case: Case) -> None:
    if not _is_itself(case) or _operation(case) not in probe.operations or response.status_code not in probe.statuses:
        return
    if probe.once:
        mark = (probe.name, _operation(case))
        if mark in _done_once:
            return
        _done_once.add(mark)
    _looks[probe.name] += 1
    probe.look(_done(case, response), CALLER)


for _probe in PROBES.values():
    _check = partial(_look, _probe)
    _check.__name__ = _probe.name  # type: ignore[attr-defined]
    schemathesis.check(_check)


@schemathesis.check
def links_are_counted(ctx: Any, response: Any, case: Case) -> None:
    """Fails nothing: notes which link led to this request."""
    node = ctx.internals.recorder.cases.get(case.id) if ctx.internals.recorder else None
    if node is not None and node.transition is not None and not node.transition.is_inferred:
        _links[node.transition.id] += 1


def _put_back() -> None:
    CALLER.http.post(URL.removesuffix(_ROOT) + "/_sandbox/reset", headers=_TOKEN).raise_for_status()


@schemathesis.check
def default_data_are_put_back(ctx: Any, response: Any, case: Case) -> None:
    """Fails nothing: outside of stateful tests each case finds the default data as they were.

    A check, because the command line calls no hook after a case; registered last, it runs after the probes.
    """
    _before.pop(case.id, None)
    stateful = case._meta is not None and case._meta.phase.name == "stateful"
    if not stateful and case.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 300:
        _put_back()


def _recorder(*arguments: Any, **named: Any) -> Any:
    """A stateful scenario begins with a recorder of its own, and so with the default data."""
    _put_back()
    return ScenarioRecorder(*arguments, **named)


# There is no hook for the beginning of a scenario.
state_machine.ScenarioRecorder = _recorder  # type: ignore[attr-defined]


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    plausible.name_the_file(raw_schema)
    plausible.add_examples(raw_schema)


@schemathesis.hook
def map_body(context: HookContext, body: Any) -> Any:
    assert context.operation is not None
    return plausible.body(context.operation.definition.raw["operationId"], body)


@schemathesis.hook
def map_case(context: HookContext, case: Case) -> Case:
    plausible.fit_to_path(_operation(case), case)
    return case


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    if _is_itself(case):
        steps = case.formatted_path.split("/")
        _before[case.id] = before(_operation(case), steps[3] if len(steps) > 3 else "", CALLER)


@schemathesis.hook
def filter_failure(context: HookContext, failure: Any, case: Case, response: Any) -> bool:
    """Drops "a valid request was rejected" where a rule that no schema can say rejected it; see excuses.py."""
    if response.status_code != 400 or type(failure).__name__ != "RejectedPositiveData":
        return True
    detail = response.json()["errors"][0]["detail"]
    for excuse in EXCUSES:
        if _operation(case) in excuse.operations and excuse.pattern.search(detail):
            _excused[excuse.reason] += 1
            return False
    return True


@atexit.register
def _write_notes() -> None:
    notes = {"looks": _looks, "excused": _excused, "links": _links}
    Path(os.environ["CONTRACT_NOTES"]).write_text(json.dumps(notes, indent=1), encoding="utf-8")
