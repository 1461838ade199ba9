"""The command, the pytest plugin, and what happens to state when processes end or share it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.sandbox.tools import connect, ids

from addepar_sandbox import Sandbox
from addepar_sandbox.cli import main
from addepar_sandbox.http.server import Server, open_socket

SANDBOX_COMMAND = [sys.executable, "-m", "addepar_sandbox", "--port", "0"]


def start(*options: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen([*SANDBOX_COMMAND, *options], stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def stop(process: subprocess.Popen[str], sign: int) -> int:
    process.send_signal(sign)
    with process:
        try:
            return process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGINT)])
def test_the_command_names_its_url_first_and_stops_politely(sign: int) -> None:
    process, url = start("--limits", "--jobs", "at_once", "--completed", "303")
    try:
        response = httpx.get(f"{url}/v1/jobs/7", auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"})
        assert response.status_code == 303
    finally:
        code = stop(process, sign)
    assert code == 0


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_as_soon_as_it_starts_leaves_nothing(sign: str, times: int, tmp_path: Path) -> None:
    """The first line is printed before the server runs; a second signal comes while it cleans up."""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(SANDBOX_COMMAND, stdout=pipe, stderr=pipe, text=True, env=environment) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://")
        for _ in range(times):
            process.send_signal(getattr(signal, sign))
        _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints, list(tmp_path.iterdir())) == (0, "", [])


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
@pytest.mark.parametrize("at", ["addepar_sandbox.cli", "addepar_sandbox.sandbox", "addepar_sandbox.app"])
def test_ctrl_c_while_it_loads_is_no_traceback(at: str, tmp_path: Path) -> None:
    code = f"""
