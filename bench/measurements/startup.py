"""Fresh processes: imports, the first call, the command's help; and what `make generate` takes."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import environments
from ..environments import HOME, ROOT
from ..rounds import Row, Stage, Table, command

OURS = "from addepar_client import AddeparClient"
OUR_CALL = f"""{OURS}
client = AddeparClient(base_url={{root!r}}, firm_id=1, auth=("key", "secret"))
assert client.positions.get("1").attributes.name
"""
HTTPX_CALL = """import httpx
client = httpx.Client(auth=("key", "secret"), headers={{"Addepar-Firm": "1"}})
assert client.get({root!r} + "/v1/positions/1").raise_for_status().json()["data"]["attributes"]["name"]
"""
ADDEPY_CALL = """from addepy import AddePy
client = AddePy(base_url={root!r} + "/v1", firm_id="1", key_id="key", key_secret="secret")
assert client.ownership.positions.get_position("1")["attributes"]["name"]
"""
GENERATE = "import generate, pathlib, sys; generate.build(generate.ROOT / 'openapi.yaml', pathlib.Path(sys.argv[1]))"
TIMES = 4
"""So many processes for each round: they are short."""


def measure(stage: Stage) -> dict[str, Row]:
    own, addepy = environments.ready("own"), environments.ready("addepy")
    processes = {
        "addepar_client": (own, "import addepar_client"),
        "addepar_client.AddeparClient": (own, OURS),
        "httpx": (own, "import httpx"),
        "requests": (environments.ready("requests"), "import requests"),
        "addepy": (addepy, "import addepy"),
        "python -c pass": (own, "pass"),
    }
    imports = _raced(stage, processes)
    root = stage.served.root("https")
    calls = _raced(
        stage,
        {
            "addepar-client": (own, OUR_CALL.format(root=root)),
            "httpx": (own, HTTPX_CALL.format(root=root)),
            "addepy": (addepy, ADDEPY_CALL.format(root=root)),
        },
    )
    milli: dict[str, Any] = {"scale": 1e3, "unit": "ms"}
    return {
        "import": imports.row(imports.ratio("addepar_client", "httpx"), **milli),
        "import-client": imports.row(imports.ratio("addepar_client.AddeparClient", "httpx"), **milli),
        "first-call": calls.row(calls.ratio("addepar-client", "httpx"), **milli),
        "help": _help(stage),
        "generate": _generate(stage),
    }


def _raced(stage: Stage, processes: Mapping[str, tuple[Path, str]]) -> Table:
    contestants = {
        name: (lambda python=python, words=words: command(python, "-c", words))
        for name, (python, words) in processes.items()
    }
    return stage.compete(contestants, stage.extent.rounds * TIMES)


def _help(stage: Stage) -> Row:
    program = HOME / "own" / "bin" / "addepar"
    bare = (environments.ready("own"), "-c", "pass")
    table = stage.compete(
        {"addepar --help": lambda: command(program, "--help"), "python -c pass": lambda: command(*bare)},
        stage.extent.rounds * TIMES,
    )
    return table.row(table.ratio("addepar --help", "python -c pass"), scale=1e3, unit="ms")


def _generate(stage: Stage) -> Row:
    """The generator's work, into a folder that is thrown away."""
    words = (sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); {GENERATE}")
    target = stage.work / "made" / "addepar_api"

    def once() -> dict[str, object]:
        target.parent.mkdir()
        return command(*words, target)

    table = stage.compete({"make generate": once}, min(3, stage.extent.rounds))
    return table.row(table.figures().get("make generate"))
