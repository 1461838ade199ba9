"""Settings: where the API is, and what is refused before anything is sent."""

from pathlib import Path
from typing import Any

import pytest

from addepar_client import AddeparClient, ConfigurationError, OAuth, Timeout
from addepar_core.utils.http import api_root, resolve

AUTH = ("key", "secret")


@pytest.mark.parametrize(
    "given",
    [
        "https://acme.addepar.com/api",
        "https://acme.addepar.com/api/",
        "https://acme.addepar.com/api/v1",
        "https://acme.addepar.com/api/v1/",
        "https://ACME.addepar.com/api//",
    ],
)
def test_one_root_comes_out_of_every_form(given: str) -> None:
    assert api_root(given) == "https://acme.addepar.com/api"


def test_the_shared_host_has_no_api_segment() -> None:
    assert api_root("https://api.addepar.com/v1/") == "https://api.addepar.com"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("http://acme.addepar.com/api", "plain http"),
        ("http://127.0.0.1.example.com/api", "plain http"),
        ("https://user:hidden@acme.addepar.com/api", "user name"),
        ("https://acme.addepar.com/api?x=1", "'?'"),
        ("acme.addepar.com", "not an address"),
        ("ftp://acme.addepar.com", "not an address"),
        ("https://acme.addepar.com:port", "not an address"),
        ("https://acme.addepar.com/\n", "not an address"),
        ("", "base_url"),
    ],
)
def test_an_impossible_base_url_is_refused_with_the_fix(given: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        AddeparClient(base_url=given, firm_id=1, auth=AUTH)
    assert message in str(caught.value)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("given", ["http://127.0.0.1:8000/api", "http://localhost/api", "http://[::1]:1/api"])
def test_plain_http_is_for_loopback(given: str) -> None:
    assert api_root(given) == given


@pytest.mark.parametrize(
    ("environment", "root"),
    [
        (None, "https://acme.addepar.com/api"),
        ("production", "https://acme.addepar.com/api"),
        ("development", "https://acme.clientdev.addepar.com/api"),
        ("sandbox", "https://acme.sandbox.addepar.com/api"),
    ],
)
def test_firm_and_environment_stand_for_a_base_url(environment: str | None, root: str) -> None:
    with AddeparClient(firm="acme", environment=environment, firm_id=7, auth=AUTH) as client:
        assert client.settings.root == root


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"firm": "acme", "environment": "nowhere"}, "environment"),
        ({"firm": "acme.example.com/x"}, "subdomain"),
        ({}, "base_url"),
        ({"base_url": "https://a.b", "firm": "acme"}, "not both"),
        ({"firm": "acme", "firm_id": None}, "firm_id"),
        ({"firm": "acme", "firm_id": "1\r\nX: y"}, "firm_id"),
        ({"firm": "acme", "firm_id": True}, "firm_id"),
        ({"firm": "acme", "auth": None}, "auth"),
        ({"firm": "acme", "auth": ("", "secret")}, "auth"),
        ({"firm": "acme", "auth": ("a:b", "secret")}, "colon"),
        ({"firm": "acme", "auth": "two words"}, "token"),
        ({"firm": "acme", "timeout": 0}, "timeout"),
        ({"firm": "acme", "timeout": True}, "timeout"),
    ],
)
def test_other_settings_are_checked_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        AddeparClient(**{"firm_id": 1, "auth": AUTH, **options})


def test_the_environment_is_read() -> None:
    environ = {"ADDEPAR_BASE_URL": "https://a.b/api/v1", "ADDEPAR_FIRM": "ignored", "ADDEPAR_FIRM_ID": "7"}
    keys = {"ADDEPAR_KEY": "key", "ADDEPAR_SECRET": "secret"}
    with AddeparClient.from_env(environ | keys) as client:
        assert (client.settings.root, client.settings.firm_id) == ("https://a.b/api", "7")
    with AddeparClient.from_env(environ | {"ADDEPAR_ACCESS_TOKEN": "token"}, firm="acme", firm_id=8) as client:
        assert (client.settings.root, client.settings.firm_id) == ("https://acme.addepar.com/api", "8")
    with AddeparClient.from_env(environ | {"ADDEPAR_KEY": "half"}, auth="token", base_url="https://c.d") as client:
        assert client.settings.root == "https://c.d"


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "7"}, "ADDEPAR_KEY"),
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "7", "ADDEPAR_KEY": "key"}, "ADDEPAR_SECRET"),
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_KEY": "key", "ADDEPAR_SECRET": "secret"}, "ADDEPAR_FIRM_ID"),
        ({"ADDEPAR_FIRM_ID": "7", "ADDEPAR_ACCESS_TOKEN": "token"}, "ADDEPAR_BASE_URL"),
    ],
)
def test_a_gap_in_the_environment_is_named(environ: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        AddeparClient.from_env(environ)


def test_the_default_read_timeout_lets_the_servers_own_limit_pass() -> None:
    assert Timeout().connect == 10
    assert Timeout().read == 70
    assert Timeout.of(5, Timeout()) == Timeout(5, 5, 5, 5)
    assert Timeout.of(None, Timeout()) == Timeout(None, None, None, None)


ROOT = "https://acme.addepar.com/api"


@pytest.mark.parametrize(
    ("link", "url", "foreign"),
    [
        ("/v1/files?page[after]=3", f"{ROOT}/v1/files?page[after]=3", False),
        ("/api/v1/files", f"{ROOT}/v1/files", False),
        (f"{ROOT}/v1/files", f"{ROOT}/v1/files", False),
        ("https://ACME.addepar.com:443/api/v1/files", "https://ACME.addepar.com:443/api/v1/files", False),
        ("https://evil.example.com/v1/files", "https://evil.example.com/v1/files", True),
        ("http://acme.addepar.com/api/v1/files", "http://acme.addepar.com/api/v1/files", True),
        ("https://acme.addepar.com:8443/api", "https://acme.addepar.com:8443/api", True),
    ],
)
def test_links_are_resolved_against_the_root(link: str, url: str, foreign: bool) -> None:
    assert resolve(ROOT, link) == (url, foreign)


@pytest.mark.parametrize(
    "link",
    ["//evil.example.com/v1", "/\\evil.example.com", "https://acme.addepar.com@evil.example.com/", "", "files", "a:b"],
)
def test_a_link_that_could_be_read_in_two_ways_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match=r"address|root"):
        resolve(ROOT, link)


