"""The public face: names, what importing costs, and that both clients are the same."""

import importlib.metadata
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import addepar_api
import addepar_cli
import addepar_client
import addepar_core
from addepar_api.operations import OPERATIONS
from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient, errors

RESOURCES = ("jobs", "generated_reports", "snapshots", "positions", "files", "archived_files")
# Built of several operations, or submitting in another form.
_BULK = {"bulk_create", "bulk_update", "bulk_delete"}
BEYOND = {
    "jobs": {"submit_view", "submit_query", "wait", "wait_all", "as_completed", "run", "run_view", "run_query"},
    "files": {"upload_folder", "download_all"},
    "archived_files": {"download_all"},
    "generated_reports": {"sync"},
    "positions": _BULK,
    "snapshots": _BULK,
}
# Give something to iterate over, and no coroutine.
ITERATED = {"list", "as_completed", "pages"}


@pytest.fixture(scope="module")
def clients() -> tuple[AddeparClient, AsyncAddeparClient]:
    options: Any = {"base_url": "http://127.0.0.1:9/api", "firm_id": 1, "auth": "token"}
    return AddeparClient(**options), AsyncAddeparClient(**options)


def methods(resource: Any) -> dict[str, Any]:
    return {name: value for name, value in inspect.getmembers(resource, callable) if not name.startswith("_")}


def test_every_name_is_there_and_no_other() -> None:
    for name in addepar_client.__all__:
        assert getattr(addepar_client, name) is not None
    assert dir(addepar_client) == addepar_client.__all__
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = addepar_client.no_such_name


def test_type_checkers_see_the_same_names() -> None:
    source = inspect.getsource(addepar_client)
    imports = [line for line in source.splitlines() if line.startswith("    from addepar_") and " as " in line]
    names = {line.split()[-1] for line in imports}
    names |= {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, AddeparError)}
    assert names | {"__version__"} == set(addepar_client.__all__)


def test_the_version_is_the_distributions() -> None:
    assert addepar_client.__version__ == importlib.metadata.version("addepar-client")


def test_importing_loads_no_model_no_sandbox_and_no_http_library() -> None:
    code = "import sys, json, addepar_client; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = json.loads(ran.stdout)
    ours = ["addepar_client", "addepar_core", "addepar_core._version"]
    assert [name for name in loaded if name.startswith(("addepar_", "httpx", "attr", "asyncio"))] == ours
    code = (
        "import sys, json; from addepar_client import AddeparClient;"
        "AddeparClient(base_url='http://127.0.0.1:9/api', firm_id=1, auth='t').files;"
        "print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)  # noqa: S603
    late = ("addepar_api.models.", "asyncio", "addepar_client.batch.documents", "addepar_client.batch.r")
    assert [name for name in loaded if name.startswith(late)] == []


def test_both_clients_have_the_same_methods_arguments_and_documentation(clients: tuple[Any, Any]) -> None:
    for name in RESOURCES:
        blocking, awaited = (methods(getattr(client, name)) for client in clients)
        assert set(blocking) == set(awaited)
        for method in blocking:
            one, other = inspect.signature(blocking[method]), inspect.signature(awaited[method])
            assert one.parameters == other.parameters, f"{name}.{method}"
            assert inspect.iscoroutinefunction(awaited[method]) != (method in ITERATED)
            assert not inspect.iscoroutinefunction(blocking[method])
            documentation = [
                (each.__doc__ or "").replace("AsyncPager", "Pager") for each in (blocking[method], awaited[method])
            ]
            assert "".join(documentation[0].split()) == "".join(documentation[1].split())
    arguments = [inspect.signature(kind).parameters for kind in (AddeparClient, AsyncAddeparClient)]
    assert list(arguments[0]) == list(arguments[1])


def test_every_operation_is_reached_by_exactly_one_method(clients: tuple[Any, Any]) -> None:
    for client in clients:
        reached = {
            f"{name}_{method}"
            for name in RESOURCES
            for method in methods(getattr(client, name))
            if method not in BEYOND.get(name, set())
        }
        assert reached == set(OPERATIONS)


def test_every_public_thing_is_documented(clients: tuple[Any, Any]) -> None:
    for client in clients:
        for name in RESOURCES:
            assert getattr(type(client), name).__doc__
            for method, value in methods(getattr(client, name)).items():
                assert "Source: " in (value.__doc__ or ""), f"{name}.{method}"
    for name in addepar_client.__all__:
        assert name == "__version__" or getattr(addepar_client, name).__doc__, name


def test_arguments_are_explained(clients: tuple[Any, Any]) -> None:
    for value in (
        *(methods(clients[0].files)[name] for name in ("upload", "download", "upload_folder", "download_all")),
        clients[0].generated_reports.sync,
        clients[0].positions.bulk_create,
    ):
        for argument in inspect.signature(value).parameters:
            assert re.search(rf"^ +[\w, ]*\b{argument}\b[\w, ]*: ", value.__doc__, re.MULTILINE), argument


def test_return_annotations_name_results_and_not_how_they_are_made(clients: tuple[Any, Any]) -> None:
    for client in clients:
        assert inspect.signature(client.jobs.run_view).return_annotation == "JobResult"
        assert inspect.signature(client.files.upload).return_annotation == "models.FileResource"


def test_reprs_help(clients: tuple[Any, Any]) -> None:
    assert repr(clients[0]) == "AddeparClient(base_url='http://127.0.0.1:9/api', firm_id='1')"
    assert repr(clients[1].files.list()) == "<rows of files_list>"


def test_only_one_module_names_the_http_library() -> None:
    folders = [
        Path(package.__file__ or "").parent for package in (addepar_core, addepar_api, addepar_client, addepar_cli)
    ]
    naming = re.compile(r"^ *(import|from) http(x|core)", re.MULTILINE)
    found = [
        path.relative_to(folder.parent).as_posix()
        for folder in folders
        for path in folder.rglob("*.py")
        if naming.search(path.read_text("utf-8"))
    ]
    assert found == ["addepar_core/transport/http_library.py"], "the others take it from there"
