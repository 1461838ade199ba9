"""The documentation in the code: complete, the same for both clients, and its examples do what they say."""

import ast
import contextlib
import doctest
import inspect
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Side
from tests.client.test_public import ITERATED, RESOURCES, methods

import addepar_client
from addepar_api.operations import OPERATIONS
from addepar_client import AddeparClient, AsyncAddeparClient
from addepar_sandbox import Sandbox

OWN = [AddeparClient, AsyncAddeparClient, addepar_client.JobResult, addepar_client.JobOutcome]


def clients() -> Iterator[Any]:
    for kind in (AddeparClient, AsyncAddeparClient):
        yield kind(base_url="http://127.0.0.1:9/api", firm_id=1, auth="token")


def named() -> Iterator[tuple[str, Any]]:
    for client in clients():
        for resource in RESOURCES:
            for name, method in methods(getattr(client, resource)).items():
                yield f"{type(client).__name__}.{resource}.{name}", method


@pytest.mark.parametrize(("name", "method"), list(named()))
def test_each_method_tells_arguments_result_errors_and_source(name: str, method: Any) -> None:
    docstring = inspect.getdoc(method) or ""
    signature = inspect.signature(method)
    for part in ("Returns:", "Raises:", "Source: "):
        # What gives nothing has nothing to tell of it.
        assert part in docstring or (part == "Returns:" and signature.return_annotation == "None"), part
    arguments = docstring.partition("Args:")[2].partition("Returns:")[0]
    explained = {one for names in re.findall(r"^ +([\w, ]+): ", arguments, re.MULTILINE) for one in names.split(", ")}
    assert set(signature.parameters) <= explained
    assert re.search(r"Source: .*\bpages? \w+", docstring)


def test_every_public_class_tells_its_attributes() -> None:
    for name in addepar_client.__all__:
        thing = getattr(addepar_client, name)
        if not inspect.isclass(thing) or "__dataclass_fields__" not in vars(thing):
            continue
        docstrings = " ".join(inspect.getdoc(each) or "" for each in thing.__mro__)
        for field in thing.__dataclass_fields__:
            assert field.startswith("_") or re.search(rf"\b{field}\b.*: ", docstrings), f"{name}.{field}"


def examples() -> Iterator[Any]:
    """The examples of the package's own classes and of their methods."""
    finder = doctest.DocTestFinder(recurse=False)
    with_examples: dict[str, Any] = {each.__name__: each for each in OWN}
    for client in clients():
        if isinstance(client, AddeparClient):
            own = {name: value for name, value in inspect.getmembers(type(client)) if not name.startswith("_")}
            with_examples |= {f"AddeparClient.{name}": value for name, value in own.items()}
            for resource in RESOURCES:
                for name, method in methods(getattr(client, resource)).items():
                    with_examples[f"{resource}.{name}"] = method
    for name, thing in with_examples.items():
        for test in finder.find(inspect.unwrap(thing) if callable(thing) else thing, name, globs={}):
            if test.examples:
                yield pytest.param(test, id=name)


class Lenient(doctest.OutputChecker):
    """An example that shows no result may have any."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return not want or super().check_output(want, got, optionflags)


class Awaited(ast.NodeTransformer):
    """An example as it is for the async client: with `await` before each call of the client, `async` before a loop."""

    @staticmethod
    def _sends(node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Call) and re.match(r"client\..*(?<!with_options)$", ast.unparse(node.func)) is not None
        )

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        iterated = isinstance(node.func, ast.Attribute) and node.func.attr in ITERATED
        return ast.Await(node) if self._sends(node) and not iterated else node

    def visit_For(self, node: ast.For) -> ast.stmt:
        self.generic_visit(node)
        return ast.AsyncFor(node.target, node.iter, node.body, node.orelse) if self._sends(node.iter) else node


def shown(source: str, names: dict[str, Any], side: Side) -> str:
    """What an example prints when it is run by itself."""
    tree: ast.AST = ast.parse(source, mode="single")
    if side.name == "async" and "AddeparClient(" not in source:
        tree = ast.fix_missing_locations(Awaited().visit(tree))
    code = compile(tree, "<example>", "single", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)  # type: ignore[arg-type]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        side.run(eval(code, names))  # noqa: S307
    return out.getvalue()


@pytest.mark.parametrize("example", list(examples()))
def test_each_example_does_what_it_says(
    example: doctest.DocTest, side: Side, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "downloads").mkdir()
    if 'upload("report.pdf"' in (example.docstring or ""):
        (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 made up")
    sandbox.add_key("key", "secret", "44")
    client = side.client(sandbox.url or "", firm_id=1)
    names = {**vars(addepar_client), "client": client, "url": sandbox.url}
    names |= {"AddeparClient": AddeparClient, "AsyncAddeparClient": AsyncAddeparClient}
    for one in example.examples:
        found = shown(one.source, names, side)
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        assert Lenient().check_output(one.want, found, flags), f"{one.source}gave {found}"


def test_the_main_methods_have_examples() -> None:
    found = {each.id for each in examples()}
    assert {
        "AddeparClient", "AsyncAddeparClient", "JobResult", "files.upload", "files.download", "jobs.submit_view",
        "jobs.wait", "jobs.as_completed", "jobs.download", "jobs.run_view", "jobs.run_query",
    } <= found  # fmt: skip


def test_each_method_that_writes_has_an_example() -> None:
    writing = {f"{one.tag}.{one.id.removeprefix(one.tag + '_')}" for one in OPERATIONS.values() if one.method != "GET"}
    assert writing <= {each.id for each in examples()}


GUIDE = Path(__file__).parents[2] / "docs" / "moving-from-addepy.md"


def test_the_guide_for_addepy_names_what_there_is() -> None:
    client = next(clients())
    text = GUIDE.read_text("utf-8")
    ours = set(re.findall(r"`client\.(\w+)\.(\w+)", text.partition("## Before")[0])) - {
        (one, other) for one, other in re.findall(r"`client\.(admin|portfolio|ownership)\.(\w+)", text)
    }
    assert all(name in methods(getattr(client, resource)) for resource, name in ours)
    reached = {f"{resource}.{name}" for resource, name in ours}
    assert {"files.upload", "jobs.run_view", "positions.delete_many", "generated_reports.download"} <= reached
    for name in re.findall(r"`(\w+(?:Error|Timeout))`", text.partition("## Errors")[2].replace("AddePy", "")):
        known = {"Error", "ForbiddenError", "TransportError", "RequestTimeoutError", "TimeoutError"}
        assert name in known or hasattr(addepar_client, name), name


def test_the_example_of_the_guide_runs(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("BASE_URL", sandbox.url), ("FIRM_ID", "1"), ("KEY", "sandbox"), ("SECRET", "sandbox")):
        monkeypatch.setenv(f"ADDEPAR_{name}", str(value))
    sandbox.jobs.advance = "at_once"
    code = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[-1]
    exec(code, {})  # noqa: S102
    assert (tmp_path / "returns.csv").stat().st_size
