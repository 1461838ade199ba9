"""Validates JSON values against the schemas of openapi.yaml and describes the first problem in one sentence."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError, relevance

from addepar_sandbox.state.clock import parse_date, parse_timestamp

_MAX_DETAIL = 300

_formats = FormatChecker(formats=())


@_formats.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or parse_date(value) is not None


@_formats.checks("date-time")
def _is_timestamp(value: object) -> bool:
    return not isinstance(value, str) or parse_timestamp(value) is not None


@_formats.checks("int64")
def _fits_64_bits(value: object) -> bool:
    return not isinstance(value, int) or -(2**63) <= value < 2**63


class Validator:
    """Validates against schemas that may refer to `#/components/...`.

    Args:
        components: the `components` object of the spec, so that references find their targets.
    """

    def __init__(self, components: dict[str, Any]) -> None:
        self._components = components
        self._compiled: dict[str, Draft202012Validator] = {}

    def problem(self, schema: dict[str, Any], value: object, place: str = "") -> str | None:
        """What is wrong with the value, with the name of the field; None if it is valid.

        Args:
            schema: the schema, with references into the spec's components.
            value: the parsed JSON value.
            place: name to put in front of the field, such as a query parameter's.
        """
        key = json.dumps(schema, sort_keys=True)
        if key not in self._compiled:
            self._compiled[key] = Draft202012Validator(
                {**schema, "components": self._components}, format_checker=_formats
            )
        errors = [_innermost(error) for error in self._compiled[key].iter_errors(value)]
        if not errors:
            return None
        return _sentence(max(errors, key=relevance), place)


def _innermost(error: ValidationError) -> ValidationError:
    """If a value fits none of several forms, the fault within the closest form."""
    while error.context:
        forms: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            forms.setdefault(inner.relative_schema_path[0], []).append(inner)
        nearest = min(forms.values(), key=lambda errors: _distance(errors))
        error = max(nearest, key=relevance)
    return error


def _distance(errors: Collection[ValidationError]) -> tuple[bool, bool, bool, int]:
    """The distance of a value from a form: another kind of value, another type, or only faulty in places."""
    return (
        any(error.validator == "type" and not error.relative_path for error in errors),
        any(error.validator in ("const", "pattern") for error in errors),
        any(error.validator == "enum" for error in errors),
        len(errors),
    )


def _sentence(error: ValidationError, place: str) -> str:
    path = place
    for step in error.absolute_path:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    forbidden: Any = error.validator_value
    if error.validator == "not" and isinstance(error.instance, dict):
        forms = forbidden.get("anyOf", [forbidden])
        sent = [name for form in forms for name in form.get("required", ()) if name in error.instance]
        return f"{path or 'The document'}: {', '.join(sent)} is assigned by the server and cannot be sent."
    message = error.message if len(error.message) <= _MAX_DETAIL else error.message[:_MAX_DETAIL] + "..."
    return f"{path or 'The document'}: {message}"