import os, signal, sys
from addepar_sandbox.__main__ import main
class Interrupting:
    def find_spec(self, name, *_):
        if name == {at!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
sys.argv[1:] = ["--port", "0"]
sys.exit(main())
"""
    command = [sys.executable, "-c", code]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the loop has no handlers of its own there")
def test_a_signal_stops_it_at_any_time() -> None:
    with Sandbox() as sandbox:
        server = Server(sandbox.app, sandbox.connections)

        async def main() -> None:
            with server.capture_signals():
                descriptor = signal.set_wakeup_fd(-1)
                signal.set_wakeup_fd(descriptor)
                assert descriptor != -1, "one that comes in the instant before the loop goes to sleep has to wake it"
                signal.raise_signal(signal.SIGTERM)  # nothing is served yet
                await asyncio.wait_for(server.main_loop(), 10)

        asyncio.run(main())
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_the_address_that_is_printed_can_be_used_when_it_listens_everywhere() -> None:
    process, url = start("--host", "0.0.0.0", "--allow-remote")  # noqa: S104
    try:
        assert url.startswith("http://127.0.0.1:")
        response = httpx.get(f"{url}/v1/files/123", auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"})
        assert response.status_code == 200
    finally:
        stop(process, signal.SIGTERM)


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--port", "1"], ["--host", "300.1.1.1"]])  # noqa: S104
def test_the_command_says_why_it_does_not_start(options: list[str]) -> None:
    if options == ["--port", "1"] and os.geteuid() == 0:
        pytest.skip("this user may listen on every port")
    done = subprocess.run([*SANDBOX_COMMAND, *options], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert done.stderr.startswith("addepar-sandbox: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["a..b", "ä..b", f"{'ä' * 64}.test", "not a host"])
def test_a_host_that_is_none_is_refused_in_one_line(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", host, "--allow-remote"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("port", ["65536", "300000", "-1", "-300000", "9" * 30, "abc", "1.5", ""])
def test_a_port_that_is_none_is_refused_in_one_line(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = main([f"--port={port}"])
    except SystemExit as ended:
        code = ended.code
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert re.fullmatch(r"addepar-sandbox: .*port.*\n", printed.err)
    assert port in printed.err


@pytest.mark.parametrize("port", [65536, -1, "80", None, 1.5, True])
def test_a_program_too_learns_that_its_port_is_none(port: Any) -> None:
    with Sandbox() as sandbox, pytest.raises(ValueError, match="0 to 65535"), sandbox.serve(port=port):
        pass


def test_a_port_in_use_leaves_no_socket_open() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use") as caught:
            open_socket("127.0.0.1", taken.getsockname()[1])
    listener = caught.traceback[-1].frame.f_locals["listener"]
    assert listener.fileno() == -1


def test_a_killed_sandbox_leaves_no_half_file(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    process, url = start("--state", path)
    credentials: dict[str, Any] = {"auth": ("sandbox", "sandbox"), "headers": {"Addepar-Firm": "1"}}

    def pieces() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for number in range(64):
            if number == 32:
                stop(process, signal.SIGKILL)
            yield b"x" * 65536

    with httpx.Client(base_url=url, **credentials) as client:
        assert client.delete("/v1/files/345").status_code == 204
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        with pytest.raises(httpx.TransportError):
            client.post("/v1/files", content=pieces(), headers=headers)
    with Sandbox(path) as sandbox, sandbox.serve(), connect(sandbox) as api:
        assert "345" not in ids(api.get("/v1/files"))
        assert not [each for each in api.get("/v1/files").json()["data"] if each["attributes"]["name"] == "a.txt"]
        kept = {entry.name for entry in Path(path + "-blobs").iterdir() if entry.is_file()}
        assert len(kept) == len(ids(api.get("/v1/files"))) + len(ids(api.get("/v1/archive/files")))
        assert not list(Path(path + "-blobs", "incoming").iterdir())


PLUGIN_TEST = """
def test_one(addepar_sandbox):
    addepar_sandbox.add_file("a.txt", b"x")
    assert addepar_sandbox.url.startswith("http://127.0.0.1:")

def test_other(addepar_sandbox):
    assert addepar_sandbox.journal.calls() == []
    assert addepar_sandbox.add_file("b.txt", b"x") == "1112"
"""


@pytest.mark.parametrize("options", [[], ["-n", "2"]])
def test_the_plugin_gives_each_test_its_own(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "test_plugin.py").write_text(PLUGIN_TEST)
    # The plugins of others take long to import, in each of the three processes.
    plugin = ["-p", "no:schemathesis", "-p", "no:anyio"]
    plugin += ["-p", "addepar_sandbox.pytest_plugin"] if not _is_installed() else []
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, *options, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        check=False,
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def _is_installed() -> bool:
    from importlib.metadata import entry_points

    return any(entry.value == "addepar_sandbox.pytest_plugin" for entry in entry_points(group="pytest11"))


def test_a_state_belongs_to_one_sandbox_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with Sandbox(path), pytest.raises(sqlite3.OperationalError, match="locked"):
        Sandbox(path)
    with Sandbox(path):
        pass


@pytest.mark.parametrize("name", ["missing/state.sqlite", "other.txt"])
def test_the_command_says_why_it_cannot_keep_its_state(tmp_path: Path, name: str) -> None:
    (tmp_path / "other.txt").write_text("This is no database, and longer than a hundred bytes. " * 5)
    command = [*SANDBOX_COMMAND, "--state", str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("addepar-sandbox: cannot keep the state in ")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads memory figures from /proc")
def test_large_files_pass_through_in_constant_memory() -> None:
    process, url = start()
    block, count = os.urandom(1024 * 1024), 192
    sent, received = hashlib.sha256(), hashlib.sha256()

    def peak() -> int:
        status = Path(f"/proc/{process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    def pieces() -> Any:
        metadata = '{"data": {"type": "files", "attributes": {"name": "large.bin"}}}'
        yield f'--x\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{metadata}\r\n'.encode()
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n'
        for _ in range(count):
            sent.update(block)
            yield block
        yield b"\r\n--x--\r\n"

    try:
        with httpx.Client(
            base_url=url, auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"}, timeout=120
        ) as client:
            client.get("/v1/files")
            before = peak()
            headers = {"Content-Type": "multipart/form-data; boundary=x"}
            resource = client.post("/v1/files", content=pieces(), headers=headers).json()["data"]
            with client.stream("GET", f"/v1/files/{resource['id']}/download") as response:
                for piece in response.iter_raw():
                    received.update(piece)
            after = peak()
    finally:
        stop(process, signal.SIGTERM)
    assert resource["attributes"]["bytes"] == count * len(block)
    assert received.digest() == sent.digest()
    assert after - before < 16 * 1024 * 1024
