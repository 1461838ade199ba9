"""OAuth: codes, tokens, one renewal for all who need it, and nothing shown."""

import asyncio
import copy
import json
import logging
import os
import pickle
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.client.support import Reply, Seen, Side, hostile

from addepar_client import (
    AddeparClient,
    AsyncAddeparClient,
    AuthenticationError,
    Clock,
    ConfigurationError,
    DeadlineError,
    FileTokenStore,
    OAuth,
    PermissionDeniedError,
    ProtocolError,
    TokenError,
    Tokens,
)
from addepar_sandbox import Sandbox

CLIENT = ("sandbox-client", "sandbox-client-secret")
SCOPES = ["FILES", "FILES_WRITE"]
FILE = '{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'


def later(by: list[float]) -> Clock:
    """Real time, except for the calendar."""
    return Clock(wall=lambda: time.time() + by[0])


def oauth(sandbox: Sandbox, **options: Any) -> OAuth:
    return OAuth(*CLIENT, code=sandbox.authorization_code(SCOPES), redirect_uri="https://my.app/back", **options)


@pytest.fixture
def renewals(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The grants that the token endpoint was asked for."""
    from addepar_sandbox.auth import oauth as endpoint

    asked: list[str] = []
    issue = endpoint._issue if hasattr(endpoint, "_issue") else None
    assert issue is not None

    def counted(*args: Any, **kwargs: Any) -> Any:
        asked.append("issued")
        return issue(*args, **kwargs)

    monkeypatch.setattr(endpoint, "_issue", counted)
    return asked


def test_the_address_for_the_users_browser() -> None:
    auth = OAuth("my-app", "hidden", redirect_uri="https://my.app/back")
    url = urlsplit(auth.authorization_url(["FILES", "PORTFOLIO"], state="x/y"))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://id.addepar.com/oauth2/authorize"
    assert parse_qs(url.query) == {
        "response_type": ["code"],
        "client_id": ["my-app"],
        "redirect_uri": ["https://my.app/back"],
        "scope": ["FILES PORTFOLIO"],
        "state": ["x/y"],
    }
    assert "state" not in auth.authorization_url()
    with pytest.raises(ConfigurationError, match="redirect_uri"):
        OAuth("my-app", "hidden").authorization_url()


def test_a_code_can_be_tied_to_who_asked_for_it(side: Side) -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # of RFC 7636, appendix B
    auth = OAuth("my-app", "hidden", code="c", redirect_uri="https://my.app/back", code_verifier=verifier)
    query = parse_qs(urlsplit(auth.authorization_url()).query)
    assert query["code_challenge"] == ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"]
    assert query["code_challenge_method"] == ["S256"]

    def answer(seen: Seen) -> Reply:
        return Reply.json('{"access_token": "t"}' if seen.path.endswith("token") else FILE)

    with hostile(answer) as server:
        side.run(side.client(server.url, auth=auth).files.get(9))
    assert parse_qs(server.seen[0].body.decode())["code_verifier"] == [verifier]
    with pytest.raises(ConfigurationError, match="code_verifier"):
        OAuth("my-app", "hidden", code_verifier="short")


def test_a_code_becomes_tokens_that_are_used_until_they_expire(
    sandbox: Sandbox, side: Side, renewals: list[str]
) -> None:
    by = [0.0]
    seen: list[Tokens] = []
    client = side.client(sandbox.url or "", auth=oauth(sandbox, on_tokens=seen.append), clock=later(by))
    for _ in range(3):
        side.run(client.files.get(123))
    assert len(renewals) == 1
    by[0] = 3600 - 61
    side.run(client.files.get(123))
    assert len(renewals) == 1
    by[0] = 3600 - 59  # a minute before the end
    side.run(client.files.get(123))
    assert len(renewals) == 2
    assert len({one.access_token for one in seen}) == len({one.refresh_token for one in seen}) == 2


def test_a_hook_of_the_async_client_is_awaited(sandbox: Sandbox, side: Side) -> None:
    kept = []

    async def keep(tokens: Tokens) -> None:
        await asyncio.sleep(0)
        kept.append(tokens)

    auth = oauth(sandbox, on_tokens=keep if side.name == "async" else kept.append)
    side.run(side.client(sandbox.url or "", auth=auth).files.get(123))
    assert len(kept) == 1


def test_a_refresh_token_is_enough(sandbox: Sandbox, side: Side) -> None:
    kept: list[Tokens] = []
    side.run(side.client(sandbox.url or "", auth=oauth(sandbox, on_tokens=kept.append)).files.get(123))
    again = OAuth(*CLIENT, refresh_token=kept[0].refresh_token)
    assert str(side.run(side.client(sandbox.url or "", auth=again).files.get(123)).id) == "123"


def test_a_401_renews_once_and_sends_again(sandbox: Sandbox, side: Side, renewals: list[str], tmp_path: Path) -> None:
    client = side.client(sandbox.url or "", auth=oauth(sandbox))
    side.run(client.files.get(123))
    for number, call in enumerate(
        (
            lambda: client.files.get(123),
            lambda: client.files.upload(b"hello", name="a.txt"),
            lambda: client.files.download(123, tmp_path / "f"),
        )
    ):
        sandbox.fail("expired_token")
        side.run(call())
        assert len(renewals) == number + 2


def test_a_401_that_stays_is_told(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        if seen.path.endswith("/token"):
            return Reply.json(f'{{"access_token": "a-{len(server.seen)}", "expires_in": 3600}}')
        return Reply.json("{}", 401)

    with hostile(answer) as server:
        client = side.client(server.url, auth=OAuth("id", "secret", refresh_token="r"))  # noqa: S106
        with pytest.raises(AuthenticationError):
            side.run(client.files.get(9))
    assert [one.path.rsplit("/", 1)[1] for one in server.seen] == ["token", "9", "token", "9"]
    token = server.seen[0]
    assert "addepar-firm" not in token.headers
    assert "authorization" not in token.headers
    assert parse_qs(token.body.decode())["refresh_token"] == ["r"]


def test_a_missing_scope_is_no_reason_to_renew(sandbox: Sandbox, side: Side, renewals: list[str]) -> None:
    client = side.client(sandbox.url or "", auth=oauth(sandbox))
    with pytest.raises(PermissionDeniedError):
        side.run(client.positions.get(100))
    assert len(renewals) == 1


def test_eight_threads_after_expiry_renew_once(sandbox: Sandbox, renewals: list[str]) -> None:
    by = [0.0]
    options: Any = {"base_url": sandbox.url, "firm_id": 1, "auth": oauth(sandbox), "clock": later(by)}
    with AddeparClient(**options) as client, ThreadPoolExecutor(8) as pool:
        client.files.get(123)
        for reason in ("time", "401"):
            renewals.clear()
            if reason == "time":
                by[0] += 3600
            sandbox.store.execute("DELETE FROM resources WHERE kind = 'access_tokens'")
            gate = threading.Barrier(8)

            def one(_: int, gate: threading.Barrier = gate) -> str:
                gate.wait()
                return str(client.files.get(123).id)

            assert list(pool.map(one, range(8))) == ["123"] * 8
            assert len(renewals) == 1, reason


def test_eight_tasks_after_expiry_renew_once(sandbox: Sandbox, renewals: list[str], tmp_path: Path) -> None:
    by = [0.0]
    auth = oauth(sandbox, token_store=tmp_path / "tokens")

    async def run() -> None:
        options: Any = {"base_url": sandbox.url, "firm_id": 1, "auth": auth, "clock": later(by)}
        async with AsyncAddeparClient(**options) as client:
            await client.files.get(123)
            for reason in ("time", "401"):
                renewals.clear()
                if reason == "time":
                    by[0] += 3600
                sandbox.store.execute("DELETE FROM resources WHERE kind = 'access_tokens'")
                await asyncio.gather(*(client.files.get(123) for _ in range(8)))
                assert len(renewals) == 1, reason

    asyncio.run(run())


@pytest.mark.parametrize("stored", [False, True])
def test_a_task_cancelled_while_it_renews_keeps_the_new_tokens(stored: bool, tmp_path: Path) -> None:
    asked, answered = threading.Event(), threading.Event()
    kept: list[str | None] = []

    def answer(seen: Seen) -> Reply:
        if not seen.path.endswith("token"):
            return Reply.json(FILE)
        asked.set()
        answered.wait(10)
        assert parse_qs(seen.body.decode())["refresh_token"] == ["old"]
        return Reply.json('{"access_token": "t", "refresh_token": "new"}')

    async def run(url: str) -> None:
        auth = OAuth(
            *CLIENT,
            refresh_token="old",  # noqa: S106
            token_store=tmp_path / "tokens" if stored else None,
            on_tokens=lambda tokens: kept.append(tokens.refresh_token),
        )
        async with AsyncAddeparClient(base_url=url, firm_id=1, auth=auth) as client:
            task = asyncio.ensure_future(client.files.get(9))
            await asyncio.to_thread(asked.wait, 10)
            for _ in range(3):
                task.cancel()
                await asyncio.sleep(0)
            answered.set()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert kept == ["new"]
            assert (await client.files.get(9)).id == "9"
        assert len(kept) == 1
        assert not stored or json.loads((tmp_path / "tokens").read_text("ascii"))["refresh_token"] == "new"  # noqa: S105

    with hostile(answer) as server:
        asyncio.run(run(server.url))
    assert [seen.path.rpartition("/")[2] for seen in server.seen] == ["token", "9"]


def test_both_clients_share_one(sandbox: Sandbox, renewals: list[str]) -> None:
    auth = oauth(sandbox)

    async def run() -> None:
        options: Any = {"base_url": sandbox.url, "firm_id": 1, "auth": auth}
        async with AsyncAddeparClient(**options) as awaited:
            with AddeparClient(**options) as blocking:
                await asyncio.gather(awaited.files.get(123), asyncio.to_thread(blocking.files.get, 123))

    asyncio.run(run())
    assert len(renewals) == 1


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (400, '{"error": "invalid_grant", "error_description": "used before"}', TokenError, "used before"),
        (401, '{"error": "invalid_client"}', TokenError, "client_secret"),
        (200, "<html>", ProtocolError, "instead of JSON"),
        (200, '{"token": "x"}', ProtocolError, "no access token"),
        (200, '{"access_token": "two words"}', ProtocolError, "no access token"),
        (200, "[]", ProtocolError, "no access token"),
        (200, '{"access_token": null, "refresh_token": ""}', ProtocolError, "no access token"),
        (200, '{"access_token": 5}', ProtocolError, "no access token"),
        (200, "[" * 100_000, ProtocolError, "nested too deeply"),
    ],
)
def test_what_the_token_endpoint_says(status: int, body: str, kind: type[Exception], message: str, side: Side) -> None:
    with hostile(lambda _: Reply.json(body, status)) as server:
        client = side.client(server.url, auth=OAuth("id", "the-secret", refresh_token="r"), max_retries=2)  # noqa: S106
        with pytest.raises(kind, match=message) as caught:
            side.run(client.files.get(9))
        with pytest.raises(kind):  # and it does not hang for those who come after
            side.run(client.files.get(9))
    assert len(server.seen) == 2
    assert pickle.loads(pickle.dumps(caught.value)).args == caught.value.args  # noqa: S301


def test_without_anything_to_begin_with(side: Side) -> None:
    with pytest.raises(ConfigurationError, match="authorization_url"):
        side.run(side.client("http://127.0.0.1:9/api", auth=OAuth("id", "secret")).files.get(9))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"client_id": ""}, "client_id"),
        ({"code": "c", "refresh_token": "r"}, "not both"),
        ({"token_endpoint": "http://example.com/token"}, "https"),
    ],
)
def test_impossible_arguments(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        OAuth(**{"client_id": "a", "client_secret": "b"} | options)


@pytest.mark.parametrize(
    ("root", "endpoint"),
    [
        ("https://acme.addepar.com/api", "https://api.addepar.com/public/oauth2/token"),
        ("https://api.addepar.com", "https://api.addepar.com/public/oauth2/token"),
        ("https://acme.clientdev.addepar.com/api", "https://acme.clientdev.addepar.com/api/public/oauth2/token"),
        ("https://acme.addepar.com.evil.example/api", "https://acme.addepar.com.evil.example/api/public/oauth2/token"),
    ],
)
def test_each_environment_has_its_token_endpoint(root: str, endpoint: str) -> None:
    from addepar_core.flow.messages import HttpRequest
    from addepar_core.flow.steps import Send, Shielded

    request = HttpRequest("GET", f"{root}/v1/files")
    flow = OAuth("id", "secret", refresh_token="r").authorize(Send(request), root, Clock())  # noqa: S106
    renewal = next(flow)
    assert isinstance(renewal, Shielded)
    step = next(renewal.flow)
    assert isinstance(step, Send)
    assert step.request.url == endpoint
    flow.close()


def test_nothing_shows_a_token(sandbox: Sandbox, side: Side, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kept: list[Tokens] = []
    auth = oauth(sandbox, on_tokens=kept.append)
    client = side.client(sandbox.url or "", auth=auth)
    raw = side.run(client.with_raw_response.files.get(123))
    shown = repr(auth) + str(auth) + repr(client) + repr(vars(client)) + repr(raw) + repr(kept) + caplog.text
    shown += pickle.dumps(raw).decode("latin-1")
    for secret in (kept[0].access_token, kept[0].refresh_token or "", CLIENT[1]):
        assert secret not in shown
    for hidden in (auth, kept[0], FileTokenStore("x")):
        for way in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(ConfigurationError, match="not pickled"):
                way(hidden)


def test_tokens_outlive_the_process_in_a_file(
    sandbox: Sandbox, side: Side, renewals: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "tokens.json"
    code = sandbox.authorization_code(SCOPES)
    for _ in range(3):  # the code works once, and is given each time, as a program would
        auth = OAuth(*CLIENT, code=code, redirect_uri="https://my.app/back", token_store=path)
        side.run(side.client(sandbox.url or "", auth=auth).files.get(123))
    side.run(side.client(sandbox.url or "", auth=OAuth(*CLIENT, token_store=path)).files.get(123))
    assert len(renewals) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["tokens.json", "tokens.json.lock"]
    side.run(side.client(sandbox.url or "", auth=oauth(sandbox, token_store=path)).files.get(123))
    assert len(renewals) == 2, "a new code goes before tokens of an old one"


DAMAGED = {
    "access_token": 5, "refresh_token": ["r"], "renew_at": "soon", "origin": None,
}  # fmt: skip
WHOLE = {"access_token": "a", "refresh_token": "r", "renew_at": 1.0, "origin": ""}


@pytest.mark.parametrize("lives", [None, "", "3600", "soon", -1, 0, True, [1], 10**400, "nan", {}])
def test_a_token_is_good_however_long_it_lives(lives: Any, side: Side) -> None:
    kept: list[Tokens] = []

    def answer(seen: Seen) -> Reply:
        if "token" not in seen.path:
            return Reply.json('{"data": {"id": "9", "type": "files", "attributes": {}}}')
        return Reply.json(json.dumps({"access_token": "new", "refresh_token": "r1", "expires_in": lives}))

    with hostile(answer) as server:
        auth = OAuth("id", "secret", refresh_token="r0", on_tokens=kept.append)  # noqa: S106
        client = side.client(server.url, auth=auth)
        assert [side.run(client.files.get(9)).id for _ in range(2)] == ["9", "9"]
    assert [tokens.refresh_token for tokens in kept] == ["r1"]


def test_a_new_refresh_token_is_kept_even_without_an_access_token(side: Side, tmp_path: Path) -> None:
    kept: list[Tokens] = []
    with hostile(lambda _: Reply.json('{"access_token": null, "refresh_token": "r1"}')) as server:
        auth = OAuth("id", "secret", refresh_token="r0", token_store=tmp_path / "t", on_tokens=kept.append)  # noqa: S106
        with pytest.raises(ProtocolError, match="no access token"):
            side.run(side.client(server.url, auth=auth).files.get(9))
    assert json.loads((tmp_path / "t").read_bytes())["refresh_token"] == "r1"  # noqa: S105
    assert [tokens.refresh_token for tokens in kept] == ["r1"]


def test_tokens_that_could_not_be_stored_are_handed_on_and_stored_later(side: Side, tmp_path: Path) -> None:
    class Full(FileTokenStore):
        full = True

        def save(self, tokens: Any, /) -> None:
            if self.full:
                raise ConfigurationError("token_store: no space left")
            super().save(tokens)

    def answer(seen: Seen) -> Reply:
        if "token" not in seen.path:
            return Reply.json('{"data": {"id": "9", "type": "files", "attributes": {}}}')
        used = parse_qs(seen.body.decode())["refresh_token"][0]
        return Reply.json(json.dumps({"access_token": "new", "refresh_token": f"{used}+", "expires_in": 3600}))

    kept: list[Tokens] = []
    store = Full(tmp_path / "t")
    FileTokenStore.save(store, {**WHOLE, "refresh_token": "r"})
    with hostile(answer) as server:
        client = side.client(server.url, auth=OAuth("id", "secret", token_store=store, on_tokens=kept.append))
        with pytest.raises(ConfigurationError, match="no space left"):
            side.run(client.files.get(9))
        assert [tokens.refresh_token for tokens in kept] == ["r+"]
        store.full = False
        auth = client._credentials
        auth._tokens = auth._tokens.__class__("", "r+", 0.0)  # run out meanwhile
        assert side.run(client.files.get(9)).id == "9"
    assert json.loads((tmp_path / "t").read_bytes())["refresh_token"] == "r++"  # noqa: S105


def test_one_store_object_for_several_renews_once(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "t")
    begun, go_on, renewed = threading.Event(), threading.Event(), []

    def answer(seen: Seen) -> Reply:
        if "token" not in seen.path:
            return Reply.json('{"data": {"id": "9", "type": "files", "attributes": {}}}')
        renewed.append(1)
        begun.set()
        assert go_on.wait(30)
        return Reply.json('{"access_token": "new", "refresh_token": "r1", "expires_in": 3600}')

    with hostile(answer) as server, ThreadPoolExecutor() as threads:

        def call(**options: Any) -> str:
            auth = OAuth("id", "secret", refresh_token="r0", token_store=store)  # noqa: S106
            with AddeparClient(base_url=server.url, firm_id=1, auth=auth, max_retries=0, **options) as client:
                return client.files.get(9).id

        first = threads.submit(call)
        assert begun.wait(30)
        with pytest.raises(DeadlineError):  # gives up, and must not give back what is not its own
            call(deadline=0.1)
        assert not store.acquire()
        last = threads.submit(call)
        go_on.set()
        assert [first.result(30), last.result(30)] == ["9", "9"]
    assert len(renewed) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_token_file_that_is_none_is_neither_read_nor_waited_for(side: Side, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    for name in ("fifo", "folder", "\0"):
        client = side.client("http://127.0.0.1:9/api", auth=OAuth("id", "secret", token_store=tmp_path / name))
        with pytest.raises(ConfigurationError, match="token_store"):
            side.run(client.files.get(9))


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_token_file_that_is_a_link_stays_one(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    side.run(side.client(sandbox.url or "", auth=oauth(sandbox, token_store=tmp_path / "link")).files.get(123))
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    ["", "[1", '{"hello": 1}', "[1]", '"text"', "5", "[" * 100_000, "\udcff",
     *(json.dumps(WHOLE | {name: value}) for name, value in DAMAGED.items())],
)  # fmt: skip
def test_a_broken_token_file_is_named(content: str, side: Side, tmp_path: Path) -> None:
    (tmp_path / "tokens").write_bytes(content.encode("utf-8", "surrogateescape"))
    client = side.client("http://127.0.0.1:9/api", auth=OAuth("id", "secret", token_store=tmp_path / "tokens"))
    with pytest.raises(ConfigurationError, match="token_store"):
        side.run(client.files.get(9))
    client = side.client("http://127.0.0.1:9/api", auth=OAuth("id", "secret", token_store=tmp_path / "no" / "tokens"))
    with pytest.raises(ConfigurationError, match="No such file"):
        side.run(client.files.get(9))


def test_a_store_of_yours(sandbox: Sandbox, side: Side) -> None:
    class Vault:
        kept: Any = None
        locked = 0

        def acquire(self) -> bool:
            self.locked += 1
            return self.locked % 2 == 0  # busy at first

        def release(self) -> None:
            pass

        def load(self) -> Any:
            return self.kept

        def save(self, tokens: Any, /) -> None:
            self.kept = json.loads(json.dumps(tokens))

    vault = Vault()
    side.run(side.client(sandbox.url or "", auth=oauth(sandbox, token_store=vault)).files.get(123))
    side.run(side.client(sandbox.url or "", auth=OAuth(*CLIENT, token_store=vault)).files.get(123))
    assert vault.kept["refresh_token"]
    assert vault.locked == 4


WORKER = """
import sys
from addepar_client import AddeparClient, OAuth
url, path = sys.argv[1:]
oauth = OAuth("sandbox-client", "sandbox-client-secret", token_store=path)
with AddeparClient(base_url=url, firm_id=1, auth=oauth) as client:
    sys.stdin.readline()
    for _ in range(5):
        client.files.get(123)
"""


def test_processes_renew_once_for_all(sandbox: Sandbox, renewals: list[str], tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    options: Any = {"base_url": sandbox.url, "firm_id": 1, "auth": oauth(sandbox, token_store=path)}
    with AddeparClient(**options) as client:
        client.files.get(123)
    kept = json.loads(path.read_text())
    path.write_text(json.dumps(kept | {"renew_at": 0.0}))
    renewals.clear()
    workers = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", WORKER, sandbox.url or "", str(path)], stdin=subprocess.PIPE, env=os.environ
        )
        for _ in range(3)
    ]
    for worker in workers:
        worker.communicate(b"go\n", timeout=60)
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert len(renewals) == 1
