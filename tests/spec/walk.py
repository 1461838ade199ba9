"""Ways to walk openapi.yaml that several tests need; the walking itself is in the installed contract package."""

import pickle
from functools import cache
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
    """The document in the source tree, a copy for each caller, since a test may change it."""
    spec: Spec = pickle.loads(_pickled())  # noqa: S301 - our own
    return spec


@cache
def _pickled() -> bytes:
    # To copy the parsed document takes a hundredth of the time that it takes to parse it.
    return pickle.dumps(yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader))


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
