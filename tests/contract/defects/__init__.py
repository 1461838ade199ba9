"""Defects to plant into a sandbox, so that the contract tests can show that they notice each.

    plant("filter-ignored")     # before the sandbox is made; for the rest of the process

`python -m scripts.checks.contract.defects` plants one after the other and writes down what caught it.
"""

from tests.contract.defects import (
    access,
    blind,
    blind_again,
    blind_later,
    files,
    jobs,
    lists,
    neighbors,
    overlooked,
    positions,
    snapshots,
    strangers,
    subtle_documents,
    subtle_records,
    wire,
)
from tests.contract.defects.planting import DEFECTS, Defect

VARIABLE = "CONTRACT_DEFECT"


def plant(name: str) -> None:
    """Plant one defect into every sandbox of this process."""
    DEFECTS[name].plant()


__all__ = [
    "DEFECTS",
    "VARIABLE",
    "Defect",
    "access",
    "blind",
    "blind_again",
    "blind_later",
    "files",
    "jobs",
    "lists",
    "neighbors",
    "overlooked",
    "plant",
    "positions",
    "snapshots",
    "strangers",
    "subtle_documents",
    "subtle_records",
    "wire",
]
