# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.generated_report_attributes import GeneratedReportAttributes
    from ..models.generated_report_relationships import GeneratedReportRelationships
    from ..models.links import Links


T = TypeVar("T", bound="GeneratedReport")


@_attrs_define
class GeneratedReport:
    """A finished run of a report.

    Attributes:
        type_ (Literal['generated_reports']):
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        attributes (GeneratedReportAttributes | Unset): What one run produced.
        relationships (GeneratedReportRelationships | Unset):
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    type_: Literal["generated_reports"]
    id: int | str
    attributes: GeneratedReportAttributes | Unset = UNSET
    relationships: GeneratedReportRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        id: int | str
        id = self.id

        attributes: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = self.attributes.to_dict()

        relationships: dict[str, Any] | Unset = UNSET
        if not isinstance(self.relationships, Unset):
            relationships = self.relationships.to_dict()

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
            }
        )
        if attributes is not UNSET:
            field_dict["attributes"] = attributes
        if relationships is not UNSET:
            field_dict["relationships"] = relationships
        if links is not UNSET:
            field_dict["links"] = links

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.generated_report_attributes import GeneratedReportAttributes  # noqa: PLC0415
        from ..models.generated_report_relationships import GeneratedReportRelationships  # noqa: PLC0415
        from ..models.links import Links  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["generated_reports"], d.pop("type"))
        if type_ != "generated_reports":
            raise ValueError(f"type must match const 'generated_reports', got '{type_}'")

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        _attributes = d.pop("attributes", UNSET)
        attributes: GeneratedReportAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = GeneratedReportAttributes.from_dict(_attributes)

        _relationships = d.pop("relationships", UNSET)
        relationships: GeneratedReportRelationships | Unset
        if isinstance(_relationships, Unset):
            relationships = UNSET
        else:
            relationships = GeneratedReportRelationships.from_dict(_relationships)

        _links = d.pop("links", UNSET)
        links: Links | Unset
        if isinstance(_links, Unset):
            links = UNSET
        else:
            links = Links.from_dict(_links)

        generated_report = cls(
            type_=type_,
            id=id,
            attributes=attributes,
            relationships=relationships,
            links=links,
        )

        generated_report.additional_properties = d
        return generated_report

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
