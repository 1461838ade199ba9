"""Starts other programs: the one place in scripts/ that does."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def run(command: Sequence[str | Path], **options: Any) -> "subprocess.CompletedProcess[Any]":
    """``subprocess.run`` of a list of words, which no shell reads."""
    return subprocess.run(command, **options)  # noqa: S603 - our own words, or the maintainer's own arguments
