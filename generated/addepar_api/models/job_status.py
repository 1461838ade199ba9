# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from enum import StrEnum


class JobStatus(StrEnum):
    """The documented values; one that the server has added since is read as plain text."""

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
