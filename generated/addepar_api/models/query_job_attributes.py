# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.query_job_parameters import QueryJobParameters


T = TypeVar("T", bound="QueryJobAttributes")


@_attrs_define
class QueryJobAttributes:
    """A query job to submit.

    Attributes:
        job_type (Literal['PORTFOLIO_QUERY']):  Default: 'PORTFOLIO_QUERY'.
        parameters (QueryJobParameters): What a query job needs.
    """

    parameters: QueryJobParameters
    job_type: Literal["PORTFOLIO_QUERY"] = "PORTFOLIO_QUERY"
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
        from ..models.query_job_parameters import QueryJobParameters  # noqa: PLC0415

        d = dict(src_dict)
        job_type = cast(Literal["PORTFOLIO_QUERY"], d.pop("job_type"))
        if job_type != "PORTFOLIO_QUERY":
            raise ValueError(f"job_type must match const 'PORTFOLIO_QUERY', got '{job_type}'")

        parameters = QueryJobParameters.from_dict(d.pop("parameters"))

        query_job_attributes = cls(
            job_type=job_type,
            parameters=parameters,
        )

        query_job_attributes.additional_properties = d
        return query_job_attributes

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
