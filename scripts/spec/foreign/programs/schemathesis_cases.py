"""schemathesis: each call is a case of the schema, and its response is checked against the schema."""

import json
from typing import Any

import schemathesis
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, SPECIFICATION, URL, run

schema = schemathesis.openapi.from_path(SPECIFICATION)
schema.config.update(base_url=URL)


def call(path: str, method: str, **options: Any) -> Any:
    case = schema[path][method].Case(headers={"Addepar-Firm": FIRM}, **options)
    return case.call_and_validate(auth=(KEY, SECRET))


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        query = {"filter[files][entityId]": "22", "page[limit]": 2, **({"page[after]": after} if after else {})}
        page = call("/v1/files", "GET", query=query).json()
        return [row["id"] for row in page["data"]], (page.get("links") or {}).get("next")

    def reports(self) -> list[Any]:
        page = call("/v1/generated_reports", "GET", query={"filter[status]": "FINISHED,ERROR"}).json()
        return [row["id"] for row in page["data"]]

    def upload(self) -> Any:
        body = {"file": CONTENT, "metadata": json.dumps(METADATA)}
        return call("/v1/files", "POST", body=body, media_type="multipart/form-data").json()["data"]["id"]

    def download(self, file_id: str) -> bytes:
        return bytes(call("/v1/files/{file_id}/download", "GET", path_parameters={"file_id": file_id}).content)

    def submit(self) -> Any:
        return call("/v1/jobs", "POST", body=JOB, media_type="application/vnd.api+json").json()["data"]["id"]

    def status(self, job_id: str) -> Any:
        response = call("/v1/jobs/{job_id}", "GET", path_parameters={"job_id": job_id})
        return response.json()["data"]["attributes"]["status"]

    def result(self, job_id: str) -> bytes:
        return bytes(call("/v1/jobs/{job_id}/download", "GET", path_parameters={"job_id": job_id}).content)


run(Client())
