"""Sentry sees a span for each request, below the transaction, and no secret."""

from typing import Any

import pytest

sentry_sdk = pytest.importorskip("sentry_sdk")


def test_each_request_is_a_span(round_trip: Any, body: bytes) -> None:
    events: list[Any] = []
    keep: Any = lambda event, _: events.append(event)  # noqa: E731
    sentry_sdk.init("http://key@127.0.0.1:9/1", traces_sample_rate=1.0, before_send_transaction=keep)
    try:
        with sentry_sdk.start_transaction(name="job", op="task"):
            methods = round_trip(body)
    finally:
        sentry_sdk.get_client().close(timeout=0)
        sentry_sdk.init()
    (event,) = (event for event in events if event["transaction"] == "job")  # the sandbox is seen too
    spans = [span["description"] for span in event["spans"] if span["op"] == "http.client"]
    assert [span.partition(" ")[0] for span in spans] == methods == ["POST", "GET", "GET", "GET"]
    assert "/v1/files" in spans[0]
    assert "c2FuZGJveDpzYW5kYm94" not in repr(event)  # what the Authorization header holds
