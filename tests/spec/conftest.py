"""The specification, loaded once."""

import pytest
from tests.spec.walk import Spec, load


@pytest.fixture(scope="session")
def spec() -> Spec:
    return load()
