"""Marked secrets go through all that the client does; then all that was written or shown is searched for them."""

import base64
import contextlib
import io
import json
import logging
import pickle
import stat
import traceback
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.client.printed_bodies import BODIES
from tests.client.support import Reply, Seen, Side, hostile
from tests.conftest import PLANTED, open_to_others
from tests.hardening.counting import counted

from addepar_client import (
    AddeparClient,
    AddeparError,
    AsyncAddeparClient,
    Clock,
    ConfigurationError,
    OAuth,
    RawResponse,
)

KEY, SECRET = "MARKED.key.d41d8cd9", "MARKED.secret/8f00b204"
BEARER = "MARKED-bearer-e9800998"
CLIENT_SECRET, CODE, REFRESH = "MARKED-client-ecf8427e", "MARKED-code-0cc175b9", "MARKED-refresh-c0f1b6a8"
ACCESS, RENEWED = "MARKED-access-31c399e2", "MARKED-renewed-69772661"
BASIC = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
_PLAIN = [KEY, SECRET, BEARER, CLIENT_SECRET, CODE, REFRESH, ACCESS, RENEWED, BASIC]
MARKS = sorted({form for one in _PLAIN for form in (one, quote(one, safe=""), one.encode().hex())} | {BASIC[4:-4]})
FILE = '{"data": {"type": "files", "id": "123", "attributes": {"name": "x", "bytes": 6}}}'
JOB = '{"data": {"type": "jobs", "id": "13", "attributes": {"status": "%s"}}}'


class Shown:
    """All that somebody could see: what was logged, printed, written to disk, or shown of an error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: list[tuple[str, bytes]] = []

    def add(self, where: str, text: str | bytes) -> None:
        self.texts.append((where, text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text))

    def error(self, where: str, error: BaseException) -> None:
        """An error in every way that a program, a test or a log shows one."""
        self.add(f"{where}: str", f"{error} {error!r} {vars(error)!r} {error.args!r}")
        self.add(f"{where}: traceback", "".join(traceback.format_exception(error)))
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        # The frames of this file hold the secrets by right, as any caller's do.
        own = {__file__}
        chain: list[Any] = [shown]
        while chain:
            one = chain.pop()
            one.stack = traceback.StackSummary.from_list([frame for frame in one.stack if frame.filename not in own])
            chain += [inner for inner in (one.__cause__, one.__context__) if inner is not None]
        self.add(f"{where}: traceback with locals", "".join(shown.format()))
        self.add(f"{where}: pickle", pickle.dumps(error))

    def found(self, kept: set[Path]) -> list[str]:
        """Where a secret is, the files left out that keep tokens by right."""
        files = [(str(one), one.read_bytes()) for one in self.folder.rglob("*") if one.is_file() and one not in kept]
        return [
            f"{where}: {mark} in ...{content[max(0, (at := content.index(mark.encode())) - 150) : at + 20]!r}"
            for where, content in self.texts + files
            for mark in MARKS
            if mark.encode() in content
        ]


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """Everything goes to the log, at the most talkative level, of the HTTP library too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    seen = Shown(tmp_path)
    log, out = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(1)
    logging.captureWarnings(True)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            yield seen
    finally:
        logging.captureWarnings(False)
        root.removeHandler(handler)
        root.setLevel(before)
    seen.add("the log", log.getvalue())
    seen.add("the output", out.getvalue())
    assert "addepar_client" in log.getvalue() or "GET" in log.getvalue(), "nothing was logged, so nothing was tried"
    assert seen.found({tmp_path / "tokens.json"}) == []


def _token(seen: Seen) -> Reply:
    return Reply(200, json.dumps({"access_token": ACCESS, "refresh_token": RENEWED, "expires_in": 3600}).encode())


def _echo(seen: Seen) -> str:
    """What a talkative server says of a request: all of it."""
    return json.dumps({"errors": [{"detail": str(seen.headers), "title": seen.body.decode("latin-1")}]})


def _refused(status: int, seen: Seen) -> Reply:
    return Reply.json(_echo(seen), status)


