"""structlog gets method, path, status and milliseconds as fields, with the context variables of the caller."""

import logging
from typing import Any

import pytest

structlog = pytest.importorskip("structlog")


def test_each_request_is_a_line_with_fields_and_context(round_trip: Any, body: bytes) -> None:
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
            methods = round_trip(body)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    requests = [line for line in lines if line.get("status")]
    assert [line["method"] for line in requests] == methods == ["POST", "GET", "GET", "GET"]
    assert requests[0]["path"].endswith("/v1/files")
    assert all(line["milliseconds"] >= 0 for line in requests)
    assert {line["run"] for line in requests} == {"nightly"}
