"""`make structure` and `make ratchet`: what they count, on small trees."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from scripts.structure import measure, ratchet
from scripts.structure.__main__ import table
from scripts.structure.graph import circles, import_graph, longest_chain
from scripts.structure.packages import packages

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = '[tool.importlinter]\n[[tool.importlinter.contracts]]\nname = "x"\nignore_imports = [{}]\n'


def tree(root: Path, files: dict[str, str]) -> Path:
    """A small project: an overlay, a command inside it, and scripts."""
    usual = {
        "overlays/addepar_client/__init__.py": "",
        "overlays/addepar_client/cli/__init__.py": "",
        "scripts/run.py": "",
        "pyproject.toml": CONTRACTS.format(""),
    }
    for name, text in (usual | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def measured(root: Path, package: str) -> dict[str, Any]:
    found: dict[str, Any] = measure.measures(root)["packages"][package]
    return found


def test_floors_count_every_import_and_a_circle_once(tmp_path: Path) -> None:
    overlay = "overlays/addepar_client"
    root = tree(
        tmp_path,
        {
            f"{overlay}/top.py": "def late():\n    from . import middle\n",
            f"{overlay}/middle.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .turn import Turn\n",
            f"{overlay}/turn.py": "import addepar_client.middle\nfrom addepar_client.low.base import thing\n",
            f"{overlay}/low/__init__.py": "",
            f"{overlay}/low/base.py": "import json\nthing = json\n",
            # What the command imports is no matter of the overlay's own graph.
            f"{overlay}/cli/main.py": "from .. import top\n",
        },
    )
    graph = import_graph(packages(root)[0].modules)
    assert longest_chain(graph) == ["addepar_client.top", "addepar_client.middle", "addepar_client.low.base"]
    assert circles(graph) == [["addepar_client.middle", "addepar_client.turn"]]
    found = measured(root, "addepar_client")
    assert (found["floors"], found["circles"], found["in_circles"]) == (3, 1, 2)
    assert measured(root, "addepar_cli")["files"] == 2


def test_a_folder_is_one_room(tmp_path: Path) -> None:
    overlay = "overlays/addepar_client"
    root = tree(
        tmp_path,
        {
            f"{overlay}/top.py": "from .low import base\n",
            f"{overlay}/low/__init__.py": "",
            f"{overlay}/low/base.py": "from . import wire\n",
            f"{overlay}/low/wire.py": "from . import lines\n",
            f"{overlay}/low/lines.py": "",
        },
    )
    found = measured(root, "addepar_client")
    assert (found["floors"], found["room_floors"]) == (4, 2)


def test_an_import_of_the_package_itself_is_one_of_its_init(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "overlays/addepar_client/__init__.py": "from .wire import send\n__version__ = '1'\n",
            "overlays/addepar_client/wire.py": "from . import __version__\nsend = __version__\n",
        },
    )
    assert measured(root, "addepar_client")["circle_modules"] == [["addepar_client", "addepar_client.wire"]]


def test_scripts_find_each_other_without_a_prefix(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "scripts/run.py": "from parts import low\nimport helper\n",
            "scripts/helper.py": "",
            "scripts/parts/low.py": "from .high import x\n",
            "scripts/parts/high.py": "import low\nx = low\n",
        },
    )
    found = measured(root, "scripts")
    assert found["floors"] == 2
    assert found["circle_modules"] == [["scripts.parts.high", "scripts.parts.low"]]


def test_sizes(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "overlays/addepar_client/a.py": "x = 1\n\n# three lines\n",
            "overlays/addepar_client/rooms/b.py": "x = 1\n" * 9,
            "overlays/addepar_client/empty/notes.txt": "no module\n",
        },
    )
    found = measured(root, "addepar_client")
    wanted = {"files": 3, "lines": 12, "median": 3, "largest": 9, "largest_module": "rooms/b.py", "entries": 2}
    assert {key: found[key] for key in wanted} == wanted


TWIN = """
async def fetch(client):
    total = 0
    for row in await client.rows():
        total += row
    await client.aclose()
    print(total)
    return total