ANSWERS: dict[str, Callable[[Seen], Reply]] = {
    "success": lambda seen: (
        Reply(200, b"whole\n", {"Content-Type": "text/plain", "ETag": '"a"'})
        if seen.path.endswith("download")
        else Reply.json(FILE if "files" in seen.path else JOB % "Completed")
    ),
    **{str(status): partial(_refused, status) for status in (400, 401, 403, 404, 409, 410, 415, 422, 429, 500, 503)},
    # Of a download this is the file itself, which stands in local variables by right.
    "HTML": lambda seen: Reply(
        200, b"<html>" + repr(seen.headers).encode() * ("download" not in seen.path), {"Content-Type": "text/html"}
    ),
    "broken JSON": lambda seen: Reply.json('{"data": ' + repr(seen.headers)),
    "no JSON:API": lambda seen: Reply.json('{"x": 1}'),
    "redirect": lambda seen: Reply(
        302, b"", {"Location": "https://evil.invalid/" + seen.headers.get("authorization", "")}
    ),
    "cut": lambda seen: Reply(200, b"who", {"Content-Type": "text/plain", "ETag": '"a"'}, length=6),
    "failed job": lambda seen: Reply.json(JOB % "Failed"),
    "echo in headers": lambda seen: Reply(500, b"", {"X-Request-ID": seen.headers.get("authorization", "")}),
    "packed rubbish": lambda seen: Reply(200, b"rubbish", {"Content-Encoding": "gzip", "Content-Type": "text/plain"}),
}
_TARGETS: dict[str, Callable[[Any, Path], Any]] = {
    "get": lambda client, folder: client.files.get("123"),
    "list": lambda client, folder: client.files.list(),
    "create": lambda client, folder: client.jobs.create(BODIES["jobs_create"]),
    "upload": lambda client, folder: client.files.upload(b"data", name="a.txt"),
    "download": lambda client, folder: client.files.download("123", folder / "out.txt", overwrite=True),
    "resume": lambda client, folder: client.files.download("123", folder / "kept.txt", overwrite=True, resume=True),
    "wait": lambda client, folder: client.jobs.wait("13", max_wait=2),
    "raw": lambda client, folder: client.with_raw_response.files.get("123"),
    "check": lambda client, folder: client.check(),
}


def _auth(kind: str, folder: Path, url: str) -> Any:
    if kind == "key":
        return (KEY, SECRET)
    if kind == "token":
        return BEARER
    start = {"code": CODE, "redirect_uri": "https://my.app/back"} if kind == "code" else {"refresh_token": REFRESH}
    endpoint = url.replace("/api", "/token")
    return OAuth("app", CLIENT_SECRET, **start, token_store=folder / "tokens.json", token_endpoint=endpoint)


@pytest.mark.parametrize("auth", ["key", "token", "refresh token", "code"])
def test_nothing_is_shown_of_a_secret(side: Side, auth: str, shown: Shown, tmp_path: Path) -> None:
    with counted("security", f"planted secrets: {auth}", side.name) as outcomes:
        for name, answer in ANSWERS.items():
            with hostile(lambda seen, answer=answer: _token(seen) if seen.path == "/token" else answer(seen)) as server:
                given = _auth(auth, tmp_path, server.url)
                client = side.client(server.url, auth=given, max_retries=1)
                shown.add(
                    "repr",
                    f"{client!r} {vars(client)!r} {client.files!r} {given!r}"[: 10**6]
                    .replace(repr((KEY, SECRET)), "")
                    .replace(repr(BEARER), ""),
                )
                for what, call in _TARGETS.items():
                    outcomes[
                        _tried(
                            f"{name} to {what}",
                            lambda call=call, client=client: _used(side, call(client, tmp_path)),
                            shown,
                        )
                    ] += 1
                with pytest.raises(ConfigurationError):
                    pickle.dumps(client)
    if auth in ("refresh token", "code"):
        store = tmp_path / "tokens.json"
        assert ACCESS in store.read_text()
        assert stat.S_IMODE(store.stat().st_mode) == 0o600
        assert stat.S_IMODE(store.with_name("tokens.json.lock").stat().st_mode) == 0o600


def _used(side: Side, outcome: Any) -> Any:
    return side.list(outcome) if hasattr(outcome, "pages") else side.run(outcome)


def _tried(what: str, call: Callable[[], Any], shown: Shown) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = call()
            shown.add(f"{what}: result", repr(result))
            if not isinstance(result, RawResponse):  # that is the answer itself, with all that the server said
                with contextlib.suppress(ConfigurationError, TypeError):
                    shown.add(f"{what}: pickled result", pickle.dumps(result))
        except AddeparError as error:
            shown.error(what, error)
            return type(error).__name__
    return "ok"


@pytest.mark.parametrize("auth", ["key", "token", "refresh token"])
def test_nothing_is_shown_without_a_server(side: Side, auth: str, shown: Shown, tmp_path: Path) -> None:
    """No connection, no such name, a forbidden redirect, a proxy that refuses: the errors hold no request."""
    url = "http://127.0.0.1:1/api"
    client = side.client(url, auth=_auth(auth, tmp_path, url), max_retries=1)
    for what, call in _TARGETS.items():
        assert _tried(what, lambda call=call, client=client: _used(side, call(client, tmp_path)), shown) in (
            "APIConnectionError",
            "ok",
            "JobWaitTimeout",
        )
    logging.getLogger("addepar_client").debug("GET")


@pytest.mark.parametrize("answer", ["401", "500", "HTML", "broken JSON", "no JSON:API", "echo", "cut"])
def test_nothing_is_shown_by_a_token_endpoint(side: Side, answer: str, shown: Shown, tmp_path: Path) -> None:
    def repeating(seen: Seen) -> Reply:
        if answer == "echo":  # a token that is none, and all that was sent
            return Reply(200, json.dumps({"access_token": f"a b {ACCESS}", "echo": seen.body.decode()}).encode())
        if answer == "cut":
            return Reply(200, json.dumps({"access_token": ACCESS}).encode(), length=999)
        reply = ANSWERS[answer](seen)
        return Reply(
            reply.status, reply.body.replace(b"'host'", f"'access_token': '{ACCESS}', 'host'".encode()), reply.headers
        )

    with hostile(repeating) as server:
        for kind in ("refresh token", "code"):
            client = side.client(server.url, auth=_auth(kind, tmp_path, server.url), max_retries=0)
            outcome = _tried(f"{kind} {answer}", lambda client=client: side.run(client.files.get("123")), shown)
            assert outcome != "ok"
    logging.getLogger("addepar_client").debug("GET")


