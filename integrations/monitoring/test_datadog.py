"""Datadog sees a span for each request, each below the caller's."""

import os
from typing import Any

import pytest

os.environ.setdefault("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
os.environ.setdefault("DD_REMOTE_CONFIGURATION_ENABLED", "false")
ddtrace = pytest.importorskip("ddtrace")


def test_each_request_is_a_span_with_its_parent(round_trip: Any, body: bytes) -> None:
    from ddtrace.trace import TraceFilter, tracer

    spans: list[Any] = []

    class Kept(TraceFilter):  # type: ignore[misc]
        def process_trace(self, trace: list[Any]) -> None:
            spans.extend(trace)

    ddtrace.patch(httpx=True)
    tracer.configure(trace_processors=[Kept()])
    try:
        with tracer.trace("job") as job:
            methods = round_trip(body)
    finally:
        tracer.configure(trace_processors=[])
    requests = [span for span in spans if span.get_tag("http.method")]
    assert [span.get_tag("http.method") for span in requests] == methods == ["POST", "GET", "GET", "GET"]
    assert {span.trace_id for span in requests} == {job.trace_id}
