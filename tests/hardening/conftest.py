"""The fuzzers: the same cases each time in CI, others with each `make fuzz`."""

import asyncio
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from tests.cli.conftest import cli  # noqa: F401 - a fixture
from tests.client.support import Side

from addepar_sandbox import Sandbox

_LONG = bool(os.environ.get("ADDEPAR_FUZZ"))
settings.register_profile(
    "hardening",
    deadline=None,
    derandomize=not _LONG,
    database=None,
    print_blob=_LONG,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _profile() -> Iterator[None]:
    before = settings.get_current_profile_name()
    settings.load_profile("hardening")
    yield
    settings.load_profile(before)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with the default data, already serving at ``sandbox.url``."""
    with Sandbox() as made, made.serve():
        yield made


@pytest.fixture(params=["sync", "async"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """The sync client, then the async one."""
    with asyncio.Runner() as runner:
        made = Side(request.param, runner)
        yield made
        made.close()
