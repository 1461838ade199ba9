"""The guide's handler in AWS Lambda's runtime interface: a cold call, a warm one, an error."""

import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from addepar_client import AddeparClient
from addepar_sandbox import Sandbox

pytest.importorskip("awslambdaric")


class Runtime(ThreadingHTTPServer):
    """The part of Lambda that hands out calls and takes their results."""

    def __init__(self, events: list[Any]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.events = events
        self.results: list[tuple[str, Any]] = []
        self.done = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Runtime
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self.server.events:
            self.server.done.set()
            time.sleep(60)  # no more calls; the runtime is ended
        body = json.dumps(self.server.events.pop(0)).encode()
        self.send_response(200)
        for name, value in {
            "Lambda-Runtime-Aws-Request-Id": "1",
            "Lambda-Runtime-Trace-Id": "Root=1",
            "Lambda-Runtime-Deadline-Ms": "9999999999999",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:x:1:function:look",
            "Lambda-Runtime-Client-Context": "{}",
            "Lambda-Runtime-Cognito-Identity": "{}",
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Tenant-Id": "t",
            "Lambda-Runtime-Invocation-Id": "i",
            "Content-Length": str(len(body)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.results.append((self.path.rpartition("/")[2], json.loads(body or b"null")))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


def test_the_handler_answers_cold_and_warm_and_tells_errors(
    settings: Sandbox, code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code("look.py")
    with AddeparClient.from_env() as client:
        job = client.jobs.submit_view(
            view_id=2, portfolio_type="entity", portfolio_id=22, start_date="2024-01-01", end_date="2024-03-31"
        )
    server = Runtime([{"job_id": job.id}, {"job_id": job.id}, {"job_id": "999"}])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_LAMBDA_RUNTIME_API", f"127.0.0.1:{server.server_address[1]}")
    runtime = subprocess.Popen([sys.executable, "-m", "awslambdaric", "look.handler"], cwd=tmp_path)
    try:
        assert server.done.wait(30)
    finally:
        runtime.kill()
        runtime.wait()
        server.shutdown()
        server.server_close()
    (first, cold), (second, warm), (third, error) = server.results
    assert (first, second, third) == ("response", "response", "error")
    assert cold == warm == {"job_id": job.id, "status": "Completed"}
    assert error["errorType"] == "NotFoundError"
    assert "999" in error["errorMessage"]
