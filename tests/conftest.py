"""For the whole suite: every exchange with a sandbox is held to the specification."""

import pytest
from tests.contract.recording import MARK, Plugin


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARK}: sends wrong requests through the client; only answers are judged")
    config.pluginmanager.register(Plugin(config), "addepar-recording")