@pytest.mark.parametrize(
    "options",
    [
        {"firm_id": ""},
        {"timeout": -1},
        {"base_url": "http://evil.example/api"},
        {"auth": (f"{KEY}:", SECRET)},
        {"auth": (KEY, f"{SECRET}\n")},
        {"auth": (KEY, SECRET, BEARER)},
        {"auth": f"{BEARER} {ACCESS}"},
        {"auth": {"key": SECRET}},
        {"budget": "redis://127.0.0.1:1/0", "budget_limits": 1},
    ],
    ids=[str(number) for number in range(9)],
)
def test_nothing_is_shown_by_wrong_settings(options: dict[str, Any], shown: Shown) -> None:
    for kind in (AddeparClient, AsyncAddeparClient):
        usual: dict[str, Any] = {"base_url": "http://127.0.0.1:1/api", "firm_id": 1, "auth": (KEY, SECRET)}
        assert _tried("settings", lambda kind=kind, usual=usual: kind(**usual | options), shown) == "ConfigurationError"
    logging.getLogger("addepar_client").debug("GET")


@pytest.mark.parametrize(
    "environ",
    [
        {"ADDEPAR_KEY": KEY},
        {"ADDEPAR_SECRET": SECRET},
        {"ADDEPAR_KEY": KEY, "ADDEPAR_SECRET": SECRET, "ADDEPAR_ACCESS_TOKEN": BEARER},
        {"ADDEPAR_ACCESS_TOKEN": BEARER},
        {"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "x y", "ADDEPAR_ACCESS_TOKEN": BEARER},
    ],
    ids=[str(number) for number in range(5)],
)
def test_nothing_is_shown_of_the_environment(
    environ: dict[str, str], shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert _tried("environment", AddeparClient.from_env, shown) == "ConfigurationError"
    profile = tmp_path / ".config" / "addepar" / "config.toml"
    profile.parent.mkdir(parents=True)
    names = {"ADDEPAR_KEY": "key", "ADDEPAR_SECRET": "secret", "ADDEPAR_ACCESS_TOKEN": "access_token"}
    profile.write_text(
        "[default]\n" + "".join(f"{names[one]} = '{it}'\n" for one, it in environ.items() if one in names)
    )
    profile.chmod(0o600)
    assert _tried("profile", AddeparClient.from_profile, shown) == "ConfigurationError"
    profile.write_text(profile.read_text() + f"secret2 = '{SECRET}'\n")
    assert _tried("unknown name", AddeparClient.from_profile, shown) == "ConfigurationError"
    profile.write_text(f"[default\nsecret = '{SECRET}")
    assert _tried("broken profile", AddeparClient.from_profile, shown) == "ConfigurationError"
    profile.unlink()
    logging.getLogger("addepar_client").debug("GET")


def test_wrong_arguments_of_oauth_show_nothing(shown: Shown) -> None:
    for given in (
        {"code": CODE, "refresh_token": REFRESH},
        {"code": CODE, "token_endpoint": "http://evil.example"},
        {"refresh_token": REFRESH, "token_store": 5},
        {"refresh_token": f"{REFRESH}\n"},
    ):
        arguments: Any = given
        assert (
            _tried("oauth", lambda arguments=arguments: OAuth("app", CLIENT_SECRET, **arguments), shown)
            == "ConfigurationError"
        )
    logging.getLogger("addepar_client").debug("GET")


def test_a_budget_file_holds_no_secret(side: Side, shown: Shown, tmp_path: Path) -> None:
    with hostile(ANSWERS["success"]) as server:
        client = side.client(server.url, auth=(KEY, SECRET), budget=str(tmp_path / "budget.sqlite"), clock=Clock())
        assert _tried("budget", lambda: side.run(client.files.get("123")), shown) == "ok"
        side.run(client.close())
    assert (tmp_path / "budget.sqlite").stat().st_size
    assert KEY.encode() not in (tmp_path / "budget.sqlite").read_bytes()


def test_what_the_suite_wrote_is_searched(tmp_path: Path) -> None:
    """The search after the last test finds what it is for; what it finds here is taken away again."""
    assert all(any(mark.encode().startswith(one) for one in PLANTED) for mark in _PLAIN if mark != BASIC)
    place = tmp_path / "deep" / "kept.bin"
    place.parent.mkdir()
    place.write_bytes(b"\0" * 9999 + SECRET.encode())
    place.chmod(0o600)
    assert open_to_others(tmp_path) == []
    place.chmod(0o640)
    assert open_to_others(tmp_path) == [str(place)]
    place.unlink()
