"""Read the first sheet of a workbook, with whichever reader is installed."""

import warnings
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import IO

from addepar_core.errors.tree import ConfigurationError

READERS = {"python_calamine": "python-calamine", "openpyxl": "openpyxl"}
"""Modules that read workbooks, and the packages to install. The first is 16 times as fast."""


def reader_of_workbooks(what: str, *modules: str) -> str:
    """The first installed reader. Raises ``ConfigurationError`` if there is none."""
    for name in modules or READERS:
        try:
            import_module(name)
        except ImportError:
            continue
        return name
    package = READERS[(modules or tuple(READERS))[0]]
    raise ConfigurationError(f"{what} needs the package {package}: pip install {package}")


def sheet_rows(file: IO[bytes], reader: str) -> Iterator[list[object]]:
    """The rows of the first sheet, with None for an empty cell and an integer for a whole number.

    Raises:
        ValueError: the file is not a workbook.
    """
    return map(_cells, _calamine(file) if reader == "python_calamine" else _openpyxl(file))


def _calamine(file: IO[bytes]) -> Iterator[list[object]]:
    calamine = import_module("python_calamine")
    try:
        sheet = calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    except (calamine.CalamineError, OSError) as error:
        raise ValueError(f"cannot be read as a workbook: {error}") from None
    yield from sheet.to_python(skip_empty_area=False)


def _openpyxl(file: IO[bytes]) -> Iterator[list[object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # warnings about styles, which are not used
        try:
            book = import_module("openpyxl").load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # noqa: BLE001 - of zipfile, of XML, and its own
            raise ValueError(f"cannot be read as a workbook: {error}") from None
    yield from book.worksheets[0].iter_rows(values_only=True)


def _cells(row: Iterable[object]) -> list[object]:
    return [None if cell == "" else _whole(cell) if isinstance(cell, float) else cell for cell in row]


def _whole(cell: float) -> float:
    """An integer for an exact whole number: workbooks do not have integers."""
    return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
