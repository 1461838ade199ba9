# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from enum import StrEnum


class GeneratedReportJobType(StrEnum):
    """The documented values; one that the server has added since is read as plain text."""

    SCHEDULED = "SCHEDULED"
    AD_HOC = "AD_HOC"
