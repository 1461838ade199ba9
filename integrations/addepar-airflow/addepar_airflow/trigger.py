"""The wait for a job, in the triggerer: thousands of these share one process, and no worker is occupied."""

import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from addepar_airflow.hook import AddeparHook
from addepar_client import (
    AddeparError,
    JobCancelledError,
    JobExpiredError,
    JobFailedError,
    JobRejectedError,
    NotFoundError,
)

ENDED = (JobFailedError, JobRejectedError, JobCancelledError, JobExpiredError, NotFoundError)


class AddeparJobTrigger(BaseTrigger):
    """Fires once the job has ended.

    The event is ``{"job_id": ..., "error": None or the message, "ended": whether the job has ended without a result}``.

    Args:
        job_id: the job.
        addepar_conn_id: as of ``AddeparHook``.
        until: when to stop waiting, in seconds since 1970: a triggerer that starts again starts no new wait.
    """

    def __init__(self, job_id: str, addepar_conn_id: str | None, until: float) -> None:
        super().__init__()
        self.job_id = job_id
        self.addepar_conn_id = addepar_conn_id
        self.until = until

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """What another triggerer makes it from again."""
        arguments = {"job_id": self.job_id, "addepar_conn_id": self.addepar_conn_id, "until": self.until}
        return f"{type(self).__module__}.{type(self).__qualname__}", arguments

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Wait; gives one event."""
        error: AddeparError | None = None
        try:
            async with await AddeparHook(self.addepar_conn_id).get_async_conn() as client:
                await client.jobs.wait(self.job_id, max_wait=max(0.0, self.until - time.time()))
        except AddeparError as raised:
            error = raised
        message = str(error) if error else None
        yield TriggerEvent({"job_id": self.job_id, "error": message, "ended": isinstance(error, ENDED)})

    async def on_kill(self) -> None:
        """Cancel the job when somebody clears or marks the waiting task. A restart of the triggerer cancels nothing."""
        async with await AddeparHook(self.addepar_conn_id).get_async_conn() as client:
            await client.jobs.cancel(self.job_id)
