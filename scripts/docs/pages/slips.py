"""The slips of the pages, as a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from scripts.docs.pages.markdown import code, table

_INTRO = """# The slips of the pages

The five documentation pages contradict themselves, or their own examples, in {count} places. Each is listed here with
what the client, the specification and the sandbox do about it. *Accepted* is what the client accepts in a response,
*sent* is what it sends, and *held by* names the schema, example or test that ensures this. This page is written from
`tests/spec/slips.yaml`; a test checks that everything named there exists.

"""


def page(slips: Sequence[dict[str, Any]]) -> str:
    """The page with all slips."""
    out = _INTRO.format(count=len(slips))
    for name, group in itertools.groupby(slips, key=lambda slip: slip["page"]):
        rows = (
            [
                _row_id(slip),
                slip["heading"],
                slip["slip"],
                _blank_if_dash(slip["accept"]),
                _blank_if_dash(slip["send"]),
                _held(slip),
            ]
            for slip in group
        )
        out += f"## {name}\n\n" + table(["Id", "Heading", "Slip", "Accepted", "Sent", "Held by"], rows)
    return out


def _row_id(slip: dict[str, Any]) -> str:
    return f'<span id="{slip["id"]}">{slip["id"]}</span>'


def _blank_if_dash(text: str) -> str:
    return "" if text == "-" else text


def _held(slip: dict[str, Any]) -> str:
    kind, _, name = slip["handled_by"].partition(":")
    match kind:
        case "schema":
            return f"[{name}](schemas.md#{name})"
        case "operation":
            tag = re.sub(r"^(archived_files|generated_reports|\w+?)_\w+$", r"\1", name)
            return f"[{name}]({tag}.md#{name})"
        case "test":
            path, _, function = name.rpartition("::")
            return f"{code(path.rpartition('/')[2])}: {function.replace('_', ' ')}"
    return kind if not name else f"{kind} {code(name)}"
