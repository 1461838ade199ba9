"""openapi-python-client without templates: bytes are in the response that sync_detailed returns."""

import json
from io import BytesIO
from typing import Any

from addepar_plain import Client as PlainClient
from addepar_plain.api.files import files_download, files_list, files_upload
from addepar_plain.api.generated_reports import generated_reports_list
from addepar_plain.api.jobs import jobs_create, jobs_download, jobs_get
from addepar_plain.models import FileUpload, JobCreateDocument
from addepar_plain.types import UNSET, File
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, URL, run

client = PlainClient(
    base_url=URL, headers={"Addepar-Firm": FIRM}, httpx_args={"auth": (KEY, SECRET)}, raise_on_unexpected_status=True
)


def read(response: Any) -> Any:
    if response.status_code >= 300:
        raise RuntimeError(f"{response.status_code}: {response.content!r}")
    return response


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        page = read(
            files_list.sync_detailed(client=client, filterfilesentity_id="22", pagelimit=2, pageafter=after or UNSET)
        ).parsed
        return [row.id for row in page.data], page.links.next_ if page.links else None

    def reports(self) -> list[Any]:
        data = read(generated_reports_list.sync_detailed(client=client, filterstatus="FINISHED,ERROR")).parsed.data
        return [row.id for row in (data if isinstance(data, list) else [data])]

    def upload(self) -> Any:
        body = FileUpload(
            file=File(payload=BytesIO(CONTENT), file_name="statement.pdf"),
            metadata=json.dumps(METADATA),
        )
        return read(files_upload.sync_detailed(client=client, body=body)).parsed.data.id

    def download(self, file_id: str) -> bytes:
        return bytes(read(files_download.sync_detailed(file_id, client=client)).content)

    def submit(self) -> Any:
        return read(jobs_create.sync_detailed(client=client, body=JobCreateDocument.from_dict(JOB))).parsed.data.id

    def status(self, job_id: str) -> Any:
        return read(jobs_get.sync_detailed(job_id, client=client)).parsed.data.attributes.status

    def result(self, job_id: str) -> bytes:
        return bytes(read(jobs_download.sync_detailed(job_id, client=client)).content)


run(Client())
