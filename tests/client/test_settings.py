"""Settings: where the API is, and what is refused before anything is sent."""

from typing import Any

import pytest

from addepar_client import AddeparClient, ConfigurationError, Timeout
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
    ("given", "told"),
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
def test_an_impossible_base_url_is_refused_with_the_fix(given: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        AddeparClient(base_url=given, firm_id=1, auth=AUTH)
    assert told in str(caught.value)
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
    ("options", "told"),
    [
        ({"firm": "acme", "environment": "nowhere"}, "environment"),
        ({"firm": "acme.example.com/x"}, "sub-domain"),
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
def test_other_settings_are_checked_at_once(options: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
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
    ("environ", "told"),
    [
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "7"}, "ADDEPAR_KEY"),
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "7", "ADDEPAR_KEY": "key"}, "ADDEPAR_SECRET"),
        ({"ADDEPAR_FIRM": "acme", "ADDEPAR_KEY": "key", "ADDEPAR_SECRET": "secret"}, "ADDEPAR_FIRM_ID"),
        ({"ADDEPAR_FIRM_ID": "7", "ADDEPAR_ACCESS_TOKEN": "token"}, "ADDEPAR_BASE_URL"),
    ],
)
def test_a_gap_in_the_environment_is_named(environ: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
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
