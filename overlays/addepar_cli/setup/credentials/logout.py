"""``addepar logout``: remove stored credentials from this machine."""

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
from addepar_cli.setup.credentials.secret_store import forget_secrets
from addepar_cli.setup.profile_store import Profiles


@command("logout", examples=["addepar logout", "addepar logout --profile work"])
@takes_app
def main(app: App) -> None:
    """Remove the credentials of a profile from this machine: from the keyring, the token file and the profile.

    Other settings stay; `addepar profile remove NAME` removes them too. The key or the consent remains valid until you
    revoke it in Addepar. Environment variables are not changed.
    """
    profiles = Profiles(app)
    if profiles.name in profiles.names() and forget_secrets(profiles, profiles.name):
        app.info(f"logged out; profile {profiles.name!r} in {str(profiles.path)!r} no longer has credentials")
    else:
        app.info(f"profile {profiles.name!r} in {str(profiles.path)!r} has no credentials; nothing was changed")
