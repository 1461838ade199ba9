"""The specification that a running sandbox publishes, with the sandbox as its only server."""

from __future__ import annotations

import functools
import json
from typing import Any

from addepar_sandbox.spec.spec import API_ROOT, Spec

TOKEN_PATH = "/public/oauth2/token"  # noqa: S105 - an address
_HEAD = ("openapi", "info")


def as_json(spec: Spec, origin: str) -> str:
    """The document in JSON, for a sandbox at this origin, such as `http://127.0.0.1:8700`."""
    return json.dumps({**_head(spec, origin), **_rest(spec, origin)}, ensure_ascii=False)


def as_yaml(spec: Spec, origin: str) -> str:
    """The document in YAML without aliases, which many readers limit."""
    return _dumped(json.dumps(_head(spec, origin))) + _dumped(json.dumps(_rest(spec, origin)))


def _head(spec: Spec, origin: str) -> dict[str, Any]:
    server = {"url": origin + API_ROOT, "description": "This sandbox: firm 1, key sandbox, secret sandbox."}
    return {**{name: spec.document[name] for name in _HEAD if name in spec.document}, "servers": [server]}


def _rest(spec: Spec, origin: str) -> dict[str, Any]:
    rest = {name: value for name, value in spec.document.items() if name not in (*_HEAD, "servers")}
    return _with_token_endpoint(rest, origin + API_ROOT + TOKEN_PATH)


def _with_token_endpoint(rest: dict[str, Any], url: str) -> dict[str, Any]:
    """Set the token endpoint of the sandbox, which has no consent page."""
    components = rest.get("components", {})
    schemes = {
        name: {
            **scheme,
            "flows": {
                kind: {**flow, **{key: url for key in ("tokenUrl", "refreshUrl") if key in flow}}
                for kind, flow in scheme["flows"].items()
            },
        }
        if "flows" in scheme
        else scheme
        for name, scheme in components.get("securitySchemes", {}).items()
    }
    return {**rest, "components": {**components, "securitySchemes": schemes}}


@functools.lru_cache(maxsize=8)
def _dumped(document: str) -> str:
    """The serialized document, cached for each address because half a megabyte is slow to write."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        """Writes multi-line text as blocks."""

    def text(dumper: Any, value: str) -> Any:
        style = "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    # What comes out of JSON shares nothing, so nothing becomes an alias.
    return str(yaml.dump(json.loads(document), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120))
