"""Cells of frames and workbooks as JSON has them."""

from datetime import datetime, time


def plain(cell: object) -> object:
    """A cell as JSON has it: a number of numpy becomes Python's."""
    is_moment = type(cell).__name__ == "datetime64"  # which gives an int: a count of nanoseconds
    return cell.item() if hasattr(cell, "item") and hasattr(cell, "dtype") and not is_moment else cell


def of_frame(cell: object) -> object:
    """A cell of a frame: what stands for nothing becomes None, a moment at midnight a day."""
    if cell is None or type(cell).__name__ in ("NaTType", "NAType") or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return plain(cell)
