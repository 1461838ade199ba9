"""Credentials: asked for, checked, kept where only their owner reads them, found again, and shown nowhere."""

import json
import re
import socket
import stat
import subprocess
import tomllib
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.cli.support import SECRET, Cli

from addepar_sandbox import Sandbox

KEYRING = {"PYTHON_KEYRING_BACKEND": "memory_keyring.Keyring"}


@pytest.fixture
def newcomer(addepar: Cli, request: pytest.FixtureRequest) -> Cli:
    """The command, where nothing but the address of the sandbox is known."""
    del addepar.environ["ADDEPAR_KEY"], addepar.environ["ADDEPAR_SECRET"]
    (addepar.home / "memory_keyring.py").write_text((request.path.parent / "memory_keyring.py").read_text())
    addepar.environ["TEST_KEYRING"] = str(addepar.home / "keyring.json")
    return addepar


def config(cli: Cli) -> Path:
    return cli.home / ".config" / "addepar" / "config.toml"


def test_without_a_keyring_a_file_is_written_that_only_its_owner_reads(newcomer: Cli) -> None:
    done = newcomer.run("login", stdin=f"real-key\n{SECRET}\n")
    assert done.code == 0, done.err
    assert "warning: the keyring cannot be used: NoKeyringError; the secret is stored in a file" in done.err
    assert stat.S_IMODE(config(newcomer).stat().st_mode) == 0o600
    assert SECRET not in done.out + done.err
    bare = dict.fromkeys(("ADDEPAR_BASE_URL", "ADDEPAR_FIRM_ID"))
    assert newcomer.run("files", "get", "345", environ=bare).code == 0


def test_with_a_keyring_no_file_holds_the_secret(newcomer: Cli) -> None:
    newcomer.environ |= KEYRING
    done = newcomer.run("login", stdin=f"real-key\n{SECRET}\n")
    assert (done.code, "warning" in done.err) == (0, False)
    assert SECRET not in config(newcomer).read_text()
    assert json.loads(Path(newcomer.environ["TEST_KEYRING"]).read_text()) == {
        "addepar-client/default": json.dumps({"key": "real-key", "secret": SECRET})
    }
    assert newcomer.run("files", "get", "345").code == 0
    Path(newcomer.environ["TEST_KEYRING"]).unlink()
    lost = newcomer.run("files", "get", "345")
    assert (lost.code, "run: addepar login" in lost.err) == (2, True)


FORGETFUL = """
from keyring.backend import KeyringBackend

class Cut(KeyringBackend):  # keeps the first half of what it is given
    priority = 1
    kept = None
    def get_password(self, service, username): return type(self).kept
    def set_password(self, service, username, password): type(self).kept = password[: len(password) // 2]
    def delete_password(self, service, username): pass

class Broken(KeyringBackend):
    priority = 1
    def get_password(self, service, username): raise OSError("no D-Bus here")
    set_password = delete_password = lambda self, *_: self.get_password("", "")

class Ends(KeyringBackend):
    priority = 1
    def get_password(self, service, username): raise SystemExit(3)
    set_password = delete_password = lambda self, *_: self.get_password("", "")

class Memory(KeyringBackend):  # keeps everything until its process ends
    priority = 1
    kept = {}
    def get_password(self, service, username): return self.kept.get(username)
    def set_password(self, service, username, password): self.kept[username] = password
    def delete_password(self, service, username): del self.kept[username]
"""


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.null.Keyring", "forgetful.Cut", "forgetful.Broken", "forgetful.Ends", "forgetful.Memory"],
)
def test_a_keyring_that_keeps_nothing_is_found_out(newcomer: Cli, backend: str) -> None:
    (newcomer.home / "forgetful.py").write_text(FORGETFUL)
    newcomer.environ["PYTHON_KEYRING_BACKEND"] = backend
    done = newcomer.run("login", stdin=f"real-key\n{SECRET}\n")
    assert (done.code, "warning: the keyring cannot be used" in done.err) == (0, True)
    assert stat.S_IMODE(config(newcomer).stat().st_mode) == 0o600
    bare = dict.fromkeys(("ADDEPAR_BASE_URL", "ADDEPAR_FIRM_ID"))
    assert newcomer.run("files", "get", "345", environ=bare).code == 0


