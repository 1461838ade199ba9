"""Judges a run of the contract tests: failures, warnings, valid rates, and whether every probe checked something."""

from collections.abc import Iterator
from typing import Any

from addepar_contract.calls.calling import OPERATIONS
from addepar_contract.fuzzing.excuses import EXCUSES
from addepar_contract.probes import PROBES

# The share of supposedly valid requests that must succeed, counted over all phases except the stateful one.
MINIMUM_RATE = 0.1
# The share of the specification's links that must be followed. A short run picks links at random;
# tests/contract/test_links.py follows each one.
MINIMUM_LINKS = 0.4
_PHASES = ("examples", "coverage", "fuzzing", "stateful")


def problems(report: dict[str, Any] | None, notes: dict[str, Any]) -> list[str]:
    """Why the run does not pass, one sentence each."""
    if report is None or not notes:
        return ["schemathesis did not come to its end; its output says why"]
    return [*_of_run(report), *_of_rates(report), *_of_notes(notes)]


def failures(report: dict[str, Any] | None) -> list[str]:
    """What failed, by the name of the check and the operation."""
    if report is None:
        return ["schemathesis did not come to its end; its output says why"]
    return [f"{each['title']}: {', '.join(each['operations'])}" for each in report["failures"]]


def _of_run(report: dict[str, Any]) -> Iterator[str]:
    if not report["complete"] or report["stop_reason"] != "completed":
        yield f"the run stopped early: {report['stop_reason']}"
    for phase in _PHASES:
        status = report["phases"].get(phase, {}).get("status")
        if status not in ("success", "failure"):
            yield f"phase {phase}: {status}"
    if report["operations"]["tested"] != len(OPERATIONS):
        yield f"{report['operations']['tested']} of {len(OPERATIONS)} operations were tested"
    yield from failures(report)
    for error in report["errors"]:
        yield f"error: {error}"
    for kind, warnings in report["warnings"].items():
        if warnings:
            yield f"warning {kind}: {warnings}"


def rates(report: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """For each operation, how many supposedly valid requests succeeded, and how many were sent."""
    by_operation: dict[str, tuple[int, int]] = {}
    for operation in OPERATIONS.values():
        phases = report["valid_rates"].get(f"{operation.method.upper()} {operation.path}", {})
        counts = [phase for name, phase in phases.items() if name != "stateful"]
        by_operation[operation.id] = (
            sum(each["accepted"] for each in counts),
            sum(sum(each.values()) for each in counts),
        )
    return by_operation


def _of_rates(report: dict[str, Any]) -> Iterator[str]:
    for operation, (accepted, total) in rates(report).items():
        if not accepted:
            yield f"{operation}: none of {total} valid requests succeeded"
        elif accepted < MINIMUM_RATE * total:
            yield f"{operation}: only {accepted} of {total} valid requests succeeded"


def _of_notes(notes: dict[str, Any]) -> Iterator[str]:
    for name in sorted(set(PROBES) - set(notes["looks"])):
        yield f"probe {name} never checked anything"
    followed, written = len(notes["links"]), len(_links())
    if followed < MINIMUM_LINKS * written:
        yield f"only {followed} of the specification's {written} links were followed"


def _links() -> set[str]:
    """The links that the specification declares, as schemathesis writes them."""
    return {
        f"{operation.method.upper()} {operation.path} -> [{status}] {name}"
        for operation in OPERATIONS.values()
        for status, response in operation.body["responses"].items()
        for name in response.get("links", {})
    }


def summary(report: dict[str, Any] | None, notes: dict[str, Any], seconds: float) -> str:
    """The run in a few lines."""
    if report is None or not notes:
        return f"contract: no report after {seconds:.0f} s"
    unneeded = [excuse.reason for excuse in EXCUSES if excuse.reason not in notes["excused"]]
    lines = [
        f"contract: {report['operations']['tested']} operations, {report['test_cases']['generated']} cases, "
        f"{sum(notes['looks'].values())} looks by {len(notes['looks'])} probes, "
        f"{sum(notes['links'].values())} times {len(notes['links'])} of {len(_links())} links; "
        f"{report['test_cases']['unique_failures']} failures, "
        f"{sum(map(len, report['warnings'].values()))} warnings, "
        f"{sum(notes['excused'].values())} refusals excused by {len(notes['excused'])} rules; "
        f"seed {report['seed']}, {seconds:.0f} s"
    ]
    low = min((accepted / total if total else 0, name) for name, (accepted, total) in rates(report).items())
    lines.append(f"contract: lowest valid rate {low[0]:.0%} ({low[1]})")
    lines += [f"contract: rule not needed this time: {reason}" for reason in unneeded]
    return "\n".join(lines)
