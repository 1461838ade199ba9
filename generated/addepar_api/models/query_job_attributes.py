# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.query_job_parameters import QueryJobParameters


@json_properties(
    Field("job_type", "job_type", required=True),
    Field("parameters", "parameters", ModelReader("QueryJobParameters"), required=True),
)
@_attrs_define
class QueryJobAttributes(BackedModel):
    """A query job to submit.

    Attributes:
        job_type (str): The kind of job, in upper or lower case. Another public page calls it portfolio_query_results.
             Default: 'PORTFOLIO_QUERY'.
        parameters (QueryJobParameters): What a query job needs.
    """

    parameters: QueryJobParameters
    job_type: str = "PORTFOLIO_QUERY"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
