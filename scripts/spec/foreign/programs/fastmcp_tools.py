"""FastMCP: an MCP server made from the specification; its tools are called as a model would call them."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
from fastmcp import Client as McpClient
from fastmcp import FastMCP
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, SPECIFICATION, URL, run

document = json.loads(Path(SPECIFICATION).read_text(encoding="utf-8"))
http = httpx2.AsyncClient(base_url=URL, auth=(KEY, SECRET), headers={"Addepar-Firm": FIRM})


def without_schema(_: Any, component: Any) -> None:
    """Remove the output schema of downloads: a response that may be a table is not structured content."""
    if component.name.endswith("_download"):
        component.output_schema = None


server = FastMCP.from_openapi(
    openapi_spec=document, client=http, name="addepar", validate_output=False, mcp_component_fn=without_schema
)


def call(name: str, **arguments: Any) -> Any:
    async def once() -> Any:
        async with McpClient(server) as client:
            return await client.call_tool(name, arguments)

    return runner.run(once())


runner = asyncio.Runner()


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        query = {"filter[files][entityId]": "22", "page[limit]": 2, **({"page[after]": after} if after else {})}
        page = call("files_list", **query).structured_content
        return [row["id"] for row in page["data"]], (page.get("links") or {}).get("next")

    def reports(self) -> list[Any]:
        found = call("generated_reports_list", **{"filter[status]": ["FINISHED", "ERROR"]}).structured_content
        return [row["id"] for row in found["data"]]

    def upload(self) -> Any:
        return call("files_upload", file=CONTENT.decode("latin-1"), metadata=METADATA).structured_content["data"]["id"]

    def download(self, file_id: str) -> bytes:
        return str(call("files_download", file_id=file_id).content[0].text).encode("latin-1")

    def submit(self) -> Any:
        return call("jobs_create", **JOB).structured_content["data"]["id"]

    def status(self, job_id: str) -> Any:
        return call("jobs_get", job_id=job_id).structured_content["data"]["attributes"]["status"]

    def result(self, job_id: str) -> bytes:
        return str(call("jobs_download", job_id=job_id).content[0].text).encode()


run(Client())
