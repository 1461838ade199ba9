"""``addepar doctor``: report problems with the setup in plain language."""

import os
from typing import Any

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
from addepar_cli.app.errors import CommandExit, code_of, redacted
from addepar_cli.setup.profile_store import where_settings_come_from
from addepar_client.errors import AddeparError, ConfigurationError


@command("doctor", examples=["addepar doctor", "addepar doctor --budget budget.sqlite", "addepar doctor --json"])
@takes_app
def main(app: App) -> None:
    """Check the setup with one request: what is wrong, and what is left of the rate budget.

    It also shows where each setting comes from: an option, a variable, or a profile and its file.
    """
    sources: dict[str, str] = {}
    try:
        sources = where_settings_come_from(app)
        with app.client() as client:
            settings = client.settings
            app.info(f"asking {settings.root} for firm {settings.firm_id} ...")
            result = client.check()
            asked = {"base_url": settings.root, "firm_id": settings.firm_id, "budget": _budget(client)}
            problem, message, error = result.problem, result.message, result.error
            sources = {**result.sources} | sources
    except ConfigurationError as wrong:  # no client can be created from these settings
        asked, problem, message, error = {}, "settings", str(wrong), wrong
    app.out.record(
        {
            "ok": error is None,
            "problem": problem,
            "message": redacted(message),
            **asked,
            "profile": app.options.get("profile") or os.environ.get("ADDEPAR_PROFILE") or "default",
            "settings": dict(sorted(sources.items())),
        }
    )
    if error is not None:
        raise CommandExit(code_of(error))


def _budget(client: Any) -> Any:
    try:
        left = client.budget.left()
    except AddeparError as error:
        return redacted(str(error))
    if not left:
        return "not set; --budget FILE or ADDEPAR_BUDGET shares one among all commands on this machine"
    return [f"{window.left} of {window.limit} requests left in {window.seconds / 60:.0f} minutes" for window in left]
