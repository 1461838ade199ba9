#!/usr/bin/env python3
"""Write generated/addepar_api and generated/openapi.json from openapi.yaml: `generate.py`; `--check` only compares.

`--overlay FILE` changes the specification by an OpenAPI Overlay first, and `--output DIR/addepar_api` writes the result
elsewhere: a client with a firm's own operations and fields, or with those of newer API pages.

openapi-python-client does the parsing and the models, through the classes that its own command line uses; the templates
in overlays/templates do the rest. Every warning of the generator is fatal, because it warns if it leaves something out.
The same input gives the same bytes, in any working directory.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import hashlib
import importlib.metadata
import io
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.schema.untrusted_string import UntrustedString
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.generation import operations, reading
from scripts.generation.api_facts import api_facts
from scripts.generation.bodies import BodySchemas
from scripts.generation.docstrings import docstring
from scripts.generation.fields import FieldWriter, all_properties, qualifier
from scripts.generation.rules.output import output_problems
from scripts.generation.rules.spec import spec_problems
from scripts.tools.running import run

from addepar_sandbox.spec.overlay import OverlayError, apply_overlay, read_overlay
from addepar_sandbox.spec.reading import SOURCE_KEY

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "addepar_api"
# Both determine the generated code, so other versions would write a tree that differs from the committed one.
PINS = {"openapi-python-client": "0.29.1", "ruff": "0.17.6"}
HEADER = (
    f"# Generated from openapi.yaml by `make generate` (openapi-python-client {PINS['openapi-python-client']})."
    " Do not edit.\n"
)
# Explicit rules, no configuration of the repository, no ignore files, no cache: the pinned ruff alone decides.
_ISOLATED = f"{PACKAGE} --isolated --no-cache --no-respect-gitignore --quiet --target-version py311 --line-length 120"
RUFF = (f"check {_ISOLATED} --fix-only --select F401,I,TC005", f"format {_ISOLATED}")


class GenerationError(Exception):
    """The package cannot be generated; the message says why, one problem per line."""


def read(spec_path: Path, overlays: Sequence[Path] = ()) -> tuple[dict[str, Any], str]:
    """The specification with the overlays applied, and the hash of the files that were read.

    Raises:
        GenerationError: a file is not valid YAML, or an overlay cannot be applied.
    """
    source = spec_path.read_bytes()
    try:
        spec: dict[str, Any] = YAML(typ="safe").load(source)
    except YAMLError as error:
        raise GenerationError(f"{spec_path}: {error}") from error
    digest = hashlib.sha256(source)
    try:
        for path in overlays:
            spec = apply_overlay(spec, read_overlay(path), str(path))
            digest.update(path.read_bytes())
    except OverlayError as error:
        raise GenerationError(str(error)) from error
    return spec, digest.hexdigest()


def build(spec_path: Path, package_dir: Path, overlays: Sequence[Path] = ()) -> None:
    """Generate the whole package into a folder that does not exist yet; any problem raises GenerationError."""
    _check_pins()
    spec, digest = read(spec_path, overlays)
    _fail_on(spec_problems(spec))
    config = Config.from_sources(
        ConfigFile.load_from_path(ROOT / "generator-config.yaml"), MetaType.NONE, spec_path, "utf-8", False, package_dir
    )
    data = GeneratorData.from_dict(spec, config=config)
    if isinstance(data, GeneratorError):
        raise GenerationError(_readable(data))
    _name_parameters(spec, data, config)
    project = Project(openapi=data, config=config, custom_template_path=ROOT / "overlays" / "templates")
    try:
        schemas = BodySchemas(spec)
        facts = operations.operation_facts(spec, data, schemas)
        resources = operations.resource_facts(spec, facts)
        project.env.globals.update(
            operations=facts,
            resources=resources,
            facts=api_facts(spec, digest),
            fields=FieldWriter.of(data.models),
            package=PACKAGE,
            schemas=schemas.named,
        )
    except KeyError as missing:
        raise GenerationError(f"{spec_path} does not say {missing}") from missing
    project.env.filters.update(
        literal=repr,
        python_type=operations.python_type,
        all_properties=all_properties,
        docstring=docstring,
        qualified=qualifier([*data.models, *data.enums]),
    )
    with contextlib.redirect_stdout(io.StringIO()):
        errors = project.build()
    _fail_on([_readable(error) for error in errors])
    (package_dir / "errors.py").unlink()  # the runtime has the error classes
    (package_dir / "py.typed").touch()
    _keep_resources(package_dir / "api")
    for name in ("bodies.py", "facts.py", "oauth.py", "operations.py"):
        (package_dir / name).write_text(project.env.get_template(f"{name}.jinja").render(), encoding="utf-8")
    _format(package_dir)
    _fail_on(output_problems(spec, package_dir))


def as_json(spec_path: Path, overlays: Sequence[Path] = ()) -> str:
    """The specification in JSON, with the hash of the openapi.yaml that it was made from."""
    spec, digest = read(spec_path, overlays)
    return json.dumps({**spec, SOURCE_KEY: digest}, ensure_ascii=False, indent=1) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write generated/addepar_api from openapi.yaml.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the committed tree differs")
    parser.add_argument("--spec", type=Path, default=ROOT / "openapi.yaml")
    parser.add_argument(
        "--overlay", type=Path, action="append", default=[], help="change the specification by this overlay first"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "generated" / PACKAGE)
    options = parser.parse_args(arguments)
    output: Path = options.output.absolute()
    if options.overlay and output == (ROOT / "generated" / PACKAGE) and not options.check:
        parser.error("with --overlay, say where to write: --output DIR/addepar_api")
    output.parent.mkdir(parents=True, exist_ok=True)
    # Next to the target, so that moving it there is a rename within one file system.
    with tempfile.TemporaryDirectory(prefix=".generating-", dir=output.parent) as folder:
        fresh = Path(folder) / PACKAGE
        try:
            build(options.spec, fresh, options.overlay)
            described = as_json(options.spec, options.overlay)
        except GenerationError as problem:
            print(problem, file=sys.stderr)
            return 1
        differences = sorted(_differences(fresh, output))
        json_file = output.parent / "openapi.json"
        if not json_file.is_file() or json_file.read_text(encoding="utf-8") != described:
            differences.append("differs: ../openapi.json")
        if options.check:
            for difference in differences:
                print(difference)
            verdict = f"{len(differences)} files differ; run `make generate`" if differences else "nothing differs"
            print(f"{output}: {verdict}")
            return 1 if differences else 0
        if differences:
            json_file.write_text(described, encoding="utf-8")
            _swap(fresh, output, Path(folder) / "previous")
        print(f"{output}: {len(differences)} files changed")
    return 0


def _check_pins() -> None:
    for distribution, pin in PINS.items():
        installed = importlib.metadata.version(distribution)
        if installed != pin:
            raise GenerationError(f"{distribution} {pin} is needed, {installed} is installed")


def _fail_on(problems: Sequence[str]) -> None:
    if problems:
        raise GenerationError("\n".join(problems))


def _readable(error: GeneratorError) -> str:
    """A generator error in a few lines, with the part of the specification that caused it."""
    text = f"{error.level.value}: {error.header} {error.detail or ''}".strip()
    text = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>", "(see below)", text)  # it prints objects, not their texts
    if isinstance(error, ParseError) and error.data is not None:
        text += f"\n    in {error.data.model_dump_json(by_alias=True, exclude_none=True, exclude_defaults=True)[:500]}"
    return text


def _name_parameters(spec: dict[str, Any], data: GeneratorData, config: Config) -> None:
    """Give every query parameter the argument name that the specification sets (`created_after`)."""
    names = {}
    for path, _, operation in reading.operations_of(spec):
        for parameter in reading.parameters_of(spec, path, operation):
            names[operation["operationId"], parameter["name"]] = reading.python_name(parameter)
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            for prop in endpoint.query_parameters:
                name = names[str(endpoint.name), prop.name.get_untrusted_value()]
                prop.set_python_name(UntrustedString(name), config)


def _keep_resources(folder: Path) -> None:
    """Keep one module per resource. The generator's modules of single operations go: operations.py describes them."""
    for resource in [path for path in folder.iterdir() if path.is_dir()]:
        (resource / "__init__.py").rename(folder / f"{resource.name}.py")
        shutil.rmtree(resource)


def _format(package_dir: Path) -> None:
    for module in package_dir.rglob("*.py"):
        module.write_text(HEADER + module.read_text(encoding="utf-8").lstrip(), encoding="utf-8")
    for rules in RUFF:
        # As a module of this interpreter: the first ruff on PATH may be another version.
        command = [sys.executable, "-m", "ruff", *rules.split()]
        done = run(command, cwd=package_dir.parent, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GenerationError(done.stderr or done.stdout)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder)


def _differences(fresh: Path, committed: Path) -> Iterator[str]:
    new, old = set(_files(fresh)), set(_files(committed))
    for path in new | old:
        if path not in old:
            yield f"missing: {path}"
        elif path not in new:
            yield f"not generated: {path}"
        elif not filecmp.cmp(fresh / path, committed / path, shallow=False):
            yield f"differs: {path}"


def _swap(fresh: Path, target: Path, aside: Path) -> None:
    """Replace an old folder by a new one; if that fails, restore the old one."""
    if target.exists():
        target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise


if __name__ == "__main__":
    sys.exit(main())
