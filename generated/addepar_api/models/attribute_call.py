# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribute_arguments import AttributeArguments


T = TypeVar("T", bound="AttributeCall")


@_attrs_define
class AttributeCall:
    """An Addepar attribute with its arguments, as a column or a grouping.

    Attributes:
        key (str): The attribute's key. Example: time_weighted_return.
        arguments (AttributeArguments | Unset): Arguments by name; what is left out takes its default.
    """

    key: str
    arguments: AttributeArguments | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        arguments: dict[str, Any] | Unset = UNSET
        if not isinstance(self.arguments, Unset):
            arguments = self.arguments.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
            }
        )
        if arguments is not UNSET:
            field_dict["arguments"] = arguments

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attribute_arguments import AttributeArguments  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        _arguments = d.pop("arguments", UNSET)
        arguments: AttributeArguments | Unset
        if isinstance(_arguments, Unset):
            arguments = UNSET
        else:
            arguments = AttributeArguments.from_dict(_arguments)

        attribute_call = cls(
            key=key,
            arguments=arguments,
        )

        attribute_call.additional_properties = d
        return attribute_call

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
