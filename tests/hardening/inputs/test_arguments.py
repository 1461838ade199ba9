"""Whatever is passed to any public function: an answer or a documented error, and nothing odd on the wire."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hardening.counting import cases, counted
from tests.hardening.inputs.surface import calling, methods, response
from tests.hardening.inputs.values import ANYTHING, TEXTS, arguments

from addepar_api.operations import OPERATIONS
from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient, FileTokenStore, OAuth, Timeout, Tokens

METHODS = methods()
_PATHS = [re.compile("/api" + re.sub(r"\{\w+\}", "[^/]+", one.path)) for one in OPERATIONS.values()]
_DATA = b'{"data": {"type": "files", "id": "123", "attributes": {}}}'


class Wire:
    """Answers each request alike, and holds each to what the API can be sent at all."""

    def __init__(self) -> None:
        self.requests = 0

    def __call__(self, request: Any) -> Any:
        self.requests += 1
        path = request.url.raw_path.partition(b"?")[0].decode("ascii")
        assert (request.url.scheme, request.url.host) == ("https", "api.invalid")
        assert any(one.fullmatch(path) for one in _PATHS), path
        segments = path.split("/")
        assert "." not in segments
        assert ".." not in segments
        for name, value in request.headers.raw:
            assert not re.search(rb"[\r\n\0]", name + value)
        assert request.headers["addepar-firm"] == "1"
        assert request.headers["authorization"].startswith("Basic ")
        kind = (b"content-type", b"application/vnd.api+json")
        return response(200, [kind], _DATA)


@pytest.mark.parametrize("side", ["sync", "async"])
@pytest.mark.parametrize("name", METHODS)
def test_methods(name: str, side: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a" / "b").mkdir(parents=True)
    resource, _, method = name.partition(".")
    with calling(side) as caller, counted("inputs", f"arguments of {name}", side) as outcomes:

        @settings(max_examples=cases(12))
        @given(arguments(METHODS[name], tmp_path))
        def run(given: dict[str, Any]) -> None:
            wire = Wire()
            with caller.client(wire) as client:
                outcome = caller.call(getattr(getattr(client, resource), method), **given)
            outcomes[outcome] += 1
            if outcome in ("InputError", "ConfigurationError") and method not in ("wait_all", "as_completed"):
                assert wire.requests == 0, "refused only after something had been sent"

        run()


_OPTIONS = {
    "base_url": ["https://acme.addepar.com/api", "http://localhost/v1/", "https://a@b/", "https://[::1", "http://evil.example/api"],
    "firm": ["acme", "a.b", "-"],
    "environment": ["production", "sandbox", "nowhere"],
    "firm_id": [1, "1", " 1 "],
    "auth": [("key", "secret"), ["key", "secret"], "token", ("a:b", "c"), ("key", ""), "to ken", (1, 2)],
    "timeout": [1, None, 0, -1, 1e308, 10**400, True],
    "max_retries": [0, 3, -1, True],
    "max_retry_wait": [1, 0, 1e308],
    "deadline": [1, None, 1e308, 10**400],
    "headers": [{}, {"X-A": "b"}, {"X-A": 1}, {"Authorization": "x"}],
    "budget": [None, "off", "memory"],
    "budget_wait": [None, 0, 1.5, -1],
    "budget_limits": [[(1, 1.0)], [], [(0, 0)], [(1, -1)], [("1", 1)], [1]],
}  # fmt: skip


@pytest.mark.parametrize("side", ["sync", "async"])
def test_clients(side: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "budget").mkdir()
    kind = AddeparClient if side == "sync" else AsyncAddeparClient
    usual = {"base_url": "https://api.invalid/api", "firm_id": 1, "auth": "token"}
    # A text as a budget is a file's path.
    paths = TEXTS.map(lambda text: f"{tmp_path}/budget/{text}")
    anything = {"budget": paths | ANYTHING.filter(lambda value: not isinstance(value, str | bytes | Path))}
    every = {name: st.sampled_from(some) | anything.get(name, ANYTHING) for name, some in _OPTIONS.items()}
    with calling(side) as caller, counted("inputs", "arguments of the client", side) as outcomes:

        @settings(max_examples=cases(100))
        @given(st.fixed_dictionaries({}, optional=every))
        def run(given: dict[str, Any]) -> None:
            def made() -> Any:
                client = kind(**({} if "base_url" in given or "firm" in given else usual) | given)
                repr(client)
                client.with_options(
                    **{name: given[name] for name in ("timeout", "deadline", "headers") if name in given}
                )
                return client.close()

            outcomes[caller.call(made)] += 1

        run()


_NAMES = [
    "ADDEPAR_BASE_URL", "ADDEPAR_FIRM", "ADDEPAR_ENVIRONMENT", "ADDEPAR_FIRM_ID", "ADDEPAR_KEY", "ADDEPAR_SECRET",
    "ADDEPAR_ACCESS_TOKEN", "ADDEPAR_PROFILE", "HOME", "XDG_CONFIG_HOME", "NO_SUCH_THING",
]  # fmt: skip
_VALUES = st.sampled_from(["https://acme.addepar.com/api", "acme", "production", "1", "key", "default"]) | TEXTS
_WHOLE = st.sampled_from([{}, {"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "1", "ADDEPAR_ACCESS_TOKEN": "token"}])


def test_environments_and_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "addepar"
    folder.mkdir()
    file = folder / "config.toml"
    values = st.one_of(_VALUES, st.integers(), st.booleans(), st.just(["x"]))
    keys = st.sampled_from(["base_url", "firm", "firm_id", "key", "secret", "timeout", "budget_limits", "max_retries"])
    with counted("inputs", "environments and profiles") as outcomes:

        @settings(max_examples=cases(100))
        @given(
            st.builds(dict.__or__, _WHOLE, st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=2)),
            st.none() | st.none() | TEXTS,
            st.binary(max_size=30) | st.dictionaries(keys, values).map(_toml),
        )
        def run(environ: dict[str, str], profile: str | None, content: bytes) -> None:
            file.write_bytes(content)
            file.chmod(0o600)
            outcomes[
                outcome_of(
                    lambda: AddeparClient.from_env(
                        {"XDG_CONFIG_HOME": str(tmp_path)} | environ, profile=profile
                    ).close()
                )
            ] += 1

        run()


def _toml(table: dict[str, Any]) -> bytes:
    lines = [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    return "\n".join(["[default]", *lines]).encode("utf-8", "replace")


def outcome_of(call: Any) -> str:
    """ "ok" or the class of the documented error; any other exception comes through."""
    try:
        call()
    except AddeparError as error:
        return type(error).__name__
    return "ok"


_OAUTH = {
    "client_id": ["app"], "client_secret": ["secret"], "code": ["code", None], "refresh_token": ["token", None],
    "redirect_uri": ["https://my.app/back", None], "token_store": [None], "on_tokens": [None, print],
    "authorization_endpoint": ["https://id.addepar.com/authorize"],
    "token_endpoint": ["https://acme.addepar.com/oauth/token", None, "http://evil.example/token", "https://[::1"],
}  # fmt: skip


def test_oauth_and_the_smaller_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    every = {name: st.sampled_from(some) | ANYTHING for name, some in _OAUTH.items()}
    with counted("inputs", "arguments of OAuth, Tokens, FileTokenStore and Timeout") as outcomes:

        @settings(max_examples=cases(100))
        @given(st.fixed_dictionaries(every), st.lists(TEXTS, max_size=2) | ANYTHING, ANYTHING)
        def run(given: dict[str, Any], scopes: Any, value: Any) -> None:
            outcomes[outcome_of(lambda: OAuth(**given).authorization_url(scopes, state=value))] += 1
            outcomes[outcome_of(lambda: FileTokenStore(value))] += 1
            outcomes[outcome_of(lambda: Timeout(value))] += 1
            if isinstance(value, dict):
                outcomes[outcome_of(lambda: Tokens.of(value))] += 1

        run()


@pytest.mark.parametrize("side", ["sync", "async"])
def test_links_to_resume_from(side: str) -> None:
    links = st.one_of(
        ANYTHING,
        st.builds(
            lambda start, text: start + text,
            st.sampled_from(["/v1/files?", "https://api.invalid/api/v1/files?", "//"]),
            TEXTS,
        ),
    )
    with calling(side) as caller, counted("inputs", "links to resume from", side) as outcomes:

        @settings(max_examples=cases(100))
        @given(links)
        def run(link: Any) -> None:
            with caller.client(Wire()) as client:
                outcomes[caller.call(lambda: client.files.list().resume(link))] += 1

        run()
