"""``addepar sandbox``: start a local Addepar, and print the settings that use it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count, command, takes_app
from addepar_cli.app.errors import CommandExit

_JOBS = click.Choice(["at_once", "reads", "seconds"])
_STOPPED = 10.0
_WATCHING = """
import os, signal, sys, threading
from addepar_sandbox.__main__ import main

def watch():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=watch, daemon=True).start()
sys.exit(main())
"""
"""The program of the sandbox. It ends when its standard input is closed, so it never outlives this process."""


@command("sandbox", examples=["addepar sandbox", "addepar sandbox --state sandbox.sqlite --limits"])
@click.option("--port", type=Count(0, 65535), default=0, help="Port to listen on; by default a free one.")
@click.option(
    "--state", metavar="FILE", type=click.Path(path_type=Path), help="Keep the state in this file across restarts."
)
@click.option("--empty", is_flag=True, help="Start without the default data.")
@click.option("--limits", is_flag=True, help="Enforce the documented rate limits.")
@click.option("--jobs", type=_JOBS, default="reads", show_default=True, help="What makes jobs advance.")
@click.option("--shell", type=click.Choice(["sh", "fish", "powershell", "cmd"]), help="Shell whose syntax is printed.")
@takes_app
def main(app: App, port: int, state: Path | None, empty: bool, limits: bool, jobs: str, shell: str | None) -> None:
    """Start a local Addepar, and print the environment variables that select it.

    Copy the lines into another terminal: every command there then uses the sandbox. Only this machine can reach it.
    Ctrl-C stops it.
    """
    options = ["--port", str(port), "--jobs", jobs, *["--state", str(state)] * (state is not None)]
    options += ["--empty"] * empty + ["--limits"] * limits
    with _serving(options) as (process, url, login):
        firm, key, secret, token = login
        values = {"BASE_URL": url, "FIRM_ID": firm, "KEY": key, "SECRET": secret, "SANDBOX_TOKEN": token}
        for name, value in values.items():
            app.out.text(line_of(shell or _this_shell(), f"ADDEPAR_{name}", value))
        sys.stdout.flush()
        app.info("Copy these lines into another terminal. Ctrl-C stops the sandbox.")
        try:
            process.wait()
        except KeyboardInterrupt:
            app.info("the sandbox has stopped" + ("" if state else "; use --state FILE to keep its data"))


def line_of(shell: str, name: str, value: str) -> str:
    if shell == "powershell":
        quoted = value.replace("'", "''")
        return f"$Env:{name} = '{quoted}'"
    if shell == "cmd":
        return f'set "{name}={value}"'
    return f"set -gx {name} {shlex.quote(value)}" if shell == "fish" else f"export {name}={shlex.quote(value)}"


def _this_shell() -> str:
    if sys.platform == "win32":
        return "powershell"  # indistinguishable from cmd
    return "fish" if os.environ.get("SHELL", "").endswith("/fish") else "sh"


@contextmanager
def _serving(options: list[str]) -> Iterator[tuple[subprocess.Popen[str], str, tuple[str, ...]]]:
    """Run the sandbox as a separate process, and read its address and credentials from its output."""
    command = [sys.executable, "-c", _WATCHING, *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603 - this Python
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            url = process.stdout.readline().strip()
            login = re.match(
                r"firm (\S+), key (\S+), secret (\S+);.*X-Sandbox-Token: (\S+)",
                " ".join(process.stdout.readline().strip() for _ in range(2)),
            )
            if login is None:
                process.wait(_STOPPED)
                raise CommandExit(process.returncode or 1)  # it has already printed why it did not start
            yield process, url, login.groups()
        finally:
            process.terminate()
            try:
                process.wait(_STOPPED)
            except subprocess.TimeoutExpired:
                process.kill()
