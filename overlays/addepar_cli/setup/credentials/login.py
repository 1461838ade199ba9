"""``addepar login``: check credentials, then store them."""

import os
import sys
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
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
@click.option("--oauth", is_flag=True, help="Ask for consent in a browser, instead of an API key.")
@click.option("--client-id", metavar="ID", help="With --oauth: your application, as Addepar registered it.")
@click.option("--scope", "scopes", metavar="NAME", multiple=True, help="With --oauth: what to ask for, such as FILES.")
@click.option("--port", type=click.IntRange(1, 65535), default=8763, show_default=True, help="Of the redirect address.")
@click.option("--no-browser", is_flag=True, help="Only print the address to open.")
@click.option("--no-keyring", is_flag=True, help="Keep secrets in a file that only you can read.")
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
    """Ask for credentials, check them with one request, and keep them under a profile.

    The key and the secret come from ADDEPAR_KEY and ADDEPAR_SECRET, from the prompt, or as two lines from standard
    input; never from the command line, where others could see them. With --oauth the client secret comes the same
    way (ADDEPAR_CLIENT_SECRET), and the browser comes back to http://127.0.0.1:PORT/callback, an address that has to
    be registered for your application.

    Secrets go to the keyring of the operating system; if it keeps none, to a file with mode 0600. Programs that
    use AddeparClient.from_env() find them there too.
    """
    app.to_go_on = "run `addepar login` again"
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
    """Where the API is: from flags, else from the environment, else asked for."""
    place = {name: app.options.get(name) or os.environ.get(f"ADDEPAR_{name.upper()}") for name in _PLACE}
    if any(app.options.get(name) for name in ("firm", "environment")):
        place["base_url"] = app.options.get("base_url")
    if sys.stdin.isatty():
        if not (place["base_url"] or place["firm"]):
            place["firm"] = click.prompt("Sub-domain of the firm (acme of acme.addepar.com)", err=True)
        place["firm_id"] = place["firm_id"] or click.prompt("Number of the firm", err=True)
    return place


def _asked(wanted: dict[str, str]) -> list[str]:
    """Secrets by the names of their variables: all from the environment, or all asked for, hidden."""
    if all(os.environ.get(name) for name in wanted):
        return [os.environ[name] for name in wanted]
    if sys.stdin.isatty():
        return [click.prompt(label, hide_input=True, err=True) for label in wanted.values()]
    answers = [sys.stdin.readline().strip() for _ in wanted]
    if not all(answers):
        label = " and ".join(wanted.values())
        raise click.UsageError(f"standard input gave no {label}, one per line; or set {' and '.join(wanted)}.")
    return answers


def _check(app: App, place: dict[str, Any], auth: Any) -> None:
    """Raise what is wrong with credentials; those that may not list files are right all the same."""
    from addepar_client import AddeparClient

    with AddeparClient(**place, auth=auth) as client:
        result = client.check()
    if result.error is not None and result.problem != "scope":
        raise result.error
    app.info(result.message)
