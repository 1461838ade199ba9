"""openapi-generator, python: a body read as bytes needs the method without a model."""

import json
from typing import Any

from openapi_client import ApiClient, Configuration, FilesApi, GeneratedReportsApi, JobsApi
from openapi_client.models import JobCreateDocument
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, URL, run

configuration = Configuration(host=URL, username=KEY, password=SECRET, api_key={"addeparFirm": FIRM})
api = ApiClient(configuration)
files, jobs, reports = FilesApi(api), JobsApi(api), GeneratedReportsApi(api)


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        page = files.files_list(filter_files_entity_id="22", page_limit=2, page_after=after)
        return [row.id.actual_instance for row in page.data], page.links.next if page.links else None

    def reports(self) -> list[Any]:
        return [row.id.actual_instance for row in reports.generated_reports_list(filter_status="FINISHED,ERROR").data]

    def upload(self) -> Any:
        return files.files_upload(("statement.pdf", CONTENT), json.dumps(METADATA)).data.id.actual_instance

    def download(self, file_id: str) -> bytes:
        return bytes(files.files_download(file_id))

    def submit(self) -> Any:
        return jobs.jobs_create(JobCreateDocument.from_dict(JOB)).data.id.actual_instance

    def status(self, job_id: str) -> Any:
        return jobs.jobs_get(job_id).data.attributes.status.actual_instance

    def result(self, job_id: str) -> bytes:
        return jobs.jobs_download_without_preload_content(job_id).data


run(Client())
