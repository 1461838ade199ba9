# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.job_create import JobCreate


@_attrs_define(getstate_setstate=False)
class JobCreateDocument(Envelope):
    """A job to submit.

    Attributes:
        data (JobCreate): A job to submit.
    """

    data: JobCreate
