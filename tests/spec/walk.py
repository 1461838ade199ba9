"""Ways to walk openapi.yaml that several tests need; the walking itself is in the installed contract package."""

from pathlib import Path

import yaml

from addepar_contract.spec.document import (
    METHODS,
    Operation,
    Payload,
    Spec,
    answers,
    contents,
    documented_pairs,
    listed_pairs,
    nodes,
    operations,
    payloads,
    resolve,
)

ROOT = Path(__file__).parents[2]


def load() -> Spec:
    """The document in the source tree, read afresh, since a test may change it."""
    return yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


__all__ = [
    "METHODS",
    "ROOT",
    "Operation",
    "Payload",
    "Spec",
    "answers",
    "contents",
    "documented_pairs",
    "listed_pairs",
    "load",
    "nodes",
    "operations",
    "payloads",
    "resolve",
]
