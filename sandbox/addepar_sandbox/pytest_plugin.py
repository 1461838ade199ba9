"""pytest plugin: the fixture `addepar_sandbox`, a fresh sandbox on a separate port for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from addepar_sandbox import Sandbox


@pytest.fixture
def addepar_sandbox() -> Iterator[Sandbox]:
    """A sandbox with the default data, already serving; `addepar_sandbox.url` is its API root.

    Nothing is shared between tests or processes, so it works under pytest-xdist.
    """
    # Imported here: every pytest run of an environment loads this plugin, few use the fixture.
    try:
        from addepar_sandbox import Sandbox
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    with Sandbox() as sandbox, sandbox.serve():
        yield sandbox
