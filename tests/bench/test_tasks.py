"""The eleven everyday tasks do what they say, and the page shows their lines."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.tasks import FOLDER, NAMES, count, source
from bench.tasks.__main__ import PAGE, page

from addepar_sandbox import Sandbox

BAD = (7, 77, 150)
FIRST = {"data": [{"type": "entities", "id": "1", "attributes": {"original_name": "Ann"}}]}
SECOND = {"data": [{"type": "entities", "id": "2", "attributes": {"original_name": "Ben"}}], "links": {"next": None}}


def prepare(sandbox: Sandbox, folder: Path) -> None:
    for name in ("a.pdf", "b.pdf", "2025/c.pdf"):
        path = folder / "outbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    rows = [f"22,{999_999 if number in BAD else 34},P{number}\n" for number in range(200)]
    (folder / "positions.csv").write_text("owner_id,owned_id,name\n" + "".join(rows), "utf-8")
    sandbox.route("GET", "/v1/entities", json=SECOND, query={"page[after]": "1"})
    sandbox.route(
        "GET",
        "/v1/entities",
        json=FIRST | {"links": {"next": "/v1/entities?page[after]=1"}},
        query={"page[limit]": "500"},
    )


def run(sandbox: Sandbox, folder: Path, name: str) -> str:
    given = {"BASE_URL": str(sandbox.url), "FIRM_ID": "1", "KEY": "sandbox", "SECRET": "sandbox"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ADDEPAR_")}
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(FOLDER / "now" / f"{name}.py")],
        cwd=folder,
        env=kept | {f"ADDEPAR_{key}": value for key, value in given.items()} | {"HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def names_of(sandbox: Sandbox, kind: str) -> list[str]:
    return [str(row.body["attributes"].get("name")) for row in sandbox.store.collection("1", kind).rows()]


def uploaded(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert set(names_of(sandbox, "files")) >= {"a.pdf", "b.pdf", "c.pdf"}
    assert printed.splitlines()[-1] == "3 of 3"


def renamed(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert "Letter, May 2025.txt" in names_of(sandbox, "files")
    assert sandbox.journal.calls("files_add_groups")[-1].path.endswith("/1111/relationships/associated_groups")


def downloaded(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed == "1 fetched, 0 there already, 0 failed\n"
    assert (folder / "documents" / "Sample.pdf").stat().st_size == 256_201
    assert run(sandbox, folder, "download_all") == "0 fetched, 1 there already, 0 failed\n"


def exported(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert all((folder / f"{entity}.csv").stat().st_size for entity in (22, 23, 27, 29, 34))


def queried(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed.split()[0] == "asset_class"
    assert "value" in printed.splitlines()[0]


def synced(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed == "2 fetched, 0 before, 0 failed\n"
    assert len([*folder.glob("reports/*/*.pdf")]) == 4
    assert run(sandbox, folder, "reports_since") == "0 fetched, 2 before, 0 failed\n"


def loaded(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert sum(name[:1] == "P" for name in names_of(sandbox, "positions")) == 197
    with (folder / "left.csv").open(newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == [f"P{number}" for number in BAD]
    assert len(printed.splitlines()) == 3


def removed(sandbox: Sandbox, folder: Path, printed: str) -> None:
    (snapshot,) = (row for row in sandbox.store.collection("1", "snapshots").rows() if row.id == "1968")
    assert not snapshot.body["attributes"].get("comment")  # it was "This is a comment"


def owned(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed == "Sample entity 1 owns Sample entity 2\n"


def changed(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed == ""
    assert "filter[modified_after]" in dict(sandbox.journal.calls("positions_list")[-1].query)


def listed(sandbox: Sandbox, folder: Path, printed: str) -> None:
    assert printed == "1 Ann\n2 Ben\n"


RIGHT: dict[str, Callable[[Sandbox, Path, str], None]] = dict(
    zip(
        NAMES,
        (uploaded, renamed, downloaded, exported, queried, synced, loaded, removed, owned, changed, listed),
        strict=True,
    )
)


@pytest.mark.parametrize("name", NAMES)
def test_each_task_is_done(name: str, tmp_path: Path) -> None:
    if "pandas" in source("now", name):
        pytest.importorskip("pandas")
    with Sandbox() as sandbox, sandbox.serve():
        prepare(sandbox, tmp_path)
        RIGHT[name](sandbox, tmp_path, run(sandbox, tmp_path, name))


def test_every_program_is_counted() -> None:
    for state in ("now", "before"):
        assert {path.stem for path in (FOLDER / state).glob("*.py")} == set(NAMES)
    assert count('"""What."""\n\nimport a  # a\n\n# b\nfor b in a:\n    print(b)\n') == 3


def test_the_page_is_what_the_programs_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m bench.tasks"
