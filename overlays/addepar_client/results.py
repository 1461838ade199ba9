"""A job's result, in memory or in a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import loads
from typing import Any

from .downloads import Downloaded
from .errors import InputError


@dataclass(frozen=True)
class JobResult(Downloaded):
    """The result of a job: what was written, and ways to read it.

    Attributes:
        job_id: the job it is of.
    """

    job_id: str
    _held: bytes | None = field(default=None, repr=False)

    @property
    def content(self) -> bytes:
        """The bytes as they came; read back from the file where the result went to one."""
        if self._held is not None:
            return self._held
        if self.path is None:
            raise InputError("to", "the result went into a file object of yours; read it from there")
        return self.path.read_bytes()

    @property
    def text(self) -> str:
        """The result as text, without the byte-order mark that CSV and TSV begin with."""
        return self.content.decode("utf-8-sig")

    def json(self) -> Any:
        """The parsed result of an ``output_type="json"`` view job or of a query job."""
        return loads(self.text)

    def rows(self) -> Iterator[dict[str, str]]:
        """The rows of a CSV or TSV result, each a mapping from column title to text."""
        text = self.text
        titles = text.partition("\n")[0]
        return csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab" if "\t" in titles else "excel")
