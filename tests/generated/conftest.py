"""A small specification with one operation of each kind, and the package generated from it."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from scripts import generate

from addepar_sandbox import Sandbox

SMALL = Path(__file__).with_name("small.yaml")
_SPEC = YAML(typ="safe").load(SMALL.read_bytes())


@pytest.fixture
def small() -> dict[str, Any]:
    """The small specification, to be spoiled."""
    copy: dict[str, Any] = deepcopy(_SPEC)
    return copy


@pytest.fixture(scope="session")
def small_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small specification, to be copied before it is spoiled."""
    package = tmp_path_factory.mktemp("small") / "addepar_api"
    generate.build(SMALL, package)
    return package


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with the default data, already serving at ``sandbox.url``."""
    with Sandbox() as made, made.serve():
        yield made
