# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.query_job_parameters import QueryJobParameters


class QueryJobAttributes(OpenObject):
    """A query job to submit.

    Attributes:
        parameters (QueryJobParameters): The parameters of a query job.
        job_type (str): The type of the job. The page writes PORTFOLIO_QUERY, another public page
            portfolio_query_results; that each is accepted in upper and lower case is our reading.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    parameters: QueryJobParameters | None = member("parameters", "object", QueryJobParameters, required=True)
    job_type: str | None = member("job_type", "text", required=True, default="PORTFOLIO_QUERY")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            parameters: QueryJobParameters,
            job_type: str | None = ...,
            **custom: Any,
        ) -> None: ...
