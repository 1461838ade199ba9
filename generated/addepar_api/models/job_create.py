# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_resource_type import JobResourceType

if TYPE_CHECKING:
    from ..models.query_job_attributes import QueryJobAttributes
    from ..models.view_job_attributes import ViewJobAttributes


T = TypeVar("T", bound="JobCreate")


@_attrs_define
class JobCreate:
    """A job to submit.

    Attributes:
        type_ (JobResourceType): The page sends both spellings and answers with the first.
        attributes (QueryJobAttributes | ViewJobAttributes):
    """

    type_: JobResourceType
    attributes: QueryJobAttributes | ViewJobAttributes
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.view_job_attributes import ViewJobAttributes  # noqa: PLC0415

        type_ = self.type_.value

        attributes: dict[str, Any]
        if isinstance(self.attributes, ViewJobAttributes):
            attributes = self.attributes.to_dict()
        else:
            attributes = self.attributes.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "attributes": attributes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.query_job_attributes import QueryJobAttributes  # noqa: PLC0415
        from ..models.view_job_attributes import ViewJobAttributes  # noqa: PLC0415

        d = dict(src_dict)
        type_ = JobResourceType(d.pop("type"))

        def _parse_attributes(data: object) -> QueryJobAttributes | ViewJobAttributes:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attributes_type_0 = ViewJobAttributes.from_dict(data)

                return attributes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            attributes_type_1 = QueryJobAttributes.from_dict(data)

            return attributes_type_1

        attributes = _parse_attributes(d.pop("attributes"))

        job_create = cls(
            type_=type_,
            attributes=attributes,
        )

        job_create.additional_properties = d
        return job_create

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
