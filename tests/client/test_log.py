"""One line in the log for each request; more at the level debug, and never a secret."""

import json
import logging
import subprocess
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.client.support import FakeTime, Reply, Seen, Side, hostile

from addepar_client import AddeparClient, APIConnectionError, ConfigurationError
from addepar_sandbox import Sandbox, StubAnswer, StubRequest

SECRET = "hunter2/+secret"  # noqa: S105
FILE = '{"data": {"type": "files", "id": "9", "attributes": {"name": "a.pdf"}}}'


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "addepar_client")
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in log.records if record.levelno == logging.INFO]


def test_the_requests_of_a_batch_are_in_the_context_of_its_caller(
    side: Side, sandbox: Sandbox, log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    run: ContextVar[str] = ContextVar("run", default="")
    seen: list[str] = []
    log.handler.addFilter(lambda record: bool(seen.append(run.get())) or True)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    token = run.set("nightly")
    try:
        done = side.run(side.client(sandbox.url or "").files.upload_folder(tmp_path, entities=[22], at_once=3))
    finally:
        run.reset(token)
    assert len(done.done) == 3
    assert len(seen) >= 4
    assert {*seen} == {"nightly"}


def test_a_line_for_each_request(side: Side, log: pytest.LogCaptureFixture) -> None:
    reply = Reply.json(FILE)
    reply.headers["X-Request-Id"] = "r-17"
    with hostile(lambda _: reply) as server:
        client = side.client(server.url)
        side.run(client.files.get(9))
        side.run(client.request("GET", "/v1/files/9", params={"page[limit]": 5, "q": "a b"}))
    first, second = lines(log)
    assert first.getMessage().startswith("GET /api/v1/files/9 200 in ")
    assert first.getMessage().endswith(f" ms, {len(FILE)} bytes, attempt 1, request r-17")
    shown = vars(first)
    assert (shown["method"], shown["path"], shown["status"]) == ("GET", "/api/v1/files/9", 200)
    assert (shown["bytes"], shown["request_id"], shown["attempt"]) == (len(FILE), "r-17", 1)
    assert 0 < shown["milliseconds"] < 60_000
    assert vars(second)["path"] == "/api/v1/files/9?page[limit]=5&q=a+b"


def test_each_attempt_has_its_own(sandbox: Sandbox, side: Side, log: pytest.LogCaptureFixture) -> None:
    sandbox.fail("status", "files_get", status=503)
    sandbox.fail("drop", "files_get", skip=0)
    side.run(side.client(sandbox.url or "", max_retries=2).files.get(123))
    attempts = [(vars(one)["attempt"], vars(one)["status"]) for one in lines(log)]
    assert attempts == [(1, 503), (2, None), (3, 200)]
    assert "failed (APIConnectionError)" in lines(log)[1].getMessage()


def test_a_download_is_counted_to_its_end(
    sandbox: Sandbox, side: Side, log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    file_id = sandbox.add_file("a.bin", b"x" * 300_000)
    side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path / "a"))
    (line,) = lines(log)
    assert (vars(line)["status"], vars(line)["bytes"]) == (200, 300_000)
    sandbox.fail("cut", "files_download")
    side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path / "b"))
    _, cut, rest = lines(log)
    assert "200 (APIConnectionError)" in cut.getMessage()
    assert 0 < vars(cut)["bytes"] < 300_000
    assert vars(rest)["status"] in (200, 206)


def test_uploads_jobs_and_pages(sandbox: Sandbox, side: Side, log: pytest.LogCaptureFixture) -> None:
    client = side.client(sandbox.url or "")
    side.run(client.files.upload(b"hello", name="a.txt"))
    side.list(client.files.list(page_limit=4))
    messages = [one.getMessage().partition(" in ")[0] for one in lines(log)]
    assert messages[0] == "POST /api/v1/files 201"
    assert messages[1] == "GET /api/v1/files?page[limit]=4 200"
    assert messages[2].startswith("GET /api/v1/files?")


def _talkative(request: StubRequest) -> StubAnswer:
    return StubAnswer(
        {
            "data": [],
            "access_token": "tok-hush",
            "nested": [{"client_secret": "sec-hush", "note": f"you sent {SECRET}"}],
            "url": "https://bucket.example/a?X-Amz-Signature=sig-hush",
            "plain": "visible",
        },
        headers={"Set-Cookie": "id=cookie-hush", "X-Auth-Token": "head-hush", "Via": "proxy"},
    )