@pytest.mark.parametrize("keyring", [True, False])
def test_logout_leaves_no_secret_and_the_other_settings(newcomer: Cli, keyring: bool) -> None:
    newcomer.environ |= KEYRING if keyring else {}
    for name in ("default", "work"):
        assert newcomer.run("login", "--profile", name, stdin=f"real-key\n{SECRET}\n").code == 0
    done = newcomer.run("logout")
    assert (done.code, "logged out; profile 'default'" in done.err) == (0, True)
    found = tomllib.loads(config(newcomer).read_text())
    assert set(found["default"]) == {"base_url", "firm_id"}
    assert newcomer.run("files", "get", "345").code == 2
    assert newcomer.run("files", "get", "345", "--profile", "work").code == 0
    again = newcomer.run("logout")
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert newcomer.run("profile", "use", "work").code == 0
    asked = newcomer.run("profile", "remove", "work")
    assert (asked.code, "add --yes" in asked.err) == (2, True)
    assert newcomer.run("profile", "remove", "work", "--yes").code == 0
    left = config(newcomer).read_text()
    assert set(tomllib.loads(left)) == {"default"}
    if keyring:
        left += Path(newcomer.environ["TEST_KEYRING"]).read_text()
    assert SECRET not in left
    assert newcomer.run("profile", "remove", "work", "--yes").code == 2


@pytest.mark.parametrize(
    ("keyring", "mode", "then"), [(False, 0o600, 0o600), (False, 0o644, 0o600), (True, 0o640, 0o640)]
)
def test_a_linked_configuration_stays_linked_and_keeps_its_mode(
    newcomer: Cli, keyring: bool, mode: int, then: int
) -> None:
    newcomer.environ |= KEYRING if keyring else {}
    real = newcomer.home / "dotfiles" / "addepar.toml"
    real.parent.mkdir()
    real.write_text('[default]\nkey = "OLD"\nsecret = "OLD"\ntimeout = 7\n')
    real.chmod(mode)
    config(newcomer).parent.mkdir(parents=True)
    config(newcomer).symlink_to(Path("../../dotfiles/addepar.toml"))
    for _ in range(2):  # the second finds no file at the end of the link
        assert newcomer.run("login", stdin=f"real-key\n{SECRET}\n").code == 0
        assert config(newcomer).is_symlink()
        assert "OLD" not in real.read_text()
        assert (SECRET in real.read_text()) is not keyring
        assert stat.S_IMODE(real.stat().st_mode) == then
        assert [path.name for path in real.parent.iterdir()] == ["addepar.toml"]
        then = 0o600
        real.unlink()


def test_on_a_terminal_it_asks_and_what_is_typed_is_not_shown(newcomer: Cli) -> None:
    newcomer.environ.pop("ADDEPAR_FIRM_ID")
    answers = {"Number of the firm": "1", "API key:": "real-key", "API secret:": SECRET}
    done = newcomer.on_terminal("login", answers=answers, hidden=("API key:", "API secret:"))
    assert done.code == 0, done.out
    assert SECRET not in done.out
    assert "real-key" not in done.out
    assert tomllib.loads(config(newcomer).read_text())["default"]["firm_id"] == "1"


def test_the_environment_is_taken_where_it_has_both(newcomer: Cli) -> None:
    done = newcomer.run("login", environ={"ADDEPAR_KEY": "real-key", "ADDEPAR_SECRET": SECRET})
    assert done.code == 0
    assert tomllib.loads(config(newcomer).read_text())["default"]["key"] == "real-key"


@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [
        ("real-key\nwrong-one\n", 3, "401 Unauthorized"),
        ("real-key\n", 2, "standard input has no API key and API secret"),
        ("", 2, "standard input has no API key and API secret"),
    ],
)
def test_what_does_not_work_is_not_kept(newcomer: Cli, stdin: str, code: int, said: str) -> None:
    done = newcomer.run("login", stdin=stdin)
    assert (done.code, said in done.err) == (code, True)
    assert not config(newcomer).exists()


def test_another_login_leaves_comments_and_other_profiles_alone(newcomer: Cli) -> None:
    config(newcomer).parent.mkdir(parents=True)
    config(newcomer).write_text(
        '# mine\n[other]\nfirm = "acme" # theirs\n\n[default]\naccess_token = "old"\ntimeout = 5\n'
    )
    assert newcomer.run("login", stdin=f"real-key\n{SECRET}\n").code == 0
    text = config(newcomer).read_text()
    assert "# mine" in text and "# theirs" in text
    found = tomllib.loads(text)
    assert found["other"] == {"firm": "acme"}
    assert found["default"]["timeout"] == 5
    assert "access_token" not in found["default"]


