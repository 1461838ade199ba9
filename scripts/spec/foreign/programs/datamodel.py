"""datamodel-code-generator: its pydantic models read and write the bodies, httpx sends them."""

from typing import Any

import httpx
from models import (
    FileDocument,
    FileListDocument,
    FileMetadataDocument,
    GeneratedReportListDocument,
    JobCreateDocument,
    JobDocument,
)
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, URL, run

http = httpx.Client(base_url=URL, auth=(KEY, SECRET), headers={"Addepar-Firm": FIRM})
VENDOR = {"Content-Type": "application/vnd.api+json"}


def read(answer: httpx.Response) -> bytes:
    return answer.raise_for_status().content


def plain(value: Any) -> Any:
    """The id itself; some are models of one value."""
    return getattr(value, "root", value)


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        query = {"filter[files][entityId]": "22", "page[limit]": 2, **({"page[after]": after} if after else {})}
        page = FileListDocument.model_validate_json(read(http.get("/v1/files", params=query)))
        return [plain(row.id) for row in page.data], page.links.next if page.links else None

    def reports(self) -> list[Any]:
        answer = http.get("/v1/generated_reports", params={"filter[status]": "FINISHED,ERROR"})
        data = GeneratedReportListDocument.model_validate_json(read(answer)).data
        return [plain(row.id) for row in (data if isinstance(data, list) else [data])]

    def upload(self) -> Any:
        metadata = FileMetadataDocument.model_validate(METADATA).model_dump_json(exclude_none=True)
        parts = {"file": ("statement.pdf", CONTENT), "metadata": (None, metadata, "application/json")}
        return plain(FileDocument.model_validate_json(read(http.post("/v1/files", files=parts))).data.id)

    def download(self, file_id: str) -> bytes:
        return read(http.get(f"/v1/files/{file_id}/download"))

    def submit(self) -> Any:
        body = JobCreateDocument.model_validate(JOB).model_dump_json(exclude_unset=True)
        return plain(JobDocument.model_validate_json(read(http.post("/v1/jobs", content=body, headers=VENDOR))).data.id)

    def status(self, job_id: str) -> Any:
        attributes = JobDocument.model_validate_json(read(http.get(f"/v1/jobs/{job_id}"))).data.attributes
        return attributes and attributes.status

    def result(self, job_id: str) -> bytes:
        return read(http.get(f"/v1/jobs/{job_id}/download"))


run(Client())
