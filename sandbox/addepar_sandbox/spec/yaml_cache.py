"""Reads YAML files and caches their content as JSON, because parsing takes a fifth of a sandbox's start."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from importlib import resources
from pathlib import Path
from typing import Any


def package_folder() -> Path:
    """The folder of the whole package, wherever this module is within it."""
    return Path(str(resources.files("addepar_sandbox"))).resolve()


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of plain JSON types.

    A copy in JSON is kept where Python keeps compiled modules, named after the content, so that it cannot be out of
    date. Where nothing can be written there, the file is parsed each time.
    """
    raw = path.read_bytes()
    copy = package_folder() / "__pycache__" / f"{path.stem}.{hashlib.sha256(raw).hexdigest()[:16]}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(copy.read_bytes())
    content = _parse(raw)
    with contextlib.suppress(OSError, TypeError):
        _keep(copy, content)
    return content


def _parse(raw: bytes) -> Any:
    import yaml

    # The loader in C is eight times as fast, and not part of every build of PyYAML.
    return yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def _keep(copy: Path, content: Any) -> None:
    text = json.dumps(content)
    if json.loads(text) != content:
        return
    copy.parent.mkdir(exist_ok=True)
    partial = copy.with_suffix(f".{os.getpid()}")
    partial.write_text(text)
    partial.replace(copy)
    for older in copy.parent.glob(f"{copy.stem.partition('.')[0]}.*.json"):
        if older != copy:
            older.unlink(missing_ok=True)
