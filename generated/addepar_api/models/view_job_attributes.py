# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.view_job_parameters import ViewJobParameters


class ViewJobAttributes(OpenObject):
    """A view job to submit.

    Attributes:
        parameters (ViewJobParameters): The parameters of a view job.
        job_type (str): The type of the job. The page writes it in lower case; that upper case is accepted too is our
            reading.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    parameters: ViewJobParameters | None = member("parameters", "object", ViewJobParameters, required=True)
    job_type: str | None = member("job_type", "text", required=True, default="portfolio_view_results")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            parameters: ViewJobParameters,
            job_type: str | None = ...,
            **custom: Any,
        ) -> None: ...
