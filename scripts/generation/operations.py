"""Reads the facts of each operation from the specification and the generator's parse of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import pascal_case, safe_for_docstring

from . import bodies, examples
from .bodies import BodySchemas
from .docstrings import sentence
from .facts import OperationFacts, ParameterFacts
from .reading import MULTIPART, kind_of, operations_of, parameters_of, python_name, resolve

# Identifiers: anything that has an id is accepted.
_IDS = "Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any]"


def operation_facts(spec: dict[str, Any], data: GeneratorData, schemas: BodySchemas) -> dict[str, OperationFacts]:
    """The facts of every operation that the generator kept, by operationId, in the order of the specification."""
    endpoints = {str(end.name): end for part in data.endpoint_collections_by_tag.values() for end in part.endpoints}
    models = {str(model.class_info.name): model for model in data.models}
    facts = {}
    for path, method, operation in operations_of(spec):
        if endpoint := endpoints.get(operation["operationId"]):
            facts[operation["operationId"]] = _one(spec, path, method, operation, endpoint, models, schemas)
    return facts


def resource_facts(spec: dict[str, Any], facts: dict[str, OperationFacts]) -> dict[str, dict[str, Any]]:
    """What the template of the resource classes needs, by tag."""
    descriptions = {tag["name"]: str(tag.get("description", "")) for tag in spec.get("tags", [])}
    resources = {}
    for tag in dict.fromkeys(operation.tag for operation in facts.values()):
        methods = [operation for operation in facts.values() if operation.tag == tag and operation.is_method]
        description = safe_for_docstring(" ".join((descriptions[tag] or f"The {tag}.").split()))
        resources[tag] = {
            "tag": tag,
            "class_name": resource_class(tag),
            "description": description,
            "short": re.split(r"[.:;,] ", description.rstrip(".") + ". ")[0] + ".",
            "methods": methods,
            "transfers": [one.name for one in facts.values() if one.tag == tag and not one.is_method],
        }
    return resources


def resource_class(tag: str) -> str:
    """The resource class of a tag: `GeneratedReports` for `generated_reports`."""
    return str(pascal_case(tag))


def _one(
    spec: dict[str, Any],
    path: str,
    method: str,
    operation: dict[str, Any],
    endpoint: Endpoint,
    models: dict[str, ModelProperty],
    schemas: BodySchemas,
) -> OperationFacts:
    tag = str(operation["tags"][0])
    bulk = operation.get("x-bulk", "one")
    paging = operation.get("x-paging")
    success = next((one for one in endpoint.responses.patterns if _below(one.status_code.range, 300)), None)
    answer_prop = success.prop if success and success.source["attribute"] != "None" else None
    answer_model = str(answer_prop.class_info.name) if isinstance(answer_prop, ModelProperty) else None
    row_prop = _data_property(models, answer_model)
    body = endpoint.bodies[0] if endpoint.bodies else None
    body_model = str(body.prop.class_info.name) if body and isinstance(body.prop, ModelProperty) else None
    if success and success.source["attribute"] == "response.content":
        answer = "binary"
    elif answer_prop is None:
        answer = "empty"
    else:
        answer = "page" if paging else "document"
    rows = _model_names(row_prop)
    body_data = _data_property(models, body_model)
    is_json = body is not None and body.content_type != MULTIPART
    members = tuple(bodies.resource_of(spec, bodies.body_schema(spec, operation))["properties"]) if is_json else ()
    body_models = tuple(_model_names(body_data)) + tuple(rows if "attributes" in members else ())
    parameters = tuple(_parameter(spec, parameter) for parameter in parameters_of(spec, path, operation))
    fields = bodies.keywords(spec, operation, parameters) if is_json else ()
    return OperationFacts(
        id=operation["operationId"],
        name=operation["operationId"].removeprefix(f"{tag}_"),
        method=method.upper(),
        path=path,
        tag=tag,
        summary=str(operation["summary"]).strip(),
        description=safe_for_docstring(str(operation.get("description", "")).strip()),
        page=operation["x-source"]["page"],
        heading=operation["x-source"]["heading"],
        parameters=parameters,
        body=("multipart" if body.content_type == MULTIPART else "json") if body else None,
        body_model=body_model,
        body_annotation=_body_annotation(body_model, body_data, body_models, one=bulk != "many" or "id" not in members)
        if fields or not is_json
        else _IDS,
        body_models=body_models,
        body_members=members,
        body_schema=schemas.document(operation, bodies.answer_schema(spec, operation)) if is_json else None,
        fields=fields,
        examples=tuple(examples.calls(spec, path, method, operation, fields)),
        bulk=bulk,
        answer=answer,
        answer_model=answer_model,
        row=rows[0] if len(rows) == 1 else None,
        row_annotation=_row_annotation(row_prop, bulk, paging) if row_prop else "Any",
        paging=paging,
        scopes=tuple(tuple(one["oauth2"]) for one in operation.get("security", []) if "oauth2" in one),
        answer_is_list=any(isinstance(branch, ListProperty) for branch in (_branches(row_prop) if row_prop else ())),
        same_resource=not paging and _is_same_resource(spec, path, operation),
        body_optional=any(resolve(spec, one).get("x-body-optional") for one in operation["responses"].values()),
        responses=tuple(sorted((int(code), _description(spec, one)) for code, one in operation["responses"].items())),
    )


def _parameter(spec: dict[str, Any], parameter: dict[str, Any]) -> ParameterFacts:
    schema = resolve(spec, parameter["schema"])
    items = resolve(spec, schema.get("items", {}))
    return ParameterFacts(
        python=python_name(parameter),
        wire=parameter["name"],
        place=parameter["in"],
        kind=kind_of(spec, parameter),
        required=parameter.get("required", False),
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
        allowed=tuple(items.get("enum", schema.get("enum", ()))),
        overridden_by=parameter.get("x-overridden-by"),
        types=tuple(parameter.get("x-resource-types", ())),
        description=sentence(safe_for_docstring(str(parameter.get("description", "")).strip())),
    )


def _is_same_resource(spec: dict[str, Any], path: str, operation: dict[str, Any]) -> bool:
    """Whether the path ends with the id of a resource, and the response is a resource of the same type."""
    document = bodies.answer_schema(spec, operation)
    named = next((one for one in parameters_of(spec, path, operation) if path.endswith(f"/{{{one['name']}}}")), None)
    if document is None or named is None or "data" not in resolve(spec, document).get("properties", {}):
        return False
    data = resolve(spec, resolve(spec, document)["properties"]["data"])
    kind = resolve(spec, data.get("properties", {}).get("type", {}))
    return kind.get("const", kind.get("example")) in named.get("x-resource-types", ())


def _below(codes: tuple[int, int] | None, limit: int) -> bool:
    return codes is not None and codes[0] < limit


def _data_property(models: dict[str, ModelProperty], document: str | None) -> PropertyProtocol | None:
    model = models.get(document or "")
    properties = [*(model.required_properties or []), *(model.optional_properties or [])] if model else []
    return next((one for one in properties if one.name == "data"), None)


def _branches(prop: PropertyProtocol) -> Iterable[PropertyProtocol]:
    return prop.inner_properties if isinstance(prop, UnionProperty) else [prop]


def _model_names(prop: PropertyProtocol | None) -> list[str]:
    """The models that a property can hold, as its value or as items of a list, each once."""
    names: dict[str, None] = {}
    for branch in _branches(prop) if prop else []:
        if isinstance(branch, ListProperty):
            names.update(dict.fromkeys(_model_names(branch.inner_property)))
        elif isinstance(branch, ModelProperty):
            names[str(branch.class_info.name)] = None
    return list(names)


def _row_annotation(prop: PropertyProtocol, bulk: str, paging: str | None) -> str:
    """The type of the `data` of a response: of one row if the list is paged, always a list for operations on many.

    It says `builtins.list` because the resource classes have a method called `list`.
    """
    single, several = [], []
    for branch in _branches(prop):
        if isinstance(branch, ListProperty):
            several.append(python_type(branch.inner_property))
        else:
            single.append(python_type(branch))
    if paging:
        return " | ".join(dict.fromkeys(several + single))
    lists = [f"builtins.list[{row}]" for row in several]
    return " | ".join(lists if bulk == "many" and lists else single + lists)


def python_type(prop: PropertyProtocol) -> str:
    """The type of a property as code."""
    return str(prop.get_type_string(no_optional=True).as_unembedded_code())


def _body_annotation(
    document: str | None, data: PropertyProtocol | None, resources: tuple[str, ...], *, one: bool
) -> str:
    """A document, its resource, a record that was read, or a list of these; each can also be a mapping."""
    lists = data is not None and any(isinstance(branch, ListProperty) for branch in _branches(data))
    parts = [document or "Any", *(resources if one else ()), "Mapping[str, Any]"]
    if lists:
        parts.append(f"Sequence[{' | '.join([*resources, 'Mapping[Any, Any]'])}]")  # frames have any keys
    return " | ".join(parts)


def _description(spec: dict[str, Any], response: dict[str, Any]) -> str:
    return safe_for_docstring(str(resolve(spec, response)["description"]).strip())