def test_profiles_are_listed_used_and_shown_without_their_secrets(newcomer: Cli) -> None:
    for name in ("work", "play"):
        assert newcomer.run("login", "--profile", name, stdin=f"real-key\n{SECRET}\n").code == 0
    bare = {"ADDEPAR_BASE_URL": None, "ADDEPAR_FIRM_ID": None}
    assert newcomer.run("files", "get", "345", environ=bare).code == 2
    assert newcomer.run("profile", "use", "work").code == 0
    assert newcomer.run("profile", "use", "play").code == 0
    assert newcomer.run("files", "get", "345", environ=bare).code == 0
    listed = [json.loads(line) for line in newcomer.run("profile", "list").out.splitlines()]
    assert [(each["name"], each["used"], each["auth"]) for each in listed] == [
        ("work", "", "API key, in the file"),
        ("play", "yes", "API key, in the file"),
    ]
    for format in ("json", "table", "csv"):
        shown = newcomer.run("profile", "show", "work", "--format", format).out
        assert "work" in shown
        assert SECRET not in shown
        assert "real-key" not in shown
    missing = newcomer.run("profile", "use", "nobody")
    assert (missing.code, "there are: work, play" in missing.err) == (2, True)
    assert stat.S_IMODE(config(newcomer).stat().st_mode) == 0o600


@pytest.mark.parametrize("keyring", [True, False])
def test_consent_in_the_browser(newcomer: Cli, sandbox: Sandbox, keyring: bool) -> None:
    newcomer.environ |= KEYRING if keyring else {}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    secret = "sandbox-client-secret"  # noqa: S105
    arguments = ["login", "--oauth", "--client-id", "sandbox-client", "--scope", "FILES", "--no-browser"]
    with newcomer.start(*arguments, "--port", str(port), environ={"ADDEPAR_CLIENT_SECRET": secret}) as process:
        question = _address(process)
        assert question["scope"] == "FILES"
        assert question["code_challenge_method"] == "S256"
        assert question["redirect_uri"] == f"http://127.0.0.1:{port}/callback"
        code = sandbox.authorization_code(["FILES"], user_id="22")
        with pytest.raises(urllib.error.HTTPError, match="400") as refused:
            _visit(question, code=code, state="guessed")
        refused.value.close()
        assert "Thank you" in _visit(question, code=code, state=question["state"])
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said.decode()
    assert code not in said.decode()
    assert newcomer.run("files", "get", "345").code == 0
    kept = "".join(path.read_text() for path in config(newcomer).parent.iterdir())
    assert (secret in kept) is not keyring
    assert ("refresh_token" in kept) is not keyring
    for path in config(newcomer).parent.iterdir():
        assert not path.stat().st_mode & 0o077


def test_a_slow_program_does_not_keep_the_browser_out(newcomer: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["login", "--oauth", "--client-id", "sandbox-client", "--no-browser", "--port", str(port)]
    with ExitStack() as open_ones, newcomer.start(*arguments, environ={"ADDEPAR_CLIENT_SECRET": "x"}) as process:
        question = _address(process)
        for number in range(60):
            slow = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(b"GET /callback" if number % 2 else b"")
        assert "Consent was not given" in _visit(question, error="access_denied", state=question["state"])
        _, said = process.communicate(timeout=30)
    assert (process.returncode, "access_denied" in said.decode()) == (2, True)
    assert "Traceback" not in said.decode()


def test_consent_that_is_refused(newcomer: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["login", "--oauth", "--client-id", "sandbox-client", "--no-browser", "--port", str(port)]
    with newcomer.start(*arguments, environ={"ADDEPAR_CLIENT_SECRET": "x"}) as process:
        question = _address(process)
        assert "Consent was not given" in _visit(question, error="access_denied", state=question["state"])
        _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "consent was not given: access_denied" in said.decode()
    assert not config(newcomer).exists()


def _address(process: subprocess.Popen[bytes]) -> dict[str, str]:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(rb"https://\S+", line):
            return {name: values[0] for name, values in parse_qs(urlsplit(found[0].decode()).query).items()}
    raise AssertionError("no address was printed")


def _visit(question: dict[str, str], **query: Any) -> str:
    with urllib.request.urlopen(f"{question['redirect_uri']}?{urlencode(query)}", timeout=30) as page:  # noqa: S310
        return str(page.read().decode())


def test_no_secret_is_in_the_list_of_processes(newcomer: Cli) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("reads command lines from /proc")
    with newcomer.start("login") as process:
        assert process.stdin is not None
        process.stdin.write(f"real-key\n{SECRET}\n".encode())
        process.stdin.flush()
        line = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert SECRET.encode() not in line
