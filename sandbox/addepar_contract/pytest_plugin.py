"""pytest plugin: the options of `pytest --pyargs addepar_contract.suite`, and the sandbox that its tests use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from addepar_contract.calls.target import Target


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("addepar-contract", "contract tests of Addepar (addepar_contract.suite)")
    group.addoption(
        "--addepar-url", metavar="URL", help="API root of the sandbox to test; by default a fresh one is started"
    )
    group.addoption(
        "--addepar-token",
        metavar="TOKEN",
        help="token of its control routes; the default is ADDEPAR_SANDBOX_TOKEN",
    )


@pytest.fixture(scope="session")
def _addepar_session_target(request: pytest.FixtureRequest) -> Iterator[Target]:
    # Imported here: every pytest run of an environment loads this plugin, few use the fixture.
    try:
        from addepar_contract.calls.target import NotASandbox, Target
        from addepar_sandbox import Sandbox
    except ImportError as error:
        pytest.fail(f"{error}: install addepar-client with its extra [contract]", pytrace=False)
    url = request.config.getoption("--addepar-url")
    token = request.config.getoption("--addepar-token") or os.environ.get("ADDEPAR_SANDBOX_TOKEN", "")
    if not url:
        with Sandbox() as sandbox, sandbox.serve() as served, Target(served, sandbox.control_token) as target:
            yield target
        return
    with Target(url, token) as target:
        try:
            target.reset()
        except NotASandbox as error:
            pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
        yield target
        target.reset()


@pytest.fixture
def addepar_target(_addepar_session_target: Target) -> Target:
    """The sandbox under test, with the default data."""
    _addepar_session_target.reset()
    return _addepar_session_target
