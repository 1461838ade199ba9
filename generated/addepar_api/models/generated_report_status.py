# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from enum import StrEnum


class GeneratedReportStatus(StrEnum):
    """Known values; a text the server has added since is a value too: compare with `==`, never with `is`."""

    FINISHED = "FINISHED"
    ERROR = "ERROR"
    CANCELED = "CANCELED"

    @classmethod
    def _missing_(cls, value: object) -> "GeneratedReportStatus | None":
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
