"""Unpacks tar archives."""

import tarfile
from pathlib import Path


def extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack an archive of our own into a folder, with the filter for data on each Python that has filters."""
    # Not as an argument of extractall, which Python before 3.11.4 does not have.
    archive.extraction_filter = getattr(tarfile, "data_filter", None)
    archive.extractall(folder)  # noqa: S202 - our own archives
