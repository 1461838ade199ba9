"""A job's result, in memory or in a file."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO, Any

from addepar_client.jobs import tables
from addepar_client.transfers.download import Downloaded
from addepar_core.errors.tree import InputError
from addepar_core.models.interop import RowsView
from addepar_core.models.numbers import read_json
from addepar_core.utils.tables.formulas import escape_formulas
from addepar_core.utils.tables.reading import KINDS, kind_of


@dataclass(frozen=True)
class JobResult(RowsView, Downloaded):
    """The result of a job, and ways to read it.

    Attributes:
        job_id: the job's id.

    Example:
        >>> result = client.jobs.run_view(view_id=2, portfolio_type="entity", portfolio_id=22,
        ...                               start_date="2011-12-31", end_date="2013-01-15", output_type="csv")
        >>> for row in result.rows():
        ...     names = list(row)
    """

    job_id: str
    _held: bytes | None = field(default=None, repr=False)
    _kind_requested: str = field(default="", repr=False)
    _exact: bool = field(default=False, repr=False)

    @property
    def content(self) -> bytes:
        """The bytes as received; read from the file if the result was written to one."""
        with self._opened() as file:
            return file.read()

    @property
    def text(self) -> str:
        """The result as text, without the byte order mark of CSV and TSV."""
        return self.content.decode("utf-8-sig")

    def json(self) -> Any:
        """The parsed result of an ``output_type="json"`` view job or of a query job, with the numbers of records."""
        return read_json(self.content, exact=self._exact)

    def rows(self, *, no_formulas: bool = False) -> Iterator[dict[str, Any]]:
        """Iterate over the rows of a result, each a mapping from column title to value.

        Values are text in CSV and TSV, and cell values in XLSX, which needs the package python-calamine or openpyxl.
        For a JSON result, such as a query's, these are the innermost rows, with one column per grouping. Titles are
        made unique as in pandas: a second ``Value`` is ``Value.1``, a third column without a title ``Unnamed: 2``.

        Args:
            no_formulas: for rows that go into a spreadsheet: text and titles that it would run (they begin with
                ``=``, ``+``, ``-``, ``@``, a tab or a line end, and are not numbers) get an apostrophe before them.
                So does text after ``;``, ``|``, a tab or a line end, where a spreadsheet may split a cell.

        Raises:
            InputError: the result is JSON without rows, or was written to your file object.
            ProtocolError: during iteration, if the result is not a valid table.
            ConfigurationError: no reader for XLSX is installed.
        """
        rows = tables.rows(self._opened, self._kind(), self._exact)
        return map(escape_formulas, rows) if no_formulas else rows

    def to_pandas(self, **options: Any) -> Any:
        """The rows of a result, as in ``rows``, as a ``pandas.DataFrame``.

        Args:
            **options: for ``pandas.read_csv``, ``read_excel`` or ``DataFrame``; ``dtype=str`` keeps leading zeros.

        Raises:
            InputError: the result is JSON without rows, or was written to your file object.
            ConfigurationError: pandas (for XLSX, python-calamine or openpyxl too) is not installed.
        """
        return tables.to_pandas(self._opened, self._kind(), self._exact, options)

    def to_arrow(self) -> Any:
        """The rows of a result, as in ``rows``, as a ``pyarrow.Table``.

        Raises:
            InputError: the result is JSON without rows, or was written to your file object.
            ConfigurationError: pyarrow (for XLSX, python-calamine or openpyxl too) is not installed.
        """
        return tables.to_arrow(self._opened, self._kind(), self._exact)

    def _kind(self) -> str:
        with self._opened() as file:
            start = file.read(65536)
        ending = PurePath(self.name).suffix[1:].lower()
        return self._kind_requested or (ending if ending in KINDS else kind_of(start))

    def _opened(self) -> IO[bytes]:
        if self._held is not None:
            return io.BytesIO(self._held)
        if self.path is None:
            raise InputError("to", "the result was written to your file object; read it from there")
        return self.path.open("rb")
