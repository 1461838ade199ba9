# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from enum import StrEnum


class JobStatus(StrEnum):
    """Known values; a text the server has added since is a value too: compare with `==`, never with `is`."""

    QUEUED = "Queued"
    IN_PROGRESS_WAITING_FOR_CAPACITY = "In Progress - Waiting For Capacity"
    IN_PROGRESS = "In Progress"
    PICKED_UP_BY_JOB_RUNNER = "Picked Up By Job Runner"
    COMPLETED = "Completed"
    CANCELED = "Canceled"
    TIMED_OUT = "Timed Out"
    FAILED = "Failed"
    REJECTED = "Rejected"
    ERROR_CANCELLED = "Error Cancelled"
    CANCEL_REQUESTED = "Cancel Requested"
    USER_CANCELLED = "User Cancelled"

    @classmethod
    def _missing_(cls, value: object) -> "JobStatus | None":
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
