"""Every error this package raises, in one tree.

::

    AddeparError
    ├── ConfigurationError        a setting is invalid; nothing was sent
    ├── InputError (ValueError)   an argument is invalid; nothing was sent
    ├── APIConnectionError        no response: DNS, TLS, refused or broken connection
    │   └── APITimeoutError       no response in time
    ├── DeadlineError             the deadline of the whole call has passed
    ├── BudgetExceededError       the wait for the firm's request budget is too long; nothing was sent
    ├── BudgetStoreError          the shared budget cannot be read or written; nothing was sent
    ├── ProtocolError             a response that is not from the API: HTML, broken JSON, an invalid redirect
    ├── APIStatusError            the API refused: method, path, status, request_id, errors, retry_after
    │   ├── AuthenticationError   401      ├── GoneError              410
    │   │   └── TokenError        the token endpoint refused
    │   ├── PermissionDeniedError 403      ├── UnsupportedMediaError  415
    │   ├── NotFoundError         404      ├── ValidationError        400, 422
    │   ├── ConflictError         409      ├── RateLimitError         429
    │   └── ServerError           5xx
    ├── TransferError             a file was not transferred completely, or cannot be written
    └── JobError                  about one job: job_id, job, errors
        ├── JobFailedError        the server could not finish it
        ├── JobRejectedError      the queue is full
        ├── JobCancelledError     someone cancelled it
        ├── JobExpiredError       its result has been deleted
        ├── JobNotReadyError      it has no result to download
        └── JobWaitTimeout        it is still running; the wait is over

All can be pickled and copied. None contains a credential, a request body or a live connection. Text from a response is
redacted if it looks like a credential.
"""

from addepar_client.jobs.errors import *  # noqa: F403
from addepar_core.errors.statuses import *  # noqa: F403
from addepar_core.errors.tree import *  # noqa: F403

__all__ = [  # noqa: F405 - these modules define the names; a test compares the list with them
    "APIConnectionError", "APIStatusError", "APITimeoutError", "AddeparError", "AuthenticationError",
    "BudgetExceededError", "BudgetStoreError", "ConfigurationError", "ConflictError", "DeadlineError", "GoneError",
    "InputError", "JobCancelledError", "JobError", "JobExpiredError", "JobFailedError", "JobNotReadyError",
    "JobRejectedError", "JobWaitTimeout", "NotFoundError", "PermissionDeniedError", "ProtocolError",
    "RateLimitError", "ServerError", "TokenError", "TransferError", "UnsupportedMediaError", "ValidationError",
]  # fmt: skip
