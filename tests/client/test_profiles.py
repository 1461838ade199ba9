"""Profiles: arguments before environment before file."""

import logging
from pathlib import Path
from typing import Any

import pytest

from addepar_client import AddeparClient, ConfigurationError

FILE = """
[default]
firm = "acme"
firm_id = 1
key = "the-key"
secret = "the-secret"
max_retries = 5
deadline = 30.5

[uat]
base_url = "https://acme.clientdev.addepar.com/api/v1"
firm_id = "2"
access_token = "uat-token"
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / ".config" / "addepar"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(FILE)
    (folder / "config.toml").chmod(0o600)
    return {"HOME": str(tmp_path)}


def settings_of(client: AddeparClient) -> tuple[str, str, str]:
    with client:
        return client.settings.root, client.settings.firm_id, client._credentials.header().partition(" ")[0]


def test_the_default_profile_fills_what_the_environment_leaves_open(home: dict[str, str]) -> None:
    client = AddeparClient.from_env(home)
    assert (client.settings.max_retries, client.settings.deadline) == (5, 30.5)
    assert settings_of(client) == ("https://acme.addepar.com/api", "1", "Basic")
    assert settings_of(AddeparClient.from_env(home | {"ADDEPAR_FIRM_ID": "7"})) == (
        "https://acme.addepar.com/api",
        "7",
        "Basic",
    )
    assert settings_of(AddeparClient.from_env(home | {"ADDEPAR_ENVIRONMENT": "development"}, firm_id=8)) == (
        "https://acme.clientdev.addepar.com/api",
        "8",
        "Basic",
    )


@pytest.mark.parametrize("way", ["variable", "argument"])
def test_a_profile_is_chosen_by_its_name(way: str, home: dict[str, str]) -> None:
    if way == "variable":
        client = AddeparClient.from_env(home | {"ADDEPAR_PROFILE": "uat"})
    else:
        client = AddeparClient.from_env(home | {"ADDEPAR_PROFILE": "default"}, profile="uat")
    assert settings_of(client) == ("https://acme.clientdev.addepar.com/api", "2", "Bearer")


def test_where_and_who_are_each_from_one_source(home: dict[str, str]) -> None:
    environ = home | {"ADDEPAR_PROFILE": "uat"}
    keys = {"ADDEPAR_KEY": "k", "ADDEPAR_SECRET": "s"}
    assert settings_of(AddeparClient.from_env(environ | keys))[2] == "Basic"
    assert settings_of(AddeparClient.from_env(environ, auth=("k", "s")))[2] == "Basic"
    assert (
        settings_of(AddeparClient.from_env(environ | {"ADDEPAR_FIRM": "other"}))[0] == "https://other.addepar.com/api"
    )
    assert settings_of(AddeparClient.from_env(home | {"ADDEPAR_BASE_URL": "https://a.b"}))[0] == "https://a.b"
    assert settings_of(AddeparClient.from_env(home, base_url="https://a.b"))[0] == "https://a.b"


def test_another_file(home: dict[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FILE.replace("acme", "other"))
    for named in (str(other), f"{other}:default"):
        assert (
            settings_of(AddeparClient.from_env(home | {"ADDEPAR_PROFILE": named}))[0] == "https://other.addepar.com/api"
        )
    assert settings_of(AddeparClient.from_env(home, profile=f"{other}:uat"))[1] == "2"


def test_a_profile_alone(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", home["HOME"])
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("ADDEPAR_FIRM_ID", "99")
    monkeypatch.setenv("ADDEPAR_PROFILE", "default")
    assert settings_of(AddeparClient.from_profile("uat"))[1] == "2"
    assert settings_of(AddeparClient.from_profile())[1] == "1"
    assert settings_of(AddeparClient.from_profile("uat", firm_id=5))[1] == "5"
    monkeypatch.setenv("XDG_CONFIG_HOME", f"{home['HOME']}/.config")
    assert settings_of(AddeparClient.from_env())[1] == "99"


@pytest.mark.parametrize(
    ("content", "profile", "message"),
    [
        (FILE, "nowhere", r"no table \[nowhere\]"),
        ("[default", "default", "cannot be read"),
        ("[default]\npasword = 'x'", "default", "'pasword' .* unknown"),
        ("[default]\nfirm = 'a'\nfirm_id = 1\nkey = 'x'", "default", "SECRET"),
        ("[default]\nfirm = 'a'\nfirm_id = 1\nkey = 'x'\nsecret='y'\ntimeout='z'", "default", "timeout"),
        ("default = 1", "default", r"no table \[default\]"),
    ],
)
def test_what_is_wrong_with_a_profile_is_named(
    content: str, profile: str, message: str, home: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / ".config" / "addepar" / "config.toml").write_text(content)
    with pytest.raises(ConfigurationError, match=message) as caught:
        AddeparClient.from_env(home, profile=profile)
    assert "'y'" not in str(caught.value)


@pytest.mark.parametrize("environ", [{}, {"HOME": "/nowhere"}])
def test_no_file_is_no_trouble_unless_it_was_asked_for(environ: dict[str, str]) -> None:
    keys: Any = {"ADDEPAR_KEY": "k", "ADDEPAR_SECRET": "s", "ADDEPAR_FIRM": "acme", "ADDEPAR_FIRM_ID": "1"}
    assert settings_of(AddeparClient.from_env(keys | environ))[1] == "1"
    with pytest.raises(ConfigurationError, match="profile"):
        AddeparClient.from_env(keys | environ, profile="uat")


def test_a_secret_that_others_can_read_is_warned_of(
    home: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    AddeparClient.from_env(home).close()
    assert not caplog.records
    (tmp_path / ".config" / "addepar" / "config.toml").chmod(0o644)
    with caplog.at_level(logging.WARNING):
        AddeparClient.from_env(home).close()
    assert "chmod 600" in caplog.text
    assert "the-secret" not in caplog.text
