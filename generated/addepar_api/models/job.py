# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_attributes import JobAttributes
    from ..models.job_relationships import JobRelationships
    from ..models.links import Links


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", required=True),
    Field("attributes", "attributes", ModelReader("JobAttributes")),
    Field("relationships", "relationships", ModelReader("JobRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class Job(BackedModel):
    """An export that runs on the server.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (str): Always jobs; the page also writes job. Example: jobs.
        attributes (JobAttributes | Unset): A job's state.
        relationships (JobRelationships | Unset): What a job is related to.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: str
    attributes: JobAttributes | Unset = UNSET
    relationships: JobRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
