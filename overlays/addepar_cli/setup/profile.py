"""``addepar profile``: named settings. Secrets are never shown."""

from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Group, takes_app, yes_option
from addepar_cli.setup.credentials.secret_store import forget_secrets
from addepar_cli.setup.profile_store import Profiles

main = Group("profile", help="Profiles: named sets of settings, stored in ~/.config/addepar/config.toml.")


@main.command("list", examples=["addepar profile list"])
@takes_app
def list_(app: App) -> None:
    """List the profiles, and show which one is in use."""
    profiles = Profiles(app)
    app.out.rows([_row(profiles, name) for name in profiles.names()], ["name", "used", "where", "firm_id", "auth"])


@main.command("use", examples=["addepar profile use work"])
@click.argument("name")
@takes_app
def use(app: App, name: str) -> None:
    """Use this profile by default, unless --profile or ADDEPAR_PROFILE names another."""
    Profiles(app).use(name)
    app.info(f"profile {name!r} is now in use")


@main.command("show", examples=["addepar profile show", "addepar profile show work --json"])
@click.argument("name", required=False)
@takes_app
def show(app: App, name: str | None) -> None:
    """Show the settings of a profile without its secrets; by default of the one in use."""
    profiles = Profiles(app)
    name = name or profiles.name
    app.out.record({"name": name, "file": str(profiles.path), **profiles.get(name)})


@main.command("remove", examples=["addepar profile remove work --yes"])
@click.argument("name")
@yes_option
@takes_app
def remove(app: App, name: str, yes: bool) -> None:
    """Remove a profile with its credentials."""
    profiles = Profiles(app)
    profiles.get(name)
    app.confirm(f"Remove profile {name!r} and its credentials from this machine?", yes)
    forget_secrets(profiles, name)
    profiles.remove(name)
    app.info(f"profile {name!r} was removed")


def _row(profiles: Profiles, name: str) -> dict[str, Any]:
    settings = profiles.get(name)
    where = settings.get("base_url") or ".".join(filter(None, [settings.get("firm"), settings.get("environment")]))
    return {
        "name": name,
        "used": "yes" if name == profiles.used else "",
        "where": where,
        "firm_id": settings.get("firm_id", ""),
        "auth": _auth(settings),
    }


def _auth(settings: dict[str, Any]) -> str:
    place = "in the keyring" if "keyring" in settings else "in the file"
    if "client_id" in settings:
        return f"OAuth, {place}"
    return (
        f"API key, {place}"
        if "key" in settings or "keyring" in settings
        else "access token" * ("access_token" in settings)
    )
