"""OpenTelemetry sees a span for each request, each below the caller's, asynchronous uploads too."""

from collections.abc import Callable
from typing import Any

import pytest

trace = pytest.importorskip("opentelemetry.trace")
httpx_spans = pytest.importorskip("opentelemetry.instrumentation.httpx")


def spans_of(call: Callable[[], Any]) -> tuple[Any, list[Any], int]:
    """What a call returns, the spans of its requests, and the id of the span that it was made in."""
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentor = httpx_spans.HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    try:
        with provider.get_tracer("test").start_as_current_span("job") as job:
            returned = call()
    finally:
        instrumentor.uninstrument()
    spans = [span for span in exporter.get_finished_spans() if span.name != "job"]
    return returned, spans, job.get_span_context().span_id


def test_each_request_is_a_span_with_its_parent(round_trip: Any, body: bytes) -> None:
    methods, spans, job = spans_of(lambda: round_trip(body))
    assert [span.name for span in spans] == methods == ["POST", "GET", "GET", "GET"]
    assert {span.parent.span_id for span in spans} == {job}


def test_uploads_at_the_same_time_have_their_parent_too(folder_trip: Any) -> None:
    requests, spans, job = spans_of(folder_trip)
    assert len(spans) == requests == 4
    assert {span.parent and span.parent.span_id for span in spans} == {job}
