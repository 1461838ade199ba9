# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    EnumReader,
    Field,
    ModelReader,
    UnionReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_resource_type import JobResourceType
    from ..models.query_job_attributes import QueryJobAttributes
    from ..models.view_job_attributes import ViewJobAttributes


@json_properties(
    Field("type_", "type", EnumReader("JobResourceType"), required=True),
    Field(
        "attributes",
        "attributes",
        UnionReader(ModelReader("ViewJobAttributes"), ModelReader("QueryJobAttributes")),
        required=True,
    ),
)
@_attrs_define
class JobCreate(BackedModel):
    """A job to submit.

    Attributes:
        type_ (JobResourceType): The page sends both spellings and answers with the first.
        attributes (QueryJobAttributes | ViewJobAttributes): The kind of job and its parameters.
    """

    type_: JobResourceType
    attributes: QueryJobAttributes | ViewJobAttributes
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
