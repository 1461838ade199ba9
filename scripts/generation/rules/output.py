"""What the generated package must contain: every fact of the specification, whatever the generator reported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_python_client.strings import pascal_case, snake_case

from ..reading import BINARY, MULTIPART, operations_of, parameters_of, python_name, resolve
from .spec import schemas


def output_problems(spec: dict[str, Any], package: Path) -> list[str]:
    """Everything that is missing, as `place: fact`."""
    return [*_operations(spec, package), *_models(spec, package)]


def _operations(spec: dict[str, Any], package: Path) -> Iterator[str]:
    """Every operation is described, with all facts that its request and its response need."""
    entries = _entries(package / "operations.py")
    for path, method, operation in operations_of(spec):
        name, tag = operation["operationId"], operation["tags"][0]
        entry = entries.get(name)
        if entry is None:
            yield f"{name}: not in operations.py"
            continue
        wanted = {f"method='{method.upper()}'": "method", f"path='{path}'": "path"}
        for parameter in parameters_of(spec, path, operation):
            call = f"Parameter('{python_name(parameter)}', '{parameter['name']}', '{parameter['in']}'"
            wanted[call] = f"parameter {parameter['name']}"
        yield from (f"{name}: no line for the {what}" for code, what in wanted.items() if code not in entry)
        for status in operation["responses"]:
            if not re.search(rf"(statuses|errors)=\([^)]*\b{status}\b", entry):
                yield f"{name}: no status {status}"
        if not _is_transfer(spec, operation):
            yield from _methods(package / "api" / f"{tag}.py", operation)


def _entries(module: Path) -> dict[str, str]:
    """The code of each operation in a uniform format, by operationId."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Operation"]
    entries = {}
    for call in calls:
        values = {keyword.arg: keyword.value for keyword in call.keywords}
        entries[ast.literal_eval(values["id"])] = ast.unparse(call)
    return entries


def _is_transfer(spec: dict[str, Any], operation: dict[str, Any]) -> bool:
    """Whether an operation uploads or downloads bytes; the overlay has these methods."""
    contents = [resolve(spec, operation["responses"][code]).get("content", {}) for code in operation["responses"]]
    sent = resolve(spec, operation.get("requestBody", {})).get("content", {})
    return MULTIPART in sent or any(media in content for content in contents for media in BINARY)


def _methods(module: Path, operation: dict[str, Any]) -> Iterator[str]:
    """Both resource classes have the method, and its docstring names every error status."""
    tag = operation["tags"][0]
    name = operation["operationId"].removeprefix(f"{tag}_")
    tree = ast.parse(module.read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for class_name in (pascal_case(tag), f"Async{pascal_case(tag)}"):
        methods = {
            node.name: ast.get_docstring(node) or ""
            for node in (classes[class_name].body if class_name in classes else [])
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        if name not in methods:
            yield f"{operation['operationId']}: no method {class_name}.{name}"
            continue
        for status in operation["responses"]:
            if int(status) >= 400 and f": {status}. " not in methods[name]:
                yield f"{operation['operationId']}: {class_name}.{name} does not name status {status}"


def _models(spec: dict[str, Any], package: Path) -> Iterator[str]:
    modules = {path.stem: path.read_text(encoding="utf-8") for path in (package / "models").glob("*.py")}
    everything = "\n".join(modules.values())
    for where, schema in schemas(spec):
        place = where.split("/")
        own = place[0] == "schemas" and (len(place) == 2 or place[2].startswith("allOf"))
        text = modules.get(snake_case(place[1]), "") if own else everything
        for key in schema.get("properties", {}):
            line = rf'\bmember\(\s*"{re.escape(key)}"'
            if "(Envelope):" in text:
                line += rf"|^    {re.escape(key)}: "
            if not re.search(line, text, re.MULTILINE):
                yield f"{where}: no line for the property {key}"
        for value in schema.get("enum", []):
            if isinstance(value, str) and f'= "{value}"' not in text:
                yield f"{where}: no member for the value {value}"
