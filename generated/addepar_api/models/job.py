# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_attributes import JobAttributes
from ..models.job_relationships import JobRelationships


@_attrs_define(getstate_setstate=False)
class Job(Envelope):
    """An export that runs on the server.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (str): Always jobs; the page also writes job.
        attributes (JobAttributes): A job's state.
        relationships (JobRelationships): What a job is related to.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: str
    attributes: JobAttributes = _attrs_field(factory=JobAttributes)
    relationships: JobRelationships = _attrs_field(factory=JobRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
