"""VCR.py records what was sent and answers from that; with recording off, nothing reaches the server."""

from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

vcr = pytest.importorskip("vcr")


def test_what_was_recorded_is_answered_again_and_nothing_is_sent(
    round_trip: Any, body: bytes, settings: Sandbox, tmp_path: Path
) -> None:
    cassette = str(tmp_path / "cassette.yaml")
    recorder = vcr.VCR(filter_headers=["authorization"], match_on=["method", "path"])
    with recorder.use_cassette(cassette, record_mode="once"):
        sent = round_trip(body)
    assert sent == ["POST", "GET", "GET", "GET"]
    assert "c2FuZGJveDpzYW5kYm94" not in Path(cassette).read_text("utf-8")
    with recorder.use_cassette(cassette, record_mode="none"):
        assert round_trip(body) == sent, "nothing was sent"


def test_an_upload_that_was_not_recorded_is_not_sent(
    round_trip: Any, body: bytes, settings: Sandbox, tmp_path: Path
) -> None:
    with (
        vcr.use_cassette(str(tmp_path / "empty.yaml"), record_mode="none"),
        pytest.raises(Exception, match="cassette"),
    ):
        round_trip(body)
    assert not settings.journal.calls()
