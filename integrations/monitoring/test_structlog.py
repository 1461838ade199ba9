"""structlog gets method, path, status and milliseconds as fields, with the context variables of the caller."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

structlog = pytest.importorskip("structlog")


def lines_of(call: Callable[[], Any]) -> tuple[Any, list[dict[str, Any]]]:
    """What a call returns, and its log lines with a status."""
    lines: list[dict[str, Any]] = []
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, structlog.stdlib.ExtraAdder()],
        processors=[lambda *seen: str(lines.append(dict(seen[2])))],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logger = logging.getLogger("addepar_client")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with structlog.contextvars.bound_contextvars(run="nightly"):
            returned = call()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    return returned, [line for line in lines if line.get("status")]


def test_each_request_is_a_line_with_fields_and_context(round_trip: Any, body: bytes) -> None:
    methods, lines = lines_of(lambda: round_trip(body))
    assert [line["method"] for line in lines] == methods == ["POST", "GET", "GET", "GET"]
    assert lines[0]["path"].endswith("/v1/files")
    assert all(line["milliseconds"] >= 0 for line in lines)
    assert {line["run"] for line in lines} == {"nightly"}


def test_uploads_at_the_same_time_have_the_context_too(folder_trip: Any) -> None:
    requests, lines = lines_of(folder_trip)
    assert len(lines) == requests == 4
    assert {line.get("run") for line in lines} == {"nightly"}
