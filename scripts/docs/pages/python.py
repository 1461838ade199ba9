"""The Python reference: every public name and method, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any

from scripts.docs.pages.docstrings import rendered, shared, shared_tables, summary
from scripts.docs.pages.markdown import code, fenced, heading, table

import addepar_api.models
import addepar_client
from addepar_client import AddeparClient, AsyncAddeparClient, batch, budget_stores
from addepar_core.operations.pagination import pagers

_OFFLINE: dict[str, Any] = {"base_url": "http://127.0.0.1:9/api", "firm_id": 1, "auth": "token"}
_BLOCKING, _AWAITED = AddeparClient(**_OFFLINE), AsyncAddeparClient(**_OFFLINE)
RESOURCES = ("jobs", "files", "archived_files", "generated_reports", "positions", "snapshots")
# What every method takes.
_COMMON = ("timeout", "extra_query", "extra_headers")
_STARS: dict[Any, str] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
# Public because public methods return or accept them.
_MODULES: dict[Any, tuple[str, ...]] = {
    pagers: ("Pager", "AsyncPager", "Page"),
    budget_stores: ("MemoryStore", "SqliteStore", "RedisStore"),
    batch: ("BatchResult", "SyncResult", "Outcome", "Progress", "BulkResult", "Row"),
}
BESIDE: dict[str, Any] = {name: getattr(module, name) for module, names in _MODULES.items() for name in names}


def pages() -> dict[str, str]:
    """The pages by their paths."""
    return {
        "python/index.md": _clients(),
        **{f"python/{name}.md": _resource(name) for name in RESOURCES},
        "python/methods.md": _all_methods(),
        "python/errors.md": _errors(),
        "python/classes.md": _classes(),
        "python/models.md": _models(),
    }


def entries() -> Iterator[tuple[str, str]]:
    """Page and anchor of every name that the reference must have."""
    for name in addepar_client.__all__:
        yield _home(name), name.strip("_")
    for resource in RESOURCES:
        for method in methods(getattr(_BLOCKING, resource)):
            yield f"python/{resource}.md", f"{resource}.{method}"


def methods(thing: Any) -> dict[str, Any]:
    """The public methods of a resource."""
    return {name: value for name, value in inspect.getmembers(thing, callable) if not name.startswith("_")}


def link(name: str) -> str:
    """A link to where a name is explained, or the name."""
    bare = re.sub(r"\[.*", "", name)
    page = _home(bare)
    return f"[`{name}`]({page.removeprefix('python/')}#{bare})" if page else code(name)


def _home(name: str) -> str:
    value = BESIDE.get(name) or (getattr(addepar_client, name) if name in addepar_client.__all__ else None)
    if value is None:
        return "python/models.md" if name in addepar_api.models.__all__ else ""
    if value in (AddeparClient, AsyncAddeparClient):
        return "python/index.md"
    if inspect.isclass(value) and issubclass(value, addepar_client.AddeparError):
        return "python/errors.md"
    return "python/classes.md"


def _clients() -> str:
    out = "# Python reference\n\n"
    out += (
        "Everything that you import comes from `addepar_client`. A client has settings and six resources; "
        "`AsyncAddeparClient` has the same ones with the same methods and arguments, awaited.\n\n"
    )
    rows = [[f"[`client.{name}`]({name}.md)", summary(type(getattr(_BLOCKING, name)))] for name in RESOURCES]
    out += table(["Resource", "What it is for"], rows)
    out += _class("AddeparClient", AddeparClient) + _class("AsyncAddeparClient", AsyncAddeparClient)
    return out


def _resource(name: str) -> str:
    blocking, awaited = getattr(_BLOCKING, name), getattr(_AWAITED, name)
    out = f"# client.{name}\n\n{rendered(type(blocking), link)}"
    out += table(
        ["Method", "What it does"],
        ([f"[`{one}`](#{name}.{one})", summary(value)] for one, value in methods(blocking).items()),
    )
    common = shared(list(methods(blocking).values()))
    out += "## What most methods share\n\n"
    out += (
        "Most methods take these arguments, as their signatures show, and raise these errors. The methods below list "
    )
    out += "only what is specific to them.\n\n" + shared_tables(common, link)
    leave_out = {entry for entries in common.values() for entry in entries}
    for one, method in methods(blocking).items():
        out += heading(2, one, f"{name}.{one}") + fenced("python", f"client.{name}.{_signature(one, method)}")
        if inspect.iscoroutinefunction(getattr(awaited, one)):
            out += f"Async: `await client.{name}.{one}(...)`.\n\n"
        else:
            out += f"Async: `async for row in client.{name}.{one}(...)`.\n\n"
        out += rendered(method, link, leave_out)
    return out


def _all_methods() -> str:
    """Every method on one line, with the names of its own arguments and what it returns."""
    out = "# All methods\n\nEvery method of the client, with its arguments. Those after `*` are keywords, and those "
    out += f"in brackets are optional. Every method also takes {', '.join(code(name) for name in _COMMON)}. "
    out += (
        "`AsyncAddeparClient` has the same methods: use lists with `async for`, and everything else with `await`.\n\n"
    )
    for resource in RESOURCES:
        out += f"## client.{resource}\n\n"
        rows = []
        for name, method in methods(getattr(_BLOCKING, resource)).items():
            signature = inspect.signature(method)
            shown = f"{name}({', '.join(_argument_names(signature))})"
            result = _type(signature.return_annotation) or "None"
            rows.append([f"[{code(shown)}]({resource}.md#{resource}.{name})", code(result), summary(method)])
        out += table(["Method", "Returns", "What it does"], rows)
    return out


def _argument_names(signature: inspect.Signature) -> Iterator[str]:
    starred = False
    for parameter in signature.parameters.values():
        if parameter.name in ("self", *_COMMON):
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        shown = f"{_STARS.get(parameter.kind, '')}{parameter.name}"
        yield shown if parameter.default is inspect.Parameter.empty else f"[{shown}]"


def _errors() -> str:
    out = "# Errors\n\n"
    out += (
        "Every failure is an exception from this tree. Nothing is returned instead of raised. All can be pickled and "
        "copied, and none holds a credential, a request body or a live connection.\n\n"
    )
    out += '<div class="tree" markdown="1">\n\n' + _branch(addepar_client.AddeparError, 0) + "\n</div>\n\n"
    for kind in _descendants(addepar_client.AddeparError):
        out += heading(2, kind.__name__, kind.__name__) + f"Is a {_bases(kind)}.\n\n" + rendered(kind, link)
        out += _members(kind, 3)
    return out


def _branch(kind: type, depth: int) -> str:
    line = "    " * depth + f"- [`{kind.__name__}`](#{kind.__name__}): {summary(kind)}\n"
    return line + "".join(_branch(each, depth + 1) for each in _below(kind))


def _below(kind: type) -> list[type]:
    return [each for each in kind.__subclasses__() if each.__name__ in addepar_client.__all__]


def _descendants(kind: type) -> Iterator[type]:
    yield kind
    for each in _below(kind):
        yield from _descendants(each)


def _bases(kind: type) -> str:
    names = [link(base.__name__) if base.__name__ in addepar_client.__all__ else code(base.__name__)
            for base in kind.__bases__]  # fmt: skip
    return " and a ".join(names)


def _classes() -> str:
    out = "# Other classes\n\nWhat methods return, and what settings accept.\n\n"
    named = {
        name: getattr(addepar_client, name) for name in addepar_client.__all__ if _home(name) == "python/classes.md"
    }
    for name, value in sorted((named | BESIDE).items(), key=lambda each: each[0].lower()):
        if not inspect.isclass(value):
            out += (
                heading(2, code(name), name.strip("_"))
                + f"The version of the installed package, such as `{value}`.\n\n"
            )
        else:
            home = next((module.__name__ for module, names in _MODULES.items() if name in names), "addepar_client")
            out += _class(name, value, home)
    return out


def _class(name: str, kind: type, home: str = "addepar_client") -> str:
    out = heading(2, name, name) + fenced("python", f"from {home} import {name}")
    is_for_users = inspect.isfunction(kind.__init__) and not dataclasses.is_dataclass(kind)
    if is_for_users and not getattr(kind, "_is_protocol", False) and not inspect.isabstract(kind):
        out += fenced("python", _signature(name, kind))
    return out + rendered(kind, link) + _members(kind, 3)


def _members(kind: type, level: int) -> str:
    """The public methods and properties that a class defines or inherits from another class of this project."""
    out = ""
    found: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        if each.__module__.startswith(("addepar_client", "addepar_api", "addepar_core")):
            found |= vars(each)
    for name, value in found.items():
        plain = value.__func__ if isinstance(value, classmethod) else value
        ours = str(getattr(plain, "__module__", "")).startswith("addepar") or isinstance(plain, property)
        if name.startswith("_") or name == "authorize" or not ours or not inspect.getdoc(plain):
            continue
        anchor = f"{kind.__name__}.{name}"
        if isinstance(plain, property):
            out += heading(level, name, anchor) + rendered(plain, link)
        elif inspect.isfunction(plain):
            awaited = "await " if inspect.iscoroutinefunction(plain) else ""
            owner = kind.__name__ if isinstance(value, classmethod) else ""
            shown = _signature(f"{owner}.{name}" if owner else f".{name}", plain)
            out += heading(level, name, anchor) + fenced("python", awaited + shown) + rendered(plain, link)
    return out


def _models() -> str:
    out = "# Models\n\n"
    out += (
        "What rows and documents are made of: `from addepar_api.models import ...`. Each has `to_dict()` and "
        "`from_dict(mapping)`. Attributes are dicts with a property for each known member; what was not sent, and "
        "what is null, reads as `None`. Everything else is an attrs class. [Read records](../guides/read-records.md) "
        "shows how to use them. The JSON form of each is under [Schemas](../http/schemas.md).\n\n"
    )
    for name in sorted(addepar_api.models.__all__):
        kind = getattr(addepar_api.models, name)
        out += heading(2, name, name)
        if hasattr(kind, "__members__"):
            out += table(["Name", "Value"], ([code(one.name), code(str(one.value))] for one in kind))
            continue
        out += rendered(kind, link)
    return out


def _signature(name: str, thing: Any) -> str:
    """A call with its arguments, on one line if they fit, otherwise one argument per line."""
    signature = inspect.signature(thing)
    parts, starred = [], False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
        starred = starred or parameter.kind in (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_POSITIONAL)
        parts.append(_parameter(parameter))
    result = "" if inspect.isclass(thing) else _type(signature.return_annotation)
    arrow = f" -> {result}" if result else ""
    line = f"{name}({', '.join(parts)}){arrow}"
    if len(line) <= 88:
        return line
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){arrow}"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = _STARS.get(parameter.kind, "")
    kind = _type(parameter.annotation)
    out = f"{stars}{parameter.name}" + (f": {kind}" if kind else "")
    if parameter.default is inspect.Parameter.empty:
        return out
    default = (
        "..." if type(parameter.default).__name__ == "Unset" or callable(parameter.default) else repr(parameter.default)
    )
    return f"{out} = {default}"


def _type(annotation: Any) -> str:
    if annotation is inspect.Parameter.empty:
        return ""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    text = re.sub(
        r"\b(?:addepar_api|addepar_client|addepar_core|collections|typing|datetime|httpx|types)(?:\.\w+)*\.(?=[A-Z])|\bbuiltins\.",
        "",
        text,
    )
    text = re.sub(r" \| Unset\b|\bUnset \| ", "", text)
    return text.strip("'\"").replace('"', "").replace("'", "")
