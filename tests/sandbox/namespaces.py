"""Two network namespaces with a cable between them, as two containers are, and what the page's compose file says.

Needs root and the command `ip`; `MISSING` says what is missing.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

PAGE = Path(__file__).parents[2] / "docs" / "sandbox.md"
SERVER, PROGRAM = "10.213.0.1", "10.213.0.2"


class Namespace:
    """One end of the cable."""

    def __init__(self, name: str, hosts: Path) -> None:
        self.name = name
        self._hosts = hosts

    def command(self, *words: str) -> list[str]:
        """The words, to be run inside, where /etc/hosts is another."""
        mounted = ["sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', str(self._hosts)]
        return ["ip", "netns", "exec", self.name, *mounted, *words]

    def run(self, *words: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(self.command(*words), capture_output=True, text=True, check=False, **options)  # noqa: S603


def _missing() -> str:
    """Why there can be no namespaces here, or nothing."""
    if shutil.which("ip") is None:
        return "the command ip is not on this machine"
    name = f"addepar-{os.getpid()}-try"
    done = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)  # noqa: S603, S607
    if done.returncode:
        return f"there can be no network namespace: {done.stderr.strip()}"
    _ip("netns", "del", name)
    return ""


@contextmanager
def cabled(folder: Path) -> Iterator[tuple[Namespace, Namespace]]:
    """The namespace of a server, and one whose programs know it by the name `sandbox`."""
    number = os.getpid()
    names = [f"addepar-{number}-server", f"addepar-{number}-program"]
    ends = [f"ad{number}s", f"ad{number}p"]
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 localhost\n{SERVER} sandbox\n")
    try:
        for name in names:
            _ip("netns", "add", name)
        _ip("link", "add", ends[0], "netns", names[0], "type", "veth", "peer", "name", ends[1], "netns", names[1])
        for name, end, address in zip(names, ends, (SERVER, PROGRAM), strict=True):
            _ip("-n", name, "addr", "add", f"{address}/24", "dev", end)
            _ip("-n", name, "link", "set", end, "up")
            _ip("-n", name, "link", "set", "lo", "up")
        yield Namespace(names[0], hosts), Namespace(names[1], hosts)
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)  # noqa: S603, S607


def block(title: str) -> str:
    """A block of the page about the sandbox."""
    _, _, rest = PAGE.read_text("utf-8").partition(f'title="{title}"\n')
    return rest.partition("```")[0]


def compose_environment() -> dict[str, str]:
    """What the page's compose file gives to the program."""
    given: dict[str, str] = yaml.safe_load(block("compose.yaml"))["services"]["export"]["environment"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ADDEPAR_")}
    return clean | {name: str(value) for name, value in given.items()}


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S603, S607


MISSING = _missing()
