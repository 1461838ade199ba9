"""Jobs against the states that each has to be in."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, rule
from tests.contract.models.machine import Machine

PATH = ("Queued", "In Progress - Waiting For Capacity", "Picked Up By Job Runner", "In Progress")
DAY = 86_400
_JOB_HOURS = 4
_dates = st.sampled_from(["2023-12-31", "2024-01-31"])


@dataclass
class RunningJob:
    """What the model knows of a job: the states before it, the one it is in, and how many looks it takes to go on."""

    ahead: list[str]
    created: float
    looks: int = 0

    @property
    def status(self) -> str:
        return self.ahead[0]

    def looked_at(self, looks_per_state: int) -> None:
        if len(self.ahead) > 1:
            self.looks += 1
            if self.looks == looks_per_state:
                self.looks = 0
                del self.ahead[0]


class Jobs(Machine):
    """Submit, look, cancel, download and let time pass; each look is predicted."""

    submitted = Bundle("submitted")

    def __init__(self) -> None:
        super().__init__()
        self.sandbox.add_entity("22")
        self.sandbox.jobs.path = PATH
        self.jobs: dict[str, RunningJob] = {}
        self.now = 0.0
        self.looks = 1

    @initialize(looks=st.integers(1, 2))
    def pace(self, looks: int) -> None:
        self.looks = self.sandbox.jobs.reads = looks

    def _submit(self, job_type: str, parameters: dict[str, Any], end: str) -> str:
        body = {"data": {"type": "jobs", "attributes": {"job_type": job_type, "parameters": parameters}}}
        data = self.accepted(202, "jobs_create", body=body)["data"]
        assert data["id"] not in self.jobs
        assert data["attributes"]["status"] == PATH[0]
        self.jobs[data["id"]] = RunningJob([*PATH, end], self.now)
        return str(data["id"])

    @rule(target=submitted, output_type=st.sampled_from(["csv", "JSON", "xlsx"]), known=st.booleans(), day=_dates)
    def submit_view(self, output_type: str, known: bool, day: str) -> str:
        parameters = {"view_id": "2", "portfolio_type": "entity", "portfolio_id": "22" if known else "404"}
        parameters |= {"output_type": output_type, "start_date": "2020-01-01", "end_date": day}
        return self._submit("portfolio_view_results", parameters, "Completed" if known else "Error")

    @rule(target=submitted, ids=st.lists(st.sampled_from(["22", 22]), min_size=1, max_size=2), day=_dates)
    def submit_query(self, ids: list[Any], day: str) -> str:
        parameters = {"portfolio_type": "ENTITY", "portfolio_id": ids, "start_date": "2020-01-01", "end_date": day}
        parameters |= {"columns": [{"key": "value"}], "groupings": []}
        return self._submit("PORTFOLIO_QUERY", parameters, "Completed")

    @rule(portfolio=st.sampled_from([("FIRM", "2"), ("FIRM_ACCOUNTS", "1")]))
    def submit_a_wrong_query(self, portfolio: tuple[str, str]) -> None:
        parameters: dict[str, Any] = {"portfolio_type": portfolio[0], "portfolio_id": portfolio[1]}
        parameters |= {
            "start_date": "2020-01-01",
            "end_date": "2024-01-31",
            "columns": [{"key": "value"}],
            "groupings": [],
        }
        attributes = {"job_type": "PORTFOLIO_QUERY", "parameters": parameters}
        self.refused(400, "jobs_create", body={"data": {"type": "jobs", "attributes": attributes}})

    @rule(job_id=submitted, times=st.sampled_from([1, 2, 10]))
    def look(self, job_id: str, times: int) -> None:
        """Ten looks bring any job to its end."""
        job = self.jobs[job_id]
        for _ in range(times):
            job.looked_at(self.looks)
            attributes = self.caller.document("jobs_get", job_id)["data"]["attributes"]
            assert attributes["status"] == job.status
            assert bool(attributes.get("errors")) == (job.status in ("Error", "Error Cancelled"))

    @rule(job_id=submitted)
    def cancel(self, job_id: str) -> None:
        job = self.jobs[job_id]
        self.accepted(204, "jobs_cancel", job_id)
        if job.status == "In Progress":
            job.ahead, job.looks = ["Cancel Requested", "User Cancelled"], 0
        elif job.status in (*PATH, "Completed"):
            job.ahead, job.looks = ["User Cancelled"], 0

    @rule(job_id=submitted)
    def download(self, job_id: str) -> None:
        status = self.jobs[job_id].status
        answer = self.caller.call("jobs_download", job_id)
        assert answer.status_code == {"Completed": 200, "Timed Out": 410}.get(status, 404), status
        if status == "Completed":
            assert answer.content
            assert self.caller.call("jobs_download", job_id).content == answer.content

    @rule(hours=st.sampled_from([1, 5, 23]))
    def wait(self, hours: int) -> None:
        """After four hours a running job is stopped, after a day a result is gone."""
        self.sandbox.clock.advance(hours * 3600)
        self.now += hours * 3600
        for job in self.jobs.values():
            age = self.now - job.created
            if job.status in (*PATH, "Cancel Requested") and age > _JOB_HOURS * 3600:
                job.ahead = ["Error Cancelled"]
            elif job.status == "Completed" and age >= DAY:
                job.ahead = ["Timed Out"]

    @invariant()
    def list_is_the_model(self) -> None:
        """Looking at the list moves nothing on."""
        listed = {row["id"]: row["attributes"]["status"] for row in self.caller.walk("jobs_list")}
        assert listed == {job_id: job.status for job_id, job in self.jobs.items()}