"""
BLOCKING = TWIN.replace("async ", "").replace("await ", "").replace("aclose", "close")


@pytest.mark.parametrize(
    ("other", "twins"),
    [
        # The blocking twin, indented: seven lines in each of two places.
        ("if 1:" + BLOCKING.replace("\n", "\n  "), 14),
        (TWIN.replace("total = 0", "total = 0\n    # why\n"), 14),
        (TWIN.replace("total += row", "total -= row"), 0),
        ("import a\nimport b\nimport c\nimport d\nimport e\nimport f\n", 0),
    ],
)
def test_twins_are_six_equal_lines_in_two_places(tmp_path: Path, other: str, twins: int) -> None:
    files = {"overlays/addepar_client/a.py": TWIN + "import a\nimport b\nimport c\nimport d\nimport e\nimport f\n"}
    root = tree(tmp_path, files | {"overlays/addepar_client/b.py": other})
    assert measured(root, "addepar_client")["twin_lines"] == twins


def test_equal_lines_in_a_row_are_no_twins(tmp_path: Path) -> None:
    root = tree(tmp_path, {"overlays/addepar_client/a.py": "x += 1\n" * 7})
    assert measured(root, "addepar_client")["twin_lines"] == 0


def test_any_counts_in_annotations_aliases_and_strings_but_not_its_import(tmp_path: Path) -> None:
    text = (
        'import typing\nfrom typing import Any\nJson = dict[str, Any]\ndef f(a: "Any", b: typing.Any) -> list["Any"]:\n'
    )
    root = tree(tmp_path, {"overlays/addepar_client/a.py": text + '    print("Any time")\n    return [a, b]\n'})
    assert measured(root, "addepar_client")["any"] == 4


def test_a_comment_alone_makes_no_template(tmp_path: Path) -> None:
    texts = {"copy": "{# a copy #}\nx = 1\n", "real": "x = {{ value }}\n", "loop": "{% if a %}x{% endif %}"}
    root = tree(tmp_path, {f"overlays/templates/{name}.py.jinja": text for name, text in texts.items()})
    whole = measure.measures(root)
    assert (whole["templates"], whole["with_jinja"]) == (3, 2)


def test_the_table_shows_before_and_now(tmp_path: Path) -> None:
    before = measure.measures(tree(tmp_path / "before", {"overlays/addepar_client/a.py": "x = 1\n"}))
    core = {"runtime/addepar_core/__init__.py": "", "runtime/addepar_core/wire.py": "x = 1\ny = 2\n"}
    now = measure.measures(tree(tmp_path / "now", core))
    lines = table(now, before).splitlines()
    assert lines[0] == "| | `addepar_core` | `addepar_client` | `addepar_cli` | `scripts` |"
    assert "| Raw lines | none → 2 | 1 → 0 | 0 → 0 | 0 → 0 |" in lines


def test_this_tree_can_be_measured_against_a_revision_of_its_own() -> None:
    with measure.revision("HEAD") as root:
        assert measure.measures(root)["packages"].keys() >= {"addepar_client", "addepar_sandbox"}
    with pytest.raises(SystemExit, match="no-such-revision"), measure.revision("no-such-revision"):
        pass


def test_an_upload_and_a_download_pass_the_client_and_no_sandbox() -> None:
    passed = measure.measures(ROOT, with_passes=True)["passes"]
    for call in ("upload", "download"):
        assert passed[call]["addepar_client"] > 1
        assert "addepar_sandbox" not in passed[call]


def ratcheted(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ratchet", *arguments])
    return ratchet.main(root)


def test_the_ratchet_turns_one_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module, file = tmp_path / "overlays/addepar_client/a.py", tmp_path / ratchet.FILE
    tree(tmp_path, {"overlays/addepar_client/a.py": "from typing import Any\nx: Any\ny: Any\n"})
    assert ratcheted(tmp_path, monkeypatch) == 1  # nothing is written down yet
    assert ratcheted(tmp_path, monkeypatch, "--accept") == 0
    assert ratcheted(tmp_path, monkeypatch) == 0

    for grown in ("from typing import Any\nx: Any; y: Any; z: Any\n", "x = 1\n" * 4):
        module.write_text(grown)
        assert ratcheted(tmp_path, monkeypatch) == 1
        assert ratcheted(tmp_path, monkeypatch, "--accept") == 1  # accepting does not raise it
        assert ratcheted(tmp_path, monkeypatch) == 1
    tree(tmp_path, {"overlays/addepar_client/a.py": "x = 1\n", "pyproject.toml": CONTRACTS.format('"a -> b"')})
    capsys.readouterr()
    assert ratcheted(tmp_path, monkeypatch) == 1
    refused = capsys.readouterr().err
    assert "imports that the contracts ignore: 1, and .ratchet.json allows 0" in refused
    assert "change .ratchet.json by hand" in refused  # what to do

    tree(tmp_path, {"overlays/addepar_client/a.py": "x = 1\n"})
    assert ratcheted(tmp_path, monkeypatch) == 0
    assert "lines of addepar_client: 1, down from" in capsys.readouterr().out
    assert ratcheted(tmp_path, monkeypatch, "--accept") == 0
    assert json.loads(file.read_text())["lines of addepar_client"] == 1


def test_the_ratchet_holds_circles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ratcheted(tree(tmp_path, {}), monkeypatch, "--accept") == 0
    tree(tmp_path, {"scripts/one.py": "import two\n", "scripts/two.py": "import one\n"})
    assert ratcheted(tmp_path, monkeypatch) == 1
    assert "modules of scripts in circles: 2" in capsys.readouterr().err
