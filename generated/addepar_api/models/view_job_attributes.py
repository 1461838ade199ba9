# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.view_job_parameters import ViewJobParameters


@json_properties(
    Field("job_type", "job_type", ConstReader("portfolio_view_results"), required=True),
    Field("parameters", "parameters", ModelReader("ViewJobParameters"), required=True),
)
@_attrs_define
class ViewJobAttributes(BackedModel):
    """A view job to submit.

    Attributes:
        job_type (Literal['portfolio_view_results']):  Default: 'portfolio_view_results'.
        parameters (ViewJobParameters): What a view job needs.
    """

    parameters: ViewJobParameters
    job_type: Literal["portfolio_view_results"] = "portfolio_view_results"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
