"""Whatever comes with the package, with all its extras, is under a licence that has been accepted.

`make audit` asks the same of the wheel in an empty environment; this looks at what is installed here, in no time.
"""

import tomllib
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from scripts.release import supply

ROOT = Path(__file__).parents[3]


def _components() -> dict[str, list[str]]:
    """What each distribution that comes with the package and its extras says of its licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    # setup.sh leaves pandas and pyarrow out where there are no wheels of them.
    left_out = {"all"} if find_spec("pandas") else {"all", "tables"}
    extras = [lines for name, lines in project["optional-dependencies"].items() if name not in left_out]
    found: dict[str, list[str]] = {}
    left = [Requirement(line) for lines in [project["dependencies"], *extras] for line in lines]
    while left:
        wanted = left.pop()
        about = distribution(wanted.name)
        inner = [Requirement(line) for line in about.requires or ()]
        asked = [{"extra": one} for one in ("", *wanted.extras)]
        left += [one for one in inner if one.name not in found and any(_applies(one, each) for each in asked)]
        metadata = about.metadata
        own = metadata.get("License-Expression") or metadata.get("License")
        named = own and own != "UNKNOWN" and "\n" not in own  # and not the whole text
        found[wanted.name] = (
            [str(own)] if named else [one for one in metadata.get_all("Classifier", ()) if "License ::" in one]
        )
    return found


def _applies(requirement: Requirement, extra: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(extra)


def test_every_licence_has_been_accepted() -> None:
    components = _components()
    assert {"httpx", "attrs", "msgspec", "starlette", "redis", "click", "keyring"} <= set(components)
    bill = {
        "components": [
            {"name": name, "version": "", "licenses": [{"license": {"name": one}} for one in licences]}
            for name, licences in components.items()
        ]
    }
    assert supply.doubtful(supply.licences(bill)) == []


def test_one_that_nobody_has_accepted_is_named() -> None:
    expressions = {
        "a 1": "MIT",
        "b 1": "GPL-3.0-only",
        "c 1": "GPL-3.0-only OR MIT",
        "d 1": "MIT AND AGPL-3.0",
        "e 1": "unknown",
    }
    assert supply.doubtful(expressions) == ["b 1: GPL-3.0-only", "d 1: MIT AND AGPL-3.0", "e 1: unknown"]
