"""Convert cells of data frames and workbooks to JSON values."""

from datetime import datetime, time


def plain(cell: object) -> object:
    """A cell as a JSON value: a number of numpy becomes a Python number."""
    is_moment = type(cell).__name__ == "datetime64"  # which gives an int: a count of nanoseconds
    return cell.item() if hasattr(cell, "item") and hasattr(cell, "dtype") and not is_moment else cell


def of_frame(cell: object) -> object:
    """A cell of a data frame: a missing value becomes None, a timestamp at midnight a date."""
    if cell is None or type(cell).__name__ in ("NaTType", "NAType") or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return plain(cell)
