"""Errors about one job."""

from typing import Any

from addepar_core.errors.details import Carried, Problems
from addepar_core.errors.tree import AddeparError

__all__ = [
    "JobCancelledError", "JobError", "JobExpiredError", "JobFailedError", "JobNotReadyError", "JobRejectedError",
    "JobWaitTimeout",
]  # fmt: skip


class JobError(AddeparError):
    """An error about one job.

    Attributes:
        job_id: the job's id as text; any process can resume the job with it.
        job: the last known ``addepar_api.models.Job``, or None.
        errors: tuple of ``Problem`` that the job reported.
    """

    def __init__(
        self, message: str, carried: Carried = None, /, *, job_id: str = "", job: Any = None, errors: Problems = ()
    ) -> None:
        detail = ": " + "; ".join(str(problem) for problem in errors[:3]) if errors else ""
        self.job_id, self.job, self.errors = job_id, job, errors
        super().__init__(f"job {job_id} {message}{detail}" if job_id else message, carried)


class JobFailedError(JobError):
    """The server could not finish the job. Fix the cause and submit a new one."""


class JobRejectedError(JobError):
    """The job queue is full; submit the job again later."""


class JobCancelledError(JobError):
    """The job was cancelled; submit a new one."""


class JobExpiredError(JobError):
    """The job's result has been deleted (24 hours after its creation); submit a new one."""


class JobNotReadyError(JobError):
    """The job has no result to download: it is unfinished, has no result, or is not visible to this key."""


class JobWaitTimeout(JobError):
    """The job is still running on the server, and ``max_wait`` allows no further poll.

    Resume with ``client.jobs.wait(error.job_id)``, in this process or another.
    """
