"""Applies documents of the OpenAPI Overlay Specification 1.0 to a specification.

An overlay is a list of actions. Each has a `target` (JSONPath, RFC 9535) and either `update`, which is merged into each
object that the target selects, or `remove: true`. Merging replaces values, merges objects, and appends to arrays.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any


class OverlayError(ValueError):
    """The overlay cannot be applied; the message names file, action and reason."""


def read_overlay(path: Path) -> dict[str, Any]:
    """An overlay document from YAML or JSON.

    Raises:
        OverlayError: the file does not exist, or is something else.
    """
    import yaml

    try:
        content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise OverlayError(f"{path}: {error}") from error
    if not isinstance(content, dict) or "overlay" not in content or not isinstance(content.get("actions"), list):
        raise OverlayError(f"{path}: an OpenAPI Overlay begins with `overlay: 1.0.0` and has a list of `actions`")
    return content


def apply_overlay(document: dict[str, Any], overlay: dict[str, Any], name: str = "overlay") -> dict[str, Any]:
    """A copy of the document with all actions of the overlay applied in order.

    By the standard, an action whose target selects nothing has no effect. Here it is an error, because the target is
    nearly always misspelled, or the document contains the fact by now.

    Args:
        document: the specification.
        overlay: the overlay document.
        name: the name of the overlay in errors, such as its file name.

    Raises:
        OverlayError: an action has no valid target, selects nothing, or updates what is not an object.
    """
    result = copy.deepcopy(document)
    for number, action in enumerate(overlay["actions"]):
        place = f"{name}: actions[{number}]"
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            raise OverlayError(f"{place}: an action needs a target")
        _act(result, action, f"{place}: {action['target']}")
    return result


def _act(document: dict[str, Any], action: dict[str, Any], place: str) -> None:
    from jsonpath import JSONPathError, finditer

    try:
        targets = list(finditer(action["target"], document))
    except JSONPathError as error:
        raise OverlayError(f"{place}: {error}") from error
    if not targets:
        raise OverlayError(f"{place}: selects nothing")
    if action.get("remove"):
        # From the end, so that the places in a list stay right.
        for match in reversed(targets):
            if match.parent is None:
                raise OverlayError(f"{place}: the whole document cannot be removed")
            container: Any = match.parent.obj
            del container[match.parts[-1]]
        return
    if "update" not in action:
        raise OverlayError(f"{place}: an action needs `update` or `remove: true`")
    for match in targets:
        target: Any = match.obj
        if isinstance(target, list):
            target.append(copy.deepcopy(action["update"]))
        elif isinstance(target, dict) and isinstance(action["update"], dict):
            _merge(target, action["update"])
        else:
            raise OverlayError(f"{place}: only objects and arrays can be updated; select the enclosing one")


def _merge(target: dict[str, Any], update: dict[str, Any]) -> None:
    for key, value in update.items():
        present = target.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            present.extend(copy.deepcopy(value))
        else:
            target[key] = copy.deepcopy(value)
