# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.job_resource_type import JobResourceType
from ..models.query_job_attributes import QueryJobAttributes
from ..models.view_job_attributes import ViewJobAttributes


@_attrs_define(getstate_setstate=False)
class JobCreate(Envelope):
    """A job to submit.

    Attributes:
        type (JobResourceType): The page sends both spellings and returns the first.
        attributes (ViewJobAttributes | QueryJobAttributes): The type of the job and its parameters.
    """

    type: JobResourceType
    attributes: ViewJobAttributes | QueryJobAttributes
