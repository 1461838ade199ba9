"""The objects are at home elsewhere: type hints, notebooks, data frames, pydantic and FastAPI, ids of requests."""

import inspect
import typing
from collections.abc import Iterator
from typing import Any

import pytest

import addepar_api
from addepar_api import models
from addepar_client import AddeparClient, AsyncAddeparClient

RESOURCES = ("archived_files", "files", "generated_reports", "jobs", "positions", "snapshots")


def public_methods() -> Iterator[Any]:
    for kind in (AddeparClient, AsyncAddeparClient, addepar_api.Client, addepar_api.AsyncClient):
        client: Any = kind(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret"))
        for owner in (kind, *(type(getattr(client, name)) for name in RESOURCES)):
            for name in dir(owner):
                method = inspect.getattr_static(owner, name)
                method = getattr(method, "fget", None) or getattr(method, "__func__", method)
                if not name.startswith("_") and inspect.isfunction(method):
                    yield pytest.param(method, id=f"{owner.__module__}.{owner.__name__}.{name}")


@pytest.mark.parametrize("method", [*public_methods()])
def test_the_type_hints_of_each_method_can_be_read(method: Any) -> None:
    hints = typing.get_type_hints(method)
    assert hints.keys() >= set(inspect.signature(method).parameters) - {"self", "cls", "options"}
    assert "return" in hints


def test_the_type_hints_say_what_a_method_returns() -> None:
    assert typing.get_type_hints(type(_client().files).upload)["return"] is models.FileResource
    assert typing.get_type_hints(type(_client().jobs).get)["return"] is models.Job
    assert typing.get_args(typing.get_type_hints(type(_client().positions).list)["return"]) == (models.Position,)
    assert typing.get_origin(typing.get_type_hints(type(_client().jobs).as_completed)["return"]) is not None


@pytest.mark.parametrize("name", models.__all__)
def test_the_type_hints_of_each_model_can_be_read(name: str) -> None:
    typing.get_type_hints(getattr(models, name))


def _client() -> Any:
    return AddeparClient(base_url="http://127.0.0.1:1/api", firm_id=1, auth=("key", "secret"))
