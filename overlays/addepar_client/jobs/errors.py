"""Errors about one job."""

from typing import Any

from addepar_core.errors.details import Carried, Problems
from addepar_core.errors.tree import AddeparError

__all__ = [
    "JobCancelledError", "JobError", "JobExpiredError", "JobFailedError", "JobNotReadyError", "JobRejectedError",
    "JobWaitTimeout",
]  # fmt: skip


class JobError(AddeparError):
    """About one job.

    Attributes:
        job_id: the job's id as text; a job can be taken up again with it, in any process.
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
    """The server could not finish the job; submit a new one once the reason is cured."""


class JobRejectedError(JobError):
    """The job exceeds the queue's quota; submit it again later."""


class JobCancelledError(JobError):
    """The job was cancelled; submit a new one."""


class JobExpiredError(JobError):
    """The job's result has been deleted (24 hours after its creation); submit a new one."""


class JobNotReadyError(JobError):
    """The job has no result to download: not finished, without a result, or unknown to this key."""


class JobWaitTimeout(JobError):
    """The job still runs on the server, and ``max_wait`` allows no further poll at it.

    Resume with ``client.jobs.wait(error.job_id)``, in this process or another.
    """
