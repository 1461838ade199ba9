"""Defects that the tests once overlooked, planted by people who had not written them; each stands for a kind."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.files import resource
from addepar_sandbox.handlers.holdings import snapshots
from addepar_sandbox.handlers.jobs import states
from addepar_sandbox.handlers.jsonapi import pagination
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.state.clock import Clock
from addepar_sandbox.state.job_settings import CANCEL_REQUESTED, QUEUED, USER_CANCELLED, WAITING
from addepar_sandbox.state.store import Row


def _link_drops(operation: str, dropped: str, other: str) -> None:
    def change(answer: Answer, call: Call) -> None:
        links = answer.document["links"]
        if links["next"] and other in links["next"]:
            links["next"] = re.sub(rf"&{re.escape(dropped)}=[^&]*", "", links["next"])

    change_answer(operation, change)


@defect("next links of files drop the end of a range of times", "files")
def next_link_drops_created_before() -> None:
    _link_drops("files_list", "filter[files][createdBefore]", "filter[files][createdAfter]")


@defect("next links of archived files drop a group filter if there is a time too", "archived_files")
def next_link_drops_group() -> None:
    _link_drops("archived_files_list", "filter[files][groupId]", "filter[files][created")


@defect("next links of positions drop the creation if the change is filtered too", "positions")
def next_link_drops_created_after() -> None:
    _link_drops("positions_list", "filter[created_after]", "filter[modified_after]")


@defect("next links of report runs drop the status if there is an entity too", "generated_reports")
def next_link_drops_status() -> None:
    _link_drops("generated_reports_list", "filter[status]", "filter[entityId]")


def _requested_first(status: str) -> None:
    original = states.cancel

    def cancel(body: dict[str, Any], clock: Clock) -> None:
        if body["attributes"]["status"] == status:
            states.start(body, [CANCEL_REQUESTED, USER_CANCELLED], clock)
        else:
            original(body, clock)

    states.cancel = cancel


@defect("a job that waits for capacity is asked to stop before it is canceled", "jobs")
def waiting_job_is_asked_to_stop() -> None:
    _requested_first(WAITING)


@defect("a queued job is asked to stop before it is canceled", "jobs")
def queued_job_is_asked_to_stop() -> None:
    _requested_first(QUEUED)


def _extensions_compared_if(both: Callable[[str, str], bool]) -> None:
    original = files._check_extension

    def check(field: str, name: str, other_field: str, other_name: str) -> None:
        if both(PurePosixPath(name).suffix, PurePosixPath(other_name).suffix):
            original(field, name, other_field, other_name)

    files._check_extension = check


@defect("a name without an extension fits any file", "files")
def name_without_extension_fits() -> None:
    _extensions_compared_if(lambda name, other: bool(name))


@defect("a file without an extension takes any name", "files")
def file_without_extension_takes_any_name() -> None:
    _extensions_compared_if(lambda name, other: bool(other))


@defect("a number as the id of a group is not found among those to remove", "files")
def numbers_are_not_removed() -> None:
    def change(call: Call) -> None:
        kept = [each for each in call.document["data"] if isinstance(each["id"], str)]
        call.document["data"] = kept

    change_call("files_remove_groups", change)


@defect("a cursor begins again if the row before it has been deleted", "positions")
def cursor_of_a_deleted_row_begins_again() -> None:
    original = pagination.cursor_page

    def page(call: Call, kind: str, wanted: Callable[[Row], bool]) -> Any:
        cursor = call.query.get("page[after]")
        if cursor and int(cursor) not in {row.seq for row in call.rows(kind).rows()}:
            call.query.pop("page[after]")
        return original(call, kind, wanted)

    from addepar_sandbox.handlers.holdings import positions

    positions.cursor_page = page


def _keep(call: Call) -> None:
    """Let what has been written stay, although the request is refused."""
    call.services.store.execute("COMMIT")
    call.services.store.execute("BEGIN")


@defect("an upload that names an unknown entity is refused, and stored", "files")
def refused_upload_is_stored() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        try:
            return original(call)
        except ApiError as error:
            if "relationships" in error.detail:
                body = resource.new_file(call.upload.writer.commit(), "refused.txt", "text/plain", call.now())
                call.rows(resource.LIVE).add(call.rows(resource.LIVE).next_id(), {**body, "groups": [], "entities": []})
                _keep(call)
            raise

    wrap("files_upload", handler)


@defect("a query job forgets the arguments of its columns", "jobs")
def arguments_of_columns_lost() -> None:
    def change(call: Call) -> None:
        for column in call.document["data"]["attributes"]["parameters"].get("columns", ()):
            column.pop("arguments", None)

    change_call("jobs_create", change)


@defect("a refused bulk change of snapshots takes effect in part", "snapshots")
def refused_snapshot_changes_take_effect() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        try:
            return original(call)
        except ApiError:
            first = call.document["data"][0]
            row = call.rows(snapshots.KIND).get(str(first["id"]))
            if row is not None:
                row.body["attributes"].update(first["attributes"])
                call.rows(snapshots.KIND).replace(row.id, row.body)
                _keep(call)
            raise

    wrap("snapshots_update_many", handler)
