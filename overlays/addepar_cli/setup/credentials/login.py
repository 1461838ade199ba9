"""``addepar login``: check credentials, then store them."""

import os
import sys
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count, command, takes_app
from addepar_cli.setup.credentials.secret_store import SecretStore
from addepar_cli.setup.profile_store import Profiles

_PLACE = ("base_url", "firm", "environment", "firm_id")


@command(
    "login",
    examples=[
        "addepar login --firm acme --firm-id 1",
        'printf \'%s\\n%s\\n\' "$KEY" "$SECRET" | addepar login --profile work --firm acme --firm-id 1',
        "addepar login --oauth --client-id my-app --scope FILES --scope PORTFOLIO --firm acme --firm-id 1",
    ],
)
@click.option("--oauth", is_flag=True, help="Ask for consent in a browser instead of using an API key.")
@click.option("--client-id", metavar="ID", help="With --oauth: the client id of your application.")
@click.option(
    "--scope",
    "scopes",
    metavar="NAME",
    multiple=True,
    help="With --oauth: a scope to request, such as FILES; may be repeated.",
)
@click.option("--port", type=Count(1, 65535), default=8763, show_default=True, help="Port of the redirect address.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening a browser.")
@click.option("--no-keyring", is_flag=True, help="Store secrets in a file that only you can read.")
@takes_app
def main(
    app: App,
    oauth: bool,
    client_id: str | None,
    scopes: tuple[str, ...],
    port: int,
    no_browser: bool,
    no_keyring: bool,
) -> None:
    """Ask for credentials, check them with one request, and store them in a profile.

    The key and the secret are read from ADDEPAR_KEY and ADDEPAR_SECRET, from the prompt, or as two lines from standard
    input; never from the command line, where others could see them. With --oauth the client secret is read the same
    way (ADDEPAR_CLIENT_SECRET), and the browser returns to http://127.0.0.1:PORT/callback. Register this address for
    your application.

    Secrets are stored in the keyring of the operating system; without one, in a file with mode 0600. Programs that use
    AddeparClient.from_env() find them there too.
    """
    app.continue_hint = "run `addepar login` again"
    profiles = Profiles(app)
    place = _place(app)
    keeper = SecretStore(app, profiles, place, no_keyring)
    if oauth:
        from addepar_cli.setup.credentials.oauth_consent import consented

        if not client_id:
            raise click.UsageError("--oauth needs --client-id.")
        [client_secret] = _asked({"ADDEPAR_CLIENT_SECRET": "Client secret"})
        keeper.keep_tokens(client_id, client_secret, lambda store: consented(
            app, place, client_id, client_secret, store, scopes=scopes, port=port, browser=not no_browser
        ))  # fmt: skip
    else:
        key, secret = _asked({"ADDEPAR_KEY": "API key", "ADDEPAR_SECRET": "API secret"})
        _check(app, place, (key, secret))
        keeper.keep_key(key, secret)
    app.info(f"logged in; profile {profiles.name!r} is in {str(profiles.path)!r}")


def _place(app: App) -> dict[str, Any]:
    """The address of the API: from options, from the environment, or from a prompt."""
    place = {name: app.options.get(name) or os.environ.get(f"ADDEPAR_{name.upper()}") for name in _PLACE}
    if any(app.options.get(name) for name in ("firm", "environment")):
        place["base_url"] = app.options.get("base_url")
    if sys.stdin.isatty():
        if not (place["base_url"] or place["firm"]):
            place["firm"] = click.prompt("Subdomain of the firm (acme in acme.addepar.com)", err=True)
        place["firm_id"] = place["firm_id"] or click.prompt("Number of the firm", err=True)
    return place


def _asked(wanted: dict[str, str]) -> list[str]:
    """Secrets by the names of their variables: all from the environment, or all from hidden prompts."""
    if all(os.environ.get(name) for name in wanted):
        return [os.environ[name] for name in wanted]
    if sys.stdin.isatty():
        return [click.prompt(label, hide_input=True, err=True) for label in wanted.values()]
    answers = [sys.stdin.readline().strip() for _ in wanted]
    if not all(answers):
        label = " and ".join(wanted.values())
        raise click.UsageError(
            f"standard input has no {label}: pass one value per line, or set {' and '.join(wanted)}."
        )
    return answers


def _check(app: App, place: dict[str, Any], auth: Any) -> None:
    """Raise if the credentials are wrong. Credentials that may not list files are accepted."""
    from addepar_client import AddeparClient

    with AddeparClient(**place, auth=auth) as client:
        result = client.check()
    if result.error is not None and result.problem != "scope":
        raise result.error
    app.info(result.message)
