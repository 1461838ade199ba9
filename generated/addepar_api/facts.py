# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The numbers and names of the API that do not belong to a single operation, from openapi.yaml."""

from typing import Final, Literal

from addepar_core.settings import Api

SPEC_VERSION: Final = "0.1.0"
SPEC_SHA256: Final = "e7ab9cf63b16ea19243a16c20215bd8ac2658a7ad2113b608828a866123a5856"

ENVIRONMENTS: Final[dict[str, str]] = {
    "production": "https://{firm}.addepar.com/api",
    "shared": "https://api.addepar.com",
    "development": "https://{firm}.clientdev.addepar.com/api",
    "sandbox": "https://{firm}.sandbox.addepar.com/api",
}
"""The API root of each environment; `{firm}` is the firm's own sub-domain."""

MEDIA_TYPE: Final = "application/vnd.api+json"
FIRM_HEADER: Final = "Addepar-Firm"
AUTHORIZATION_URL: Final = "https://id.addepar.com/oauth2/authorize"
TOKEN_URL: Final = "https://api.addepar.com/public/oauth2/token"
SCOPES: Final[dict[str, str]] = {
    "PORTFOLIO": "Run jobs and read their results.",
    "FILES": "Read files and generated reports.",
    "FILES_WRITE": "Create, change and archive files.",
    "USERS": "Read users.",
    "TRANSACTIONS": "Read snapshots and valuations.",
    "TRANSACTIONS_WRITE": "Record, change and delete snapshots and valuations.",
    "POSITIONS": "Read positions.",
    "POSITIONS_WRITE": "Create, change and delete positions.",
}
"""The OAuth scopes, each with what it allows."""

RATE_LIMITS: Final[tuple[tuple[int, int], ...]] = ((50, 900), (1000, 86400))
"""Pairs of (requests, seconds): so many requests of a firm in so long a time."""
RETRY_AFTER_HEADER: Final = "X-RateLimit-Retry-After"
"""The header of a 429 with the seconds to wait."""
REQUEST_SECONDS: Final = 60
"""The time after which the server gives a request up."""
JOB_SECONDS: Final = 14400
"""The time after which the server gives a job up."""
RESULT_SECONDS: Final = 86400
"""How long the result of a job is kept."""

JOB_RUNNING: Final[tuple[str, ...]] = (
    "Queued",
    "Picked Up By Job Runner",
    "In Progress",
    "In Progress - Waiting For Capacity",
    "Cancel Requested",
)
JOB_SUCCEEDED: Final[tuple[str, ...]] = ("Completed",)
JOB_FAILED: Final[tuple[str, ...]] = (
    "Canceled",
    "User Cancelled",
    "Error Cancelled",
    "Error",
    "Failed",
    "Rejected",
    "Timed Out",
)

VIEW_JOB_TYPE: Final = "portfolio_view_results"
QUERY_JOB_TYPE: Final = "PORTFOLIO_QUERY"
OUTPUT_TYPES: Final[tuple[str, ...]] = ("CSV", "TSV", "XLSX", "JSON")
"""The formats of a view job's result; the server takes them in any case."""

OutputType = Literal[
    "csv",
    "CSV",
    "tsv",
    "TSV",
    "xlsx",
    "XLSX",
    "json",
    "JSON",
]
"""What type checkers take for the format of a view job's result."""
PortfolioType = Literal[
    "entity",
    "ENTITY",
    "group",
    "GROUP",
    "firm",
    "FIRM",
    "firm_accounts",
    "FIRM_ACCOUNTS",
    "firm_unverified_accounts",
    "FIRM_UNVERIFIED_ACCOUNTS",
]
"""What type checkers take for the kind of portfolio of a view job. At run time any text is sent."""
QueryPortfolioType = Literal[
    "entity",
    "ENTITY",
    "group",
    "GROUP",
    "firm",
    "FIRM",
]
"""The same for a query."""

API: Final = Api(
    spec_version=SPEC_VERSION,
    environments=ENVIRONMENTS,
    media_type=MEDIA_TYPE,
    firm_header=FIRM_HEADER,
    authorization_url=AUTHORIZATION_URL,
    token_url=TOKEN_URL,
    rate_limits=RATE_LIMITS,
    request_seconds=REQUEST_SECONDS,
)
"""The same for the runtime."""