def test_debug_shows_headers_and_bodies_without_secrets(
    sandbox: Sandbox, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox.add_key("key-1", SECRET, "22")
    sandbox.route("POST", "/v1/entities", _talkative)
    client = side.client(sandbox.url or "", auth=("key-1", SECRET), headers={"X-Custom": "mine-hush"})
    body = {"data": {"note": "sent", "password": "body-hush"}}
    side.run(client.request("POST", "/v1/entities", json=body, params={"api_key": "query-hush", "page": 2}))
    assert "visible" in caplog.text
    assert "'via': 'proxy'" in caplog.text
    assert '"note": "sent"' in caplog.text
    assert "page=2" in caplog.text
    assert "'addepar-firm': '1'" in caplog.text
    basic = httpx.BasicAuth("key-1", SECRET)._auth_header
    for hidden in ("hush", SECRET, "hunter2%2F%2Bsecret", basic, basic.partition(" ")[2]):
        assert hidden not in caplog.text
        assert not [record for record in caplog.records if hidden in repr(vars(record))]


def test_the_body_of_a_token_request_is_never_shown(
    sandbox: Sandbox, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    from addepar_client import OAuth

    caplog.set_level(logging.DEBUG)
    code = sandbox.authorization_code(["FILES"])
    auth = OAuth("sandbox-client", "sandbox-client-secret", code=code, redirect_uri="http://127.0.0.1/")
    side.run(side.client(sandbox.url or "", auth=auth).files.get(123))
    assert "/public/oauth2/token 200" in caplog.text
    for hidden in (code, "sandbox-client-secret", "access_token", auth._tokens.access_token):
        assert hidden not in caplog.text


def test_a_signed_link_is_shown_without_its_query(side: Side, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    with hostile(lambda _: Reply(200, b"whole", {"X-Other": "elsewhere-hush"})) as elsewhere:
        link = elsewhere.url.replace("/api", "/bucket/x?X-Signature=sig-hush")
        with hostile(lambda _: Reply(303, b"", {"Location": link})) as server:
            side.run(side.client(server.url).files.download(9, tmp_path / "f"))
    assert "/bucket/x 200 in" in caplog.text
    assert "hush" not in caplog.text


def test_long_and_binary_bodies_are_cut(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    replies = {"json": Reply.json(json.dumps({"data": ["x" * 100] * 1000})), "pdf": Reply(200, b"%PDF" * 9)}
    replies["pdf"].headers["Content-Type"] = "application/pdf"

    def answer(seen: Seen) -> Reply:
        return replies[seen.path.rpartition("/")[2]]

    with hostile(answer) as server:
        for name in replies:
            side.run(side.client(server.url).request("GET", f"/v1/{name}"))
    assert max(len(record.getMessage()) for record in caplog.records) < 3000
    assert f"({len(replies['json'].body)} bytes in total)" in caplog.text
    assert "body: 36 bytes" in caplog.text
    assert "%PDF" not in caplog.text


def test_nothing_is_made_where_nobody_listens(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    from addepar_core.pipeline import request_log

    monkeypatch.setattr(request_log, "logged", None)  # fails if it is called
    logging.getLogger("addepar_client").setLevel(logging.WARNING)
    with hostile(lambda _: Reply.json(FILE)) as server:
        assert side.run(side.client(server.url).files.get(9)).id == "9"


def test_a_failed_request_is_logged_as_such(side: Side, log: pytest.LogCaptureFixture) -> None:
    with pytest.raises(APIConnectionError):
        side.run(side.client("http://127.0.0.1:1/api", clock=FakeTime().clock()).files.get(9))
    (line,) = lines(log)
    assert vars(line)["status"] is None
    assert "failed (APIConnectionError)" in line.getMessage()


# --- ADDEPAR_LOG -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["loud", "1", "INFO,DEBUG"])
def test_a_bad_value_is_named(value: str, monkeypatch: pytest.MonkeyPatch, side: Side) -> None:
    monkeypatch.setenv("ADDEPAR_LOG", value)
    with pytest.raises(ConfigurationError, match=f"ADDEPAR_LOG: '{value}' is neither info nor debug"):
        side.client("http://127.0.0.1:1/api")


def test_it_never_makes_a_logger_less_talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    logger = logging.getLogger("addepar_client")
    logger.setLevel(logging.DEBUG)
    handlers = list(logger.handlers)
    monkeypatch.setenv("ADDEPAR_LOG", "info")
    with AddeparClient(base_url="http://127.0.0.1:1/api", firm_id=1, auth="t"):
        assert logger.level == logging.DEBUG
    logger.handlers[:] = handlers


PROGRAM = """
import logging, sys
from addepar_client import AddeparClient
with AddeparClient(base_url=sys.argv[1], firm_id=1, auth=("sandbox", "sandbox")) as client:
    client.files.get(123)
    if sys.argv[2:]:
        logging.basicConfig(stream=sys.stdout, format="mine %(message)s")
        client.files.get(345)
"""


@pytest.mark.parametrize(("level", "count"), [("", 0), ("info", 1), ("Debug", 3)])
def test_it_writes_to_standard_error(sandbox: Sandbox, level: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEPAR_LOG", level)
    command = [sys.executable, "-c", PROGRAM, sandbox.url or ""]
    done: Any = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    errors = done.stderr.splitlines()
    assert (len(errors), done.stdout) == (count, "")
    assert all(" addepar_client " in line for line in errors)
    assert not errors or "GET /api/v1/files/123 200 in" in errors[-1]


def test_a_program_that_configures_logging_has_each_line_once(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEPAR_LOG", "info")
    command = [sys.executable, "-c", PROGRAM, sandbox.url or "", "configured"]
    done: Any = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert [line.count("files/123") for line in done.stderr.splitlines()] == [1]
    assert [line[:30] for line in done.stdout.splitlines()] == ["mine GET /api/v1/files/345 200"]