@pytest.mark.parametrize("allowed", ["sandbox", " SANDBOX. ", "other,sandbox", ["other", "sandbox"]])
def test_plain_http_goes_to_a_host_that_was_named(allowed: Any) -> None:
    with AddeparClient(base_url="http://sandbox:8700/api", firm_id=1, auth=AUTH, allow_http_to=allowed) as client:
        assert client.settings.root == "http://sandbox:8700/api"


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://fd00-x:1/api", "fd00::1"),
        ("http://sandbox.evil.example/api", "sandbox"),
        ("http://other/api", "sandbox"),
    ],
)
def test_plain_http_goes_to_no_other_host(url: str, allowed: str) -> None:
    with pytest.raises(ConfigurationError, match="plain http"):
        AddeparClient(base_url=url, firm_id=1, auth=AUTH, allow_http_to=allowed)


@pytest.mark.parametrize("url", ["http://172.17.0.2:8700/api", "http://[fd00::1]:8700/api"])
def test_a_host_may_be_named_by_its_address(url: str) -> None:
    with AddeparClient(base_url=url, firm_id=1, auth=AUTH, allow_http_to=["172.17.0.2", "[fd00::1]"]) as client:
        assert client.settings.root == url


@pytest.mark.parametrize(
    "host", ["acme.addepar.com", "api.addepar.com", "ACME.ADDEPAR.COM.", "addepar.com", "new.sandbox.addepar.com"]
)
def test_plain_http_never_goes_to_addepar(host: str) -> None:
    with pytest.raises(ConfigurationError, match="only over https"):
        AddeparClient(base_url=f"http://{host}/api", firm_id=1, auth=AUTH, allow_http_to=host)
    with pytest.raises(ConfigurationError, match="only over https"):
        OAuth("app", "secret", code="c", token_endpoint=f"http://{host}/token", allow_http_to=host)


@pytest.mark.parametrize(
    "allowed", ["http://sandbox:8700/api", "sandbox:8700", "*", "*.test", 5, [5], {"a b": 1}, True]
)
def test_an_impossible_name_of_a_host_is_refused(allowed: Any) -> None:
    with pytest.raises(ConfigurationError, match="allow_http_to"):
        AddeparClient(base_url="https://acme.addepar.com/api", firm_id=1, auth=AUTH, allow_http_to=allowed)


def test_the_host_for_plain_http_comes_from_the_environment_or_a_profile(tmp_path: Path) -> None:
    environ = {"ADDEPAR_BASE_URL": "http://sandbox:8700/api", "ADDEPAR_FIRM_ID": "1"}
    environ |= {"ADDEPAR_KEY": "k", "ADDEPAR_SECRET": "s", "XDG_CONFIG_HOME": str(tmp_path)}
    with pytest.raises(ConfigurationError, match="ADDEPAR_ALLOW_HTTP"):
        AddeparClient.from_env(environ)
    AddeparClient.from_env(environ | {"ADDEPAR_ALLOW_HTTP": "sandbox"}).close()
    (tmp_path / "addepar").mkdir()
    (tmp_path / "addepar" / "config.toml").write_text('[default]\nallow_http_to = ["sandbox"]\n')
    AddeparClient.from_env(environ).close()


def test_an_oauth_endpoint_follows_the_same_rule() -> None:
    endpoint = "http://sandbox:8700/api/public/oauth2/token"
    OAuth("app", "secret", code="c", token_endpoint=endpoint, allow_http_to="sandbox")
    with pytest.raises(ConfigurationError, match="allow_http_to"):
        OAuth("app", "secret", code="c", token_endpoint=endpoint)
