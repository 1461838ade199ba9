# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.error_object import ErrorObject


@_attrs_define(getstate_setstate=False)
class ErrorDocument(Envelope):
    """The errors. No page prints such a document; its items are those of a failed job's `errors`, in a JSON:API
    envelope.

        Attributes:
            errors (list[ErrorObject]): The errors, one or more.
    """

    errors: list[ErrorObject]
