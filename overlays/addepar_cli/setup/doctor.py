"""``addepar doctor``: report problems with the set-up in plain language."""

from typing import Any

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import command, takes_app
from addepar_cli.app.errors import CommandExit, code_of


@command("doctor", examples=["addepar doctor", "addepar doctor --budget budget.sqlite", "addepar doctor --json"])
@takes_app
def main(app: App) -> None:
    """Check the set-up with one request, and say in words what is wrong and what is left of the rate budget."""
    with app.client() as client:
        settings = client.settings
        app.info(f"asking {settings.root} for firm {settings.firm_id} ...")
        result = client.check()
        app.out.record(
            {
                "ok": result.ok,
                "problem": result.problem,
                "message": result.message,
                "base_url": settings.root,
                "firm_id": settings.firm_id,
                "budget": _budget(client),
            }
        )
    if result.error is not None:
        raise CommandExit(code_of(result.error))


def _budget(client: Any) -> Any:
    left = client.budget.left()
    if not left:
        return "not kept; --budget FILE or ADDEPAR_BUDGET keeps one for all commands of this machine"
    return [f"{window.left} of {window.limit} requests left in {window.seconds / 60:.0f} minutes" for window in left]
