"""What every program of this folder does, whatever client it uses: five tasks, each reported on one line."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

URL, FIRM = os.environ["ADDEPAR_BASE_URL"], os.environ["ADDEPAR_FIRM_ID"]
KEY, SECRET = os.environ["ADDEPAR_KEY"], os.environ["ADDEPAR_SECRET"]
SPECIFICATION = os.environ.get("ADDEPAR_SPECIFICATION", "")
FOLDER = Path(os.environ["TASKS_FOLDER"])
CONTENT = (FOLDER / "statement.pdf").read_bytes()
METADATA: dict[str, Any] = {
    "data": {
        "type": "files",
        "attributes": {"name": "statement.pdf"},
        "relationships": {"associated_entities": {"data": [{"type": "entities", "id": "22"}]}},
    }
}
JOB: dict[str, Any] = {
    "data": {
        "type": "jobs",
        "attributes": {
            "job_type": "portfolio_view_results",
            "parameters": {
                "view_id": "7",
                "portfolio_type": "entity",
                "portfolio_id": "22",
                "output_type": "csv",
                "start_date": "2024-01-01",
                "end_date": "2024-03-31",
            },
        },
    }
}


class Client(Protocol):
    """What a program adds. Each method raises if the API answers with an error."""

    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        """The ids of a page of the files of entity 22, two at a time, and the `next` link."""

    def reports(self) -> list[Any]:
        """The ids of the report runs that finished or failed."""

    def upload(self) -> Any:
        """The id of the file that was stored."""

    def download(self, file_id: str) -> bytes: ...

    def submit(self) -> Any:
        """The id of the job."""

    def status(self, job_id: str) -> Any: ...

    def result(self, job_id: str) -> bytes: ...


def run(client: Client) -> None:
    """Do the five tasks; one that fails does not keep the others from running."""
    tasks: dict[str, Callable[[Client], str]] = {
        "list": _list,
        "statuses": lambda client: ",".join(str(each) for each in client.reports()),
        "upload": lambda client: str(client.upload()),
        "download": _download,
        "job": _job,
    }
    for name, task in tasks.items():
        try:
            print(name, "ok", task(client), flush=True)
        except Exception as error:  # noqa: BLE001 - whatever the tool raises is its result
            print(name, "failed", " ".join(f"{type(error).__name__}: {error}".split()), flush=True)


def _list(client: Client) -> str:
    found, after = [], None
    while True:
        rows, link = client.page(after)
        found += rows
        if not link:
            return ",".join(str(each) for each in found)
        after = parse_qs(urlsplit(link).query)["page[after]"][0]


def _download(client: Client) -> str:
    (FOLDER / "download").write_bytes(client.download(os.environ["TASKS_FILE"]))
    return ""


def _job(client: Client) -> str:
    job = str(client.submit())
    for _ in range(50):
        if str(getattr(status := client.status(job), "value", status)) == "Completed":
            (FOLDER / "job").write_bytes(client.result(job))
            return job
    raise RuntimeError("the job does not end")
