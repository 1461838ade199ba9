"""Processes killed by SIGKILL at points drawn by lot: after a restart nothing is lost, half-written or made twice.

Half of the points are drawn from all function calls, half from those that touch files and sockets, before and after.
`make hardening` kills each kind of work a hundred times (ADDEPAR_KILLS), `make test` five times.
"""

import csv
import datetime
import hashlib
import json
import os
import random
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from tests.hardening.counting import counted
from tests.hardening.kills import work
from tests.hardening.kills.nursery import Ended, Nursery, nursery

from addepar_client import FileTokenStore, OAuth, Tokens
from addepar_sandbox import Sandbox

KILLS = int(os.environ.get("ADDEPAR_KILLS", "5"))
SEED = int(os.environ.get("ADDEPAR_SEED", "7"))
CONTENT = random.Random(3).randbytes(1_500_000)  # noqa: S311


@pytest.fixture
def children(sandbox: Sandbox, tmp_path: Path) -> Iterator[Nursery]:
    home = tmp_path / "home"
    folder = tmp_path / "work"
    home.mkdir(), folder.mkdir()
    environ = {"HOME": str(home), "ADDEPAR_FIRM_ID": "1", "ADDEPAR_KEY": "sandbox", "ADDEPAR_SECRET": "sandbox"}
    with nursery(folder, environ | {"ADDEPAR_BASE_URL": sandbox.url or ""}) as made:
        yield made


def points(whole: Ended, what: str) -> Iterator[tuple[str, int]]:
    """Where to kill, from what a run that nobody killed has counted."""
    assert not whole.killed
    dice = random.Random(f"{what} {SEED}")  # noqa: S311
    for number in range(KILLS):
        kind = "touches" if number % 2 else "calls"
        yield kind, dice.randint(1, max(1, whole.touches if number % 2 else whole.calls))


def settled(sandbox: Sandbox) -> None:
    """Wait until the server is done with what a killed process had sent: it goes on with a request that came whole."""
    headers = {"X-Sandbox-Token": sandbox.control_token}
    request = urllib.request.Request(urljoin(sandbox.url or "", "/_sandbox/state"), headers=headers)  # noqa: S310 - ours
    with urllib.request.urlopen(request):  # noqa: S310 - taken after all before it
        pass
    assert sandbox.connections.wait_idle(30)


def emptied(folder: Path) -> Path:
    for one in sorted(folder.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() else one.unlink()
    return folder


def test_upload(sandbox: Sandbox, children: Nursery) -> None:
    source = children.folder.parent / "report.bin"
    source.write_bytes(CONTENT)
    since = (sandbox.clock.now() - datetime.timedelta(minutes=5)).isoformat()
    given = {"url": sandbox.url, "path": str(source), "since": since}
    whole = children.run("upload", **given)
    with counted("kills", "upload", "sync") as outcomes:
        for kind, last in points(whole, "upload"):
            sandbox.reset()
            before = len(sandbox.store.collection("1", "files"))
            killed = children.run("upload", kind, last, **given)
            settled(sandbox)
            made = len(sandbox.store.collection("1", "files")) - before
            assert made in (0, 1)
            again = children.run("upload", **given)
            assert again.result == ("found" if made else "uploaded")
            rows = [
                row
                for row in sandbox.store.collection("1", "files").rows()
                if row.body["attributes"]["name"] == "report.bin"
            ]
            assert [sandbox.blobs.path(row.body["blob"]).read_bytes() == CONTENT for row in rows] == [True]
            outcomes[f"{'killed' if killed.killed else 'ended'}, {'stored and found' if made else 'sent again'}"] += 1


def test_download(sandbox: Sandbox, children: Nursery) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)
    to = children.folder / "big.bin"
    given = {"url": sandbox.url, "file_id": file_id, "to": str(to)}
    whole = children.run("download", **given)
    with counted("kills", "download with resume=True", "sync") as outcomes:
        for kind, last in points(whole, "download"):
            emptied(children.folder)
            killed = children.run("download", kind, last, **given)
            done = to.exists()
            assert not done or to.read_bytes() == CONTENT
            sandbox.journal.clear()
            if not done:
                assert children.run("download", **given).result == len(CONTENT)
            assert to.read_bytes() == CONTENT
            assert done or [one.name for one in children.folder.iterdir()] == ["big.bin"]
            resumed = any("range" in call.headers for call in sandbox.journal.calls("files_download"))
            state = "already complete" if done else "resumed" if resumed else "started again"
            outcomes[f"{'killed' if killed.killed else 'ended'}, {state}"] += 1


def test_sync_of_reports(sandbox: Sandbox, children: Nursery) -> None:
    arguments = ["reports", "sync", str(children.folder), "--quiet"]
    whole = children.run("cli", arguments=arguments)
    assert whole.result == 0, whole.said
    right = tree(children.folder)
    assert right
    with counted("kills", "addepar reports sync", "CLI") as outcomes:
        for kind, last in points(whole, "sync"):
            emptied(children.folder)
            killed = children.run("cli", kind, last, arguments=arguments)
            for name, digest in tree(children.folder).items():
                assert right[name] == digest, "half-written, or under a strange name"
            done = len(tree(children.folder))
            again = children.run("cli", arguments=arguments)
            assert again.result == 0, again.said
            assert tree(children.folder) == right
            outcomes[f"{'killed' if killed.killed else 'ended'}, {done} of {len(right)} files there"] += 1


