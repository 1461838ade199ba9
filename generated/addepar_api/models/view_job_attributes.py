# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.view_job_parameters import ViewJobParameters


T = TypeVar("T", bound="ViewJobAttributes")


@_attrs_define
class ViewJobAttributes:
    """A view job to submit.

    Attributes:
        job_type (Literal['portfolio_view_results']):  Default: 'portfolio_view_results'.
        parameters (ViewJobParameters): What a view job needs.
    """

    parameters: ViewJobParameters
    job_type: Literal["portfolio_view_results"] = "portfolio_view_results"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_type = self.job_type

        parameters = self.parameters.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "job_type": job_type,
                "parameters": parameters,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.view_job_parameters import ViewJobParameters  # noqa: PLC0415

        d = dict(src_dict)
        job_type = cast(Literal["portfolio_view_results"], d.pop("job_type"))
        if job_type != "portfolio_view_results":
            raise ValueError(f"job_type must match const 'portfolio_view_results', got '{job_type}'")

        parameters = ViewJobParameters.from_dict(d.pop("parameters"))

        view_job_attributes = cls(
            job_type=job_type,
            parameters=parameters,
        )

        view_job_attributes.additional_properties = d
        return view_job_attributes

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
