"""Reads the specification: openapi.json as a wheel has it, or openapi.yaml at the top of the source tree."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

# Where openapi.json says of which bytes of openapi.yaml it was made.
SOURCE_KEY = "x-source-sha256"


def openapi_path() -> Path:
    """The file that describes the API: `openapi.json` in an installed package, `openapi.yaml` in a clone.

    Both have the same content. Read the file by its suffix; a YAML parser reads both.

    Raises:
        FileNotFoundError: there is neither.
    """
    package = Path(str(resources.files("addepar_sandbox"))).resolve()
    for candidate in (package / "openapi.json", package.parents[1] / "openapi.yaml"):
        if candidate.is_file():
            return candidate
    raise FileNotFoundError(
        "openapi.json is not inside the addepar_sandbox package, nor openapi.yaml at the top of its source tree"
    )


def read_specification(path: Path) -> dict[str, Any]:
    """The document. Parsing YAML takes a tenth of a second, so the JSON that `make generate` made of it is read instead
    as long as it was made of exactly these bytes."""
    raw = path.read_bytes()
    if path.suffix == ".json":
        return dict(json.loads(raw))
    as_json = path.parent / "generated" / "openapi.json"
    if as_json.is_file():
        document: dict[str, Any] = json.loads(as_json.read_bytes())
        if document.pop(SOURCE_KEY, None) == hashlib.sha256(raw).hexdigest():
            return document
    import yaml

    # The loader in C is eight times as fast, and not part of every build of PyYAML.
    return dict(yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - both are safe