def test_download_of_all_files(sandbox: Sandbox, children: Nursery) -> None:
    """Also of files of one name and length: no second copy of any, and none under the name of another."""
    for number in range(4):
        sandbox.add_file("Statement.pdf", bytes([number]) * 50_000, entities=["54"])
    arguments = ["files", "download", "--entity", "54", "-o", str(children.folder), "--resume", "--quiet"]
    whole = children.run("cli", arguments=arguments)
    assert whole.result == 0, whole.said
    right = tree(children.folder)
    assert len(right) >= 4
    with counted("kills", "addepar files download", "CLI") as outcomes:
        for kind, last in points(whole, "download all"):
            emptied(children.folder)
            killed = children.run("cli", kind, last, arguments=arguments)
            for name, digest in tree(children.folder).items():
                assert right[name] == digest, "half-written, or under a strange name"
            done = len(tree(children.folder))
            again = children.run("cli", arguments=arguments)
            assert again.result == 0, again.said
            assert tree(children.folder) == right
            outcomes[f"{'killed' if killed.killed else 'ended'}, {done} of {len(right)} files there"] += 1


def tree(folder: Path) -> dict[str, str]:
    """The files that a user sees, and what is in them."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*")
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(folder).parts)
    }


def test_bulk_load(sandbox: Sandbox, children: Nursery) -> None:
    rows, left = children.folder.parent / "rows.csv", children.folder.parent / "left.csv"
    names = [f"holding {number}" for number in range(12)]
    lines = ["owner_id,owned_id,name,incepting_open_position_date,incepting_open_position_ownership_percentage"]
    lines += [f"22,23,{name},2001-01-01,0.01" for name in names]
    rows.write_text("\n".join(lines) + "\n")

    def arguments(source: Path) -> list[str]:
        return ["positions", "create", str(source), "--failures", str(left), "--batch", "3", "--quiet"]

    def made() -> list[str]:
        found = (row.body["attributes"].get("name") for row in sandbox.store.collection("1", "positions").rows())
        return sorted(name for name in found if name in names)

    sandbox.reset()
    whole = children.run("cli", arguments=arguments(rows))
    assert whole.result == 0, whole.said
    assert made() == sorted(names)
    assert not left.exists()
    with counted("kills", "addepar positions create", "CLI") as outcomes:
        for kind, last in points(whole, "bulk"):
            sandbox.reset()
            left.unlink(missing_ok=True)
            killed = children.run("cli", kind, last, arguments=arguments(rows))
            settled(sandbox)
            there = made()
            assert len(there) == len(set(there)), "made twice"
            state = left_over(left)
            if not killed.killed:
                assert there == sorted(names)
            elif not left.exists():
                assert there in ([], sorted(names)), "no word of what is left"
            else:
                missing = set(names) - set(there)
                assert missing <= set(state), "neither there nor left over"
                doubtful = set(state) & set(there)
                assert all(state[name] == "unknown" for name in doubtful), "told to be untried, and there"
                assert {name for name in state if state[name] == "unknown"} <= set(names[:]), state
            outcomes[f"{'killed' if killed.killed else 'ended'}, {ending(there, state, left)}"] += 1


def left_over(path: Path) -> dict[str, str]:
    """The outcome of each row that is left, by its name."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["name"]: row["_outcome"] for row in csv.DictReader(file)}


def ending(there: list[str], state: dict[str, str], left: Path) -> str:
    if not left.exists():
        return "all done" if there else "nothing sent"
    return "a batch reported as of unknown outcome" if "unknown" in state.values() else "the rest reported as untried"


def test_token_refresh(sandbox: Sandbox, children: Nursery) -> None:
    path = children.folder / "tokens.json"

    def start() -> dict[str, str]:
        """Tokens in a file, the access token over."""
        emptied(children.folder)
        sandbox.reset()
        refresh = refresh_token(sandbox)
        return {"url": sandbox.url or "", "path": str(path), "refresh_token": refresh}

    whole = children.run("renew", **start())
    assert whole.result == "ok", whole.said
    with counted("kills", "token refresh through a shared file", "sync") as outcomes:
        for kind, last in points(whole, "refresh"):
            given = start()
            killed = children.run("renew", kind, last, **given)
            settled(sandbox)
            kept = json.loads(path.read_text()) if path.exists() else None
            assert kept is None or kept["access_token"]
            store = FileTokenStore(path)
            assert store.acquire(), "the lock outlived its process"
            store.release()
            row = sandbox.store.collection("", "refresh_tokens").get(given["refresh_token"])
            used = row is not None and row.body["used"]
            again = children.run("renew", **given).result
            # The one point that nobody can mend: the server has taken the refresh token, and its answer is lost.
            assert again == "ok" or (again == "TokenError" and kept is None and used), again
            state = (
                "the new tokens are stored" if kept else "renewed again" if again == "ok" else "consent needed again"
            )
            outcomes[f"{'killed' if killed.killed else 'ended'}, {state}"] += 1


def refresh_token(sandbox: Sandbox) -> str:
    """A refresh token that nobody has used."""
    kept: list[Tokens] = []
    code = sandbox.authorization_code(["FILES"])
    oauth = OAuth(*work.OAUTH_CLIENT, code=code, redirect_uri="https://my.app/back", on_tokens=kept.append)
    with work.connected(sandbox.url or "", auth=oauth) as client:
        client.files.get(123)
    return str(kept[0].refresh_token)
