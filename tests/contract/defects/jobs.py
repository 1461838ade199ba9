"""Defects of jobs: states, results, cancelling."""

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import parameters, results, states
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.state.clock import Clock
from addepar_sandbox.state.job_settings import QUEUED, UNFINISHED, USER_CANCELLED, JobSettings


@defect("a job goes back to the state before, every other poll", "jobs")
def job_goes_back() -> None:
    looks: dict[str, int] = {}

    def change(answer: Answer, call: Call) -> None:
        job_id = call.ids["job_id"]
        looks[job_id] = looks.get(job_id, 0) + 1
        if looks[job_id] % 2 == 0:
            answer.document["data"]["attributes"]["status"] = QUEUED

    change_answer("jobs_get", change)


@defect("a job never ends", "jobs")
def job_never_ends() -> None:
    original = states._step

    def step(body: dict, steps: int, clock: Clock) -> None:
        original(body, min(steps, len(body["path"]) - 2 - body["step"]), clock)

    states._step = step


@defect("a job can be downloaded before it has finished", "jobs")
def download_before_completion() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        row = call.rows(jobs.KIND).get(call.ids["job_id"])
        if row is not None and row.body["attributes"]["status"] in UNFINISHED:
            return jobs._result(row)
        return original(call)

    wrap("jobs_download", handler)


@defect("the result of a job is not the same twice", "jobs")
def result_changes() -> None:
    original, count = results.build, iter(range(10**9))

    def build(parameters: dict, output_type: str) -> bytes:
        return original({**parameters, "view_id": next(count)}, output_type)

    results.build = build


@defect("cancelling does nothing", "jobs")
def cancel_does_nothing() -> None:
    states.cancel = lambda body, clock: None


@defect("a cancelled job keeps its result", "jobs")
def cancelled_result_stays() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        row = call.rows(jobs.KIND).get(call.ids["job_id"])
        if row is not None and row.body["attributes"]["status"] == USER_CANCELLED:
            return jobs._result(row)
        return original(call)

    wrap("jobs_download", handler)


@defect("results never expire", "jobs")
def result_never_expires() -> None:
    original = states.move_on

    def move_on(body: dict, settings: JobSettings, clock: Clock, limits: dict, looked_at: bool) -> None:
        original(body, settings, clock, {**limits, "result-seconds": 10**9}, looked_at)

    states.move_on = move_on


@defect("listing jobs advances them", "jobs")
def list_moves_jobs_on() -> None:
    original = jobs._moved_on
    jobs._moved_on = lambda call, row, looked_at: original(call, row, True)


@defect("a job for a portfolio that does not exist completes", "jobs")
def unknown_portfolio_completes() -> None:
    parameters._unknown_portfolio = lambda call, given: None


@defect("a view job forgets the end of its period", "jobs")
def parameters_lost() -> None:
    def change(call: Call) -> None:
        call.document["data"]["attributes"]["parameters"].pop("end_date", None)

    change_call("jobs_create", change)
