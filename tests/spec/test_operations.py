"""What each operation of openapi.yaml needs elsewhere: a handler in the sandbox, and a request that the tests replay.

With the rest of tests/spec this is a part of `make check`, so that an operation that was added in part is noticed
before a run of all tests. Each message names the file to add to.
"""

import re
from pathlib import Path

from tests.contract import pairs
from tests.spec.walk import ROOT

from addepar_contract.calls import printed, succeeding
from addepar_contract.calls.calling import OPERATIONS
from addepar_sandbox.handlers import registry


def _here(module: object) -> str:
    return Path(str(getattr(module, "__file__", ""))).relative_to(ROOT).as_posix()


def test_the_sandbox_has_a_handler_for_each() -> None:
    lacking = OPERATIONS.keys() - registry.HANDLERS.keys()
    assert not lacking, f"add a handler to HANDLERS in {_here(registry)}: {sorted(lacking)}"
    left = registry.HANDLERS.keys() - OPERATIONS.keys()
    assert not left, f"remove from HANDLERS in {_here(registry)}, or restore in openapi.yaml: {sorted(left)}"


def test_a_request_of_each_is_replayed() -> None:
    lacking = OPERATIONS.keys() - {replay.operation for replay in printed.REPLAYS}
    assert not lacking, f"add the request and the answer of the page to REPLAYS in {_here(printed)}: {sorted(lacking)}"


def test_a_request_of_each_succeeds() -> None:
    # The replayed request serves, unless it has a query.
    lacking = {replay.operation for replay in printed.REPLAYS} - succeeding.SUCCEEDING.keys()
    assert not lacking, f"add a request that succeeds to _succeeding() in {_here(succeeding)}: {sorted(lacking)}"


def test_each_status_of_each_is_provoked() -> None:
    known = pairs.TABLE.keys() | pairs.NEVER.keys()
    lacking = [pair for pair in pairs.LISTED if pair[0] in pairs.SUCCEEDING and pair not in known]
    assert not lacking, f"add a request that is answered so to _SINGLE in {_here(pairs)}: {lacking}"


def test_the_pages_of_the_documentation_say_how_many_there_are() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    stated = {
        f"{page.relative_to(ROOT).as_posix()}: {match[0]}"
        for page in pages
        for match in re.finditer(r"(\d+)(?: documented)? operations", page.read_text("utf-8"))
        if int(match[1]) != len(OPERATIONS)
    }
    assert not stated, f"openapi.yaml has {len(OPERATIONS)} operations; correct {sorted(stated)}"
