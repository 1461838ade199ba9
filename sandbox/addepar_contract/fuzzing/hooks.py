"""Hooks of the schemathesis run: the probes as checks, requests that can succeed, and the restored default data.

Loaded through `hooks` in schemathesis.toml. ADDEPAR_SANDBOX_TOKEN is the token of the control routes of the sandbox
under test; its address is the first server of the specification that it serves, or ADDEPAR_CONTRACT_URL. The file
that ADDEPAR_CONTRACT_NOTES names receives what the run itself does not report: how often each probe looked, which
refusals were excused, and which of the specification's links were followed.
"""

import atexit
import json
import os
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis import Case, HookContext
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.stateful import state_machine

from addepar_contract.calls.target import TOKEN_VARIABLE, NotASandbox, Target
from addepar_contract.fuzzing import plausible
from addepar_contract.fuzzing.excuses import EXCUSES
from addepar_contract.probes import PROBES, Done, Probe
from addepar_contract.probes.probing import before

AnyCase = Case[Any]
_targets: list[Target] = []
_before: dict[str, Any] = {}
_done_once: set[tuple[str, str]] = set()
_looks: Counter[str] = Counter()
_excused: Counter[str] = Counter()
_links: Counter[str] = Counter()


def _target() -> Target:
    return _targets[0]


def _operation(case: AnyCase) -> str:
    return str(case.operation.definition.raw["operationId"])


def _is_itself(case: AnyCase) -> bool:
    """Whether the request is one of the operation, not of another method of its path."""
    return bool(case.method == case.operation.method.upper())


def _done(case: AnyCase, response: Any) -> Done:
    request = response.request
    url = urlsplit(request.url)
    return Done(
        _operation(case),
        request.method,
        url.path.removeprefix(urlsplit(_target().url).path),
        parse_qsl(url.query, keep_blank_values=True),
        {name.lower(): text for name, text in request.headers.items()},
        request.body if isinstance(request.body, bytes) else (request.body or "").encode(),
        response.status_code,
        {name.lower(): values[0] for name, values in response.headers.items()},
        response.content,
        _before.get(case.id),
    )


def _look(probe: Probe, ctx: Any, response: Any, case: AnyCase) -> None:
    if not _is_itself(case) or _operation(case) not in probe.operations or response.status_code not in probe.statuses:
        return
    if probe.once:
        mark = (probe.name, _operation(case))
        if mark in _done_once:
            return
        _done_once.add(mark)
    _looks[probe.name] += 1
    probe.look(_done(case, response), _target().caller)


for _probe in PROBES.values():
    _check = partial(_look, _probe)
    _check.__name__ = _probe.name  # type: ignore[attr-defined]
    schemathesis.check(_check)


@schemathesis.check
def links_are_counted(ctx: Any, response: Any, case: AnyCase) -> None:
    """Fails nothing: notes which link led to this request."""
    node = ctx.internals.recorder.cases.get(case.id) if ctx.internals.recorder else None
    if node is not None and node.transition is not None and not node.transition.is_inferred:
        _links[node.transition.id] += 1


@schemathesis.check
def default_data_are_put_back(ctx: Any, response: Any, case: AnyCase) -> None:
    """Fails nothing: outside stateful tests each case finds the default data as they were.

    A check, because the command line calls no hook after a case; registered last, it runs after the probes.
    """
    _before.pop(case.id, None)
    stateful = case._meta is not None and case._meta.phase.name == "stateful"
    if not stateful and case.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 300:
        _target().reset()


def _recorder(*arguments: Any, **named: Any) -> Any:
    """A stateful scenario begins with its own recorder, and therefore with the default data."""
    _target().reset()
    return ScenarioRecorder(*arguments, **named)


# There is no hook for the beginning of a scenario.
state_machine.ScenarioRecorder = _recorder  # type: ignore[attr-defined, assignment]


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    target = Target(
        os.environ.get("ADDEPAR_CONTRACT_URL") or raw_schema["servers"][0]["url"], os.environ.get(TOKEN_VARIABLE, "")
    )
    try:
        target.reset()
    except NotASandbox as error:
        sys.exit(f"schemathesis: {error}")
    _targets[:] = [target]
    plausible.name_the_file(raw_schema)
    plausible.add_examples(raw_schema)


@schemathesis.hook
def map_body(context: HookContext, body: Any) -> Any:
    assert context.operation is not None
    return plausible.body(context.operation.definition.raw["operationId"], body)


@schemathesis.hook
def map_case(context: HookContext, case: AnyCase) -> AnyCase:
    plausible.fit_to_path(_operation(case), case)
    return case


@schemathesis.hook
def before_call(context: HookContext, case: AnyCase, kwargs: dict[str, Any]) -> None:
    if _is_itself(case):
        steps = case.formatted_path.split("/")
        _before[case.id] = before(_operation(case), steps[3] if len(steps) > 3 else "", _target().caller)


@schemathesis.hook
def filter_failure(context: HookContext, failure: Any, case: AnyCase, response: Any) -> bool:
    """Drops "a valid request was rejected" if a rule that a schema cannot express rejected it; see excuses.py."""
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
    if place := os.environ.get("ADDEPAR_CONTRACT_NOTES"):
        Path(place).write_text(json.dumps(notes, indent=1), encoding="utf-8")
