"""The command shows its secrets to nobody: not in the list of processes, not under --debug, not in what went wrong."""

import json
from pathlib import Path

import pytest
from tests.cli.support import Cli, Ended
from tests.client.support import Reply, Seen, hostile
from tests.hardening.counting import counted
from tests.hardening.security.test_secrets import ANSWERS, KEY, MARKS, SECRET

_COMMANDS = {
    "list": ["files", "ls"],
    "get": ["files", "get", "123", "--json"],
    "upload": ["files", "upload", "letter.txt"],
    "download": ["files", "download", "123", "-o", "out.txt"],
    "jobs": ["jobs", "wait", "13"],
    "api": ["api", "GET", "/v1/files/123"],
    "doctor": ["doctor"],
    "login": ["login", "--no-keyring"],
}


def _processes() -> bytes:
    """The command lines of all processes, as `ps` shows them to everybody."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(process.read_bytes())
        except OSError:  # it has ended
            continue
    return b"\n".join(lines)


def _secrets_in(done: Ended, home: Path, processes: list[bytes]) -> list[str]:
    profile = home / ".config" / "addepar" / "config.toml"
    places = {"standard output": done.out.encode(), "standard error": done.err.encode()}
    places |= {str(one): one.read_bytes() for one in home.rglob("*") if one.is_file() and one != profile}
    places |= {"the list of processes": b"\n".join(processes)}
    return [f"{mark} in {place}" for place, content in places.items() for mark in MARKS if mark.encode() in content]


_FAILURES = ("401", "500", "broken JSON", "redirect")
_TRIED = [(name, answer) for n, name in enumerate(_COMMANDS) for answer in ("success", _FAILURES[n % len(_FAILURES)])]


@pytest.mark.parametrize(("name", "answer"), _TRIED)
def test_the_command_shows_no_secret(cli: Cli, name: str, answer: str) -> None:
    """The server repeats all that it was sent, and looks at the list of processes meanwhile."""
    processes: list[bytes] = []

    def reply(seen: Seen) -> Reply:
        processes.append(_processes())
        return ANSWERS[answer](seen)

    cli.cold = True  # for its command line
    (cli.home / "letter.txt").write_text("Dear Sirs")
    with hostile(reply) as server, counted("security", "secrets of the command", "cli") as outcomes:
        cli.environ |= {"ADDEPAR_BASE_URL": server.url, "ADDEPAR_FIRM_ID": "1"}
        asked = name == "login"  # and given on standard input
        if not asked:
            cli.environ |= {"ADDEPAR_KEY": KEY, "ADDEPAR_SECRET": SECRET}
        given = f"{KEY}\n{SECRET}\n" if asked else ""
        done = cli.run(*_COMMANDS[name], "--debug", "--max-retries", "0", "--timeout", "10", stdin=given)
        assert b"addepar_cli" in processes[0]
        assert (done.code == 0) == (answer == "success") or name == "doctor", done.err
        assert _secrets_in(done, cli.home, processes) == []
        outcomes[str(done.code)] += 1


def test_what_login_keeps_is_for_its_owner_alone(cli: Cli) -> None:
    with hostile(ANSWERS["success"]) as server:
        cli.environ |= {"ADDEPAR_BASE_URL": server.url, "ADDEPAR_FIRM_ID": "1"}
        assert cli.run("login", "--no-keyring", stdin=f"{KEY}\n{SECRET}\n").code == 0
    holding = [one for one in cli.home.rglob("*") if one.is_file() and SECRET.encode() in one.read_bytes()]
    assert [one.stat().st_mode & 0o777 for one in holding] == [0o600]
    shown = cli.run("profile", "show", "--json", "--debug", environ={"ADDEPAR_BASE_URL": None})
    assert _secrets_in(shown, cli.home, []) == []
    assert json.loads(shown.out)
