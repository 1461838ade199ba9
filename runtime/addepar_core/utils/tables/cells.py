"""Convert cells of data frames and workbooks to JSON values."""

from collections import Counter
from datetime import datetime, time

from addepar_core.errors.tree import InputError


def plain(cell: object) -> object:
    """A cell as a JSON value: a number of numpy becomes a Python number, an array a list."""
    is_moment = type(cell).__name__ == "datetime64"  # which gives an int: a count of nanoseconds
    if is_moment or not hasattr(cell, "item") or not hasattr(cell, "dtype"):
        return cell
    return cell.tolist() if getattr(cell, "shape", ()) and hasattr(cell, "tolist") else cell.item()


def of_frame(cell: object) -> object:
    """A cell of a data frame: a missing value becomes None, a timestamp at midnight a date."""
    if cell is None or type(cell).__name__ in ("NaTType", "NAType") or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return plain(cell)


# How pandas, polars and pyarrow return rows as mappings.
_TO_ROWS = {"to_dicts": {}, "to_pylist": {}, "to_dict": {"orient": "records"}}


def is_frame(rows: object) -> bool:
    """Whether something is a table of pandas, polars or pyarrow."""
    # The methods first: a lazy table of polars has none, and warns if its columns are read.
    return not isinstance(rows, type) and any(hasattr(rows, name) for name in _TO_ROWS) and hasattr(rows, "columns")


def rows_of_frame(frame: object) -> list[dict[str, object]]:
    """The rows of a table. Raises ``InputError`` if two columns have the same title, or a cell cannot be converted."""
    titles = [str(title) for title in getattr(frame, "column_names", getattr(frame, "columns", ()))]
    if twice := [title for title, count in Counter(titles).items() if count > 1]:
        raise InputError("rows", f"the column {twice[0]!r} occurs twice; rename or drop one. Nothing was sent.")
    name = next(name for name in _TO_ROWS if hasattr(frame, name))
    try:
        rows = getattr(frame, name)(**_TO_ROWS[name])
    except Exception as error:  # of the library, for example for a date after the year 9999
        problem = f"the table cannot be converted to Python values: {error}; correct or drop the column"
        raise InputError("rows", f"{problem}. Nothing was sent.") from error
    return [{str(title): of_frame(cell) for title, cell in row.items()} for row in rows]
