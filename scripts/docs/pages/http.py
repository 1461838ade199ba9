"""The HTTP reference: openapi.yaml as pages, one for each tag and one of schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.docs.pages.markdown import code, fenced, flat, heading, table

_CONFIDENCE = {
    "public": "beyond the page: from other official pages",
    "field": "beyond the page: seen in code that talks to the live API",
    "inferred": "our reading",
}
Spec = Mapping[str, Any]


def pages(spec: Spec) -> dict[str, str]:
    """The pages by their paths."""
    return {
        "http/index.md": _index(spec),
        **{f"http/{tag['name']}.md": _tag(spec, tag) for tag in spec["tags"]},
        "http/schemas.md": _schemas(spec),
    }


def entries(spec: Spec) -> Iterator[tuple[str, str]]:
    """Page and anchor of every operation and schema."""
    for _, _, operation in operations(spec):
        yield f"http/{operation['tags'][0]}.md", operation["operationId"]
    for name in spec["components"]["schemas"]:
        yield "http/schemas.md", name


def operations(spec: Spec) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and operation, in the order of the file."""
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                yield method.upper(), path, operation


def _index(spec: Spec) -> str:
    info, limits = spec["info"], spec["x-limits"]
    out = f"# HTTP reference\n\n{info['description'].strip()}\n\n"
    out += (
        f"These pages are generated from `openapi.yaml`, version {info['version']}. "
        '<a href="../redoc.html">Redoc</a> shows the same on one page, a single file with its own search that you can '
        'send to others. The <a href="../openapi.yaml">specification itself</a> is included too. A fact that is not '
        "from the page of its operation is marked.\n\n"
    )
    out += "## Addresses\n\n" + table(
        ["API root", "Environment"], ([code(one["url"]), one["description"]] for one in spec["servers"])
    )
    out += "## Limits\n\n" + table(
        ["Limit", "Meaning"],
        [
            *([f"{one['requests']} requests", f"per firm in {_span(one['seconds'])}"] for one in limits["rate"]),
            [_span(limits["request-seconds"]), "for one request; then the server returns 400"],
            [_span(limits["job-seconds"]), "for one job"],
            [_span(limits["result-seconds"]), "from the creation of a job until its result is deleted"],
            [code(limits["retry-after-header"]), "header of a 429: seconds until the next request is allowed"],
        ],
    )
    out += heading(2, "Common responses", "common-responses")
    out += "Every operation can return these. The pages of the operations list only their other responses.\n\n"
    out += _responses(_common(spec))
    out += "## Operations\n\n"
    for tag in spec["tags"]:
        out += f"### {tag['name']}\n\n"
        out += table(
            ["Method", "Path", "Operation"],
            (
                [code(method), code(path), f"[{operation['summary']}]({tag['name']}.md#{operation['operationId']})"]
                for method, path, operation in operations(spec)
                if operation["tags"] == [tag["name"]]
            ),
        )
    return out


def _tag(spec: Spec, tag: Spec) -> str:
    out = f"# {tag['name']}\n\n{flat(tag['description'])} In Python: [`client.{tag['name']}`]"
    out += f"(../python/{tag['name']}.md).\n\n"
    for method, path, operation in operations(spec):
        if operation["tags"] == [tag["name"]]:
            out += _operation(spec, method, path, operation)
    return out


def _operation(spec: Spec, method: str, path: str, operation: Spec) -> str:
    tag, name = operation["tags"][0], operation["operationId"]
    out = heading(2, operation["summary"], name) + fenced("text", f"{method} {path}")
    out += operation.get("description", "").strip() + "\n\n"
    call = f"{tag}.{name.removeprefix(tag + '_')}"
    facts = [f"In Python [`client.{call}`](../python/{tag}.md#{call})", _permission(operation)]
    facts += [_CONFIDENCE[operation["x-confidence"]]] if "x-confidence" in operation else []
    source = operation["x-source"]
    facts.append(f"page {source['page']}, “{source['heading']}”")
    out += "; ".join(fact for fact in facts if fact) + ".\n\n"
    parameters = [_resolved(spec, one) for one in operation.get("parameters", [])]
    if parameters:
        rows = ([code(one["name"]), one["in"], _type(one["schema"]), _description(one)] for one in parameters)
        out += "**Parameters**\n\n" + table(["Name", "In", "Type", "Meaning"], rows)
    if "requestBody" in operation:
        out += "**Request body**\n\n" + _content(spec, operation["requestBody"]["content"])
    out += "**Responses**, in addition to the [common ones](index.md#common-responses)\n\n"
    common = _common(spec)
    responses = {status: _resolved(spec, each) for status, each in operation["responses"].items()}
    own = {status: each for status, each in responses.items() if common.get(status) != each}
    out += _responses(own)
    for each in own.values():
        out += _examples(spec, each.get("content", {}))
    return out


