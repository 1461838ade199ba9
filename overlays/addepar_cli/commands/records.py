"""What the commands ``ls`` and ``get`` of all groups do."""

from collections.abc import Sequence
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.app.click_ext import Count

limit_option = click.option("--limit", type=Count(min=0), help="Stop after this many rows.")


def show_list(app: App, resource: str, columns: Sequence[str], arguments: dict[str, Any]) -> None:
    """Print the records of a resource, such as ``positions``.

    Args:
        arguments: the arguments of its ``list``.
    """
    with app.client() as client:
        app.out.rows(getattr(client, resource).list(**arguments), columns)


def show_records(app: App, resource: str, columns: Sequence[str], ids: Sequence[str]) -> None:
    """Print records by id: one as an object, several as a list. They are read concurrently."""
    if len(ids) == 1:
        with app.client() as client:
            app.out.record(getattr(client, resource).get(ids[0]))
        return

    from addepar_cli.batch.runner import DONE, run_many

    async def read(client: Any, record_id: str, _: Any) -> Any:
        return await getattr(client, resource).get(record_id)

    def show(outcomes: list[Any]) -> None:
        app.out.rows([outcome.result for outcome in outcomes if outcome.state == DONE], columns)

    run_many(app, ids, read, done="read", at_end=show)
