# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribute_call import AttributeCall


T = TypeVar("T", bound="JobFilter")


@_attrs_define
class JobFilter:
    """Keeps or drops rows of a query's result.

    Attributes:
        attribute (AttributeCall | str): The attribute's key; comes back as an object with key and arguments.
        type_ (str | Unset):  Example: discrete.
        operator (str | Unset):  Example: include.
        values (list[Any] | Unset):
    """

    attribute: AttributeCall | str
    type_: str | Unset = UNSET
    operator: str | Unset = UNSET
    values: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.attribute_call import AttributeCall  # noqa: PLC0415

        attribute: dict[str, Any] | str
        if isinstance(self.attribute, AttributeCall):
            attribute = self.attribute.to_dict()
        else:
            attribute = self.attribute

        type_ = self.type_

        operator = self.operator

        values: list[Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attribute": attribute,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if operator is not UNSET:
            field_dict["operator"] = operator
        if values is not UNSET:
            field_dict["values"] = values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attribute_call import AttributeCall  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_attribute(data: object) -> AttributeCall | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attribute_type_1 = AttributeCall.from_dict(data)

                return attribute_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttributeCall | str, data)

        attribute = _parse_attribute(d.pop("attribute"))

        type_ = d.pop("type", UNSET)

        operator = d.pop("operator", UNSET)

        values = cast(list[Any], d.pop("values", UNSET))

        job_filter = cls(
            attribute=attribute,
            type_=type_,
            operator=operator,
            values=values,
        )

        job_filter.additional_properties = d
        return job_filter

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
