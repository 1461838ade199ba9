"""A job that is canceled goes through the statuses that its page names, whatever its status was."""

import pytest

from addepar_contract.calls.calling import PRINTED
from addepar_contract.calls.target import Target

_PATH = ["Queued", "In Progress - Waiting For Capacity", "Picked Up By Job Runner", "In Progress"]
_FOLLOWING = {
    # A job that has not begun does not run. The page says so of those that wait for capacity.
    **{status: ["User Cancelled"] for status in _PATH[:-1]},
    "In Progress": ["Cancel Requested", "User Cancelled"],
    "Completed": ["User Cancelled"],
    # As we read the page, a job that has ended without a result stays as it is.
    **{status: [status] for status in ("Failed", "Error Cancelled", "Timed Out", "Canceled")},
}
_MAX_LOOKS = 12


@pytest.mark.parametrize("status", _FOLLOWING)
def test_canceled_jobs(addepar_target: Target, status: str) -> None:
    ends_as = "Completed" if status in _PATH else status
    addepar_target.set_jobs(advance="reads", reads=1, path=_PATH, ends_as=ends_as)
    caller = addepar_target.caller
    created = caller.call("jobs_create", body=PRINTED["jobs_create_view_request"])
    job_id = created.json()["data"]["id"]

    def listed() -> str:
        """The status as the list has it: to look at the list does not move a job on."""
        rows = {row["id"]: row["attributes"]["status"] for row in caller.walk("jobs_list", {"page[limit]": "2000"})}
        return str(rows[job_id])

    for _ in range(_MAX_LOOKS):
        if listed() == status:
            break
        caller.document("jobs_get", job_id)
    assert listed() == status
    assert caller.call("jobs_cancel", job_id).status_code == 204
    seen = [listed()]
    seen += [caller.document("jobs_get", job_id)["data"]["attributes"]["status"] for _ in range(3)]
    assert list(dict.fromkeys(seen)) == _FOLLOWING[status]
    assert caller.call("jobs_download", job_id).status_code in (404, 410)