def _common(spec: Spec) -> dict[str, Spec]:
    """The responses that every operation has, with the same words."""
    every = [
        {status: _resolved(spec, each) for status, each in operation["responses"].items()}
        for _, _, operation in operations(spec)
    ]
    return {status: each for status, each in every[0].items() if all(one.get(status) == each for one in every)}


def _responses(responses: Mapping[str, Spec]) -> str:
    rows = ([code(status), _schema_of(each), _description(each)] for status, each in responses.items())
    return table(["Status", "Body", "Meaning"], rows)


def _permission(operation: Spec) -> str:
    scopes = [scope for each in operation.get("security", []) for scope in each.get("oauth2", [])]
    return f"OAuth scope {' or '.join(map(code, scopes))}" if scopes else ""


def _content(spec: Spec, content: Spec) -> str:
    out = ", ".join(f"`{kind}`: {_type(body['schema'])}" for kind, body in content.items())
    return out + "\n\n" + _examples(spec, content)


def _examples(spec: Spec, content: Spec) -> str:
    out = ""
    for kind, body in content.items():
        for example in body.get("examples", {}).values():
            value = _resolved(spec, example)["value"]
            text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
            out += fenced("json" if "json" in kind or not isinstance(value, str) else "text", text)
    return out


def _schema_of(answer: Spec) -> str:
    return ", ".join(dict.fromkeys(_type(body["schema"]) for body in answer.get("content", {}).values()))


def _schemas(spec: Spec) -> str:
    out = "# Schemas\n\nThe JSON of requests and responses, with the names of `openapi.yaml`.\n\n"
    for name, schema in spec["components"]["schemas"].items():
        out += heading(2, name, name) + flat(_description(schema)) + "\n\n"
        properties = schema.get("properties", {})
        if not properties:
            kind = _type({key: value for key, value in schema.items() if key != "description"}, here=True)
            out += f"{kind}\n\n" if kind else ""
        required = schema.get("required", [])
        rows = (
            [code(one), _type(value, here=True), "yes" if one in required else "", _description(value)]
            for one, value in properties.items()
        )
        out += table(["Name", "Type", "Required", "Meaning"], rows)
    return out


def _type(schema: Spec, here: bool = False) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}]({'' if here else 'schemas.md'}#{name})"
    for key, joint in (("oneOf", " or "), ("anyOf", " or "), ("allOf", " with ")):
        if key in schema:
            return joint.join(dict.fromkeys(_type(each, here) for each in schema[key]))
    if "const" in schema:
        return code(json.dumps(schema["const"]))
    kind = schema.get("type", "")
    kinds = kind if isinstance(kind, list) else [kind]
    text = " or ".join(filter(None, kinds))
    if "array" in kinds and "items" in schema:
        text = f"list of {_type(schema['items'], here)}"
    elif "format" in schema:
        text += f" ({schema['format']})"
    values = schema.get("enum") or schema.get("x-known-values") or ()
    if values:
        text += ": " + ", ".join(code(str(one)) for one in values) + (" …" if "enum" not in schema else "")
    return text


def _description(thing: Spec) -> str:
    out = flat(thing.get("description", ""))
    if "x-confidence" in thing:
        out += f" *({_CONFIDENCE[thing['x-confidence']]})*"
    return out


def _span(seconds: int) -> str:
    for unit, name in ((3600, "hours"), (60, "minutes")):
        if seconds % unit == 0 and seconds >= 2 * unit:
            return f"{seconds // unit} {name}"
    return f"{seconds} seconds"


def _resolved(spec: Spec, thing: Spec) -> Spec:
    target: Any = thing
    while "$ref" in target:
        path = target["$ref"].removeprefix("#/").split("/")
        target = spec
        for part in path:
            target = target[part]
    return target  # type: ignore[no-any-return]
