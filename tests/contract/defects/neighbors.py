"""Defects of a second stranger: what belongs to others, what was not named, what is seldom sent.

Like those of `overlooked`: the tests missed each of them once, and each stands for a kind.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, change_stored, defect, wrap

from addepar_sandbox import app
from addepar_sandbox.auth import access
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import associations, resource
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.holdings import positions, snapshots
from addepar_sandbox.handlers.holdings import resource as position_resource
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response import byte_ranges
from addepar_sandbox.http.response.answer import Answer, Content, no_content


def _by_all_data(operation: str) -> None:
    """Whoever may call the operation may call it for every portfolio."""
    wrap(operation, lambda original, call: original(replace(call, identity=replace(call.identity, all_data=True))))


def _needs_no(operation: str, of: Callable[[Any], bool]) -> None:
    original = access.check_permissions

    def check(wanted: Any, identity: Any) -> Any:
        if wanted.id == operation:
            wanted = replace(wanted, permissions=tuple(each for each in wanted.permissions if not of(each)))
        return original(wanted, identity)

    app.check_permissions = check


@defect("a user may delete positions of others", "positions")
def positions_of_others_deleted() -> None:
    _by_all_data("positions_delete")


@defect("a user may add a group to a file of others", "files")
def groups_added_to_files_of_others() -> None:
    _by_all_data("files_add_groups")


@defect("a user may create a position between entities that they do not see", "positions")
def positions_created_for_others() -> None:
    _by_all_data("positions_create")


@defect("a user may file a document under a group that they do not see", "files")
def filed_under_groups_of_others() -> None:
    original = associations.known_ids

    def known(call: Call, *rest: Any) -> list[str]:
        return original(replace(call, identity=replace(call.identity, all_data=True)), *rest)

    associations.known_ids = known


@defect("positions can be deleted without the permission for transactions", "positions")
def deletion_without_permission() -> None:
    _needs_no("positions_delete", lambda permission: permission.name.startswith("Transactions"))


@defect("a bulk change assigns attributes without the permission to do so", "positions")
def attributes_without_permission_in_bulk() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        fewer = tuple(each for each in call.operation.permissions if not each.attributes)
        return original(replace(call, operation=replace(call.operation, permissions=fewer)))

    wrap("positions_update_many", handler)


@defect("changing a position changes others with the same owned entity", "positions")
def siblings_change_too() -> None:
    def change(body: dict[str, Any], call: Call, row_id: str) -> bool:
        data = call.document["data"]
        named = call.rows(position_resource.KIND).get(call.ids["position_id"])
        if named is None or body["owned"] != named.body["owned"] or "display_name" not in data.get("attributes", {}):
            return False
        body["attributes"]["display_name"] = data["attributes"]["display_name"]
        return row_id != named.id

    change_stored("positions_update", position_resource.KIND, change)


@defect("deleting a snapshot deletes its position", "snapshots")
def snapshot_takes_its_position() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        row = snapshots.find_snapshot(call, call.ids["snapshot_id"])
        answer = original(call)
        call.rows(position_resource.KIND).remove(row.body["position"])
        return answer

    wrap("snapshots_delete", handler)


@defect("a changed position moves to the end of the list", "positions")
def changed_position_moves() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        rows = call.rows(position_resource.KIND)
        row = positions.find_position(call, call.ids["position_id"])
        rows.remove(row.id)
        rows.add(row.id, row.body)
        return answer

    wrap("positions_update", handler)


@defect("a bulk deletion that is refused takes effect in part", "positions")
def refused_deletions_take_effect() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        try:
            return original(call)
        except ApiError as error:
            for each in call.document["data"]:
                call.rows(position_resource.KIND).remove(str(each["id"]))
            return Answer(status=error.status, document={"errors": [{"status": str(error.status)}]})

    wrap("positions_delete_many", handler)


@defect("of two changes of one position in a bulk the first counts", "positions")
def first_of_two_changes_counts() -> None:
    def change(call: Call) -> None:
        seen: set[str] = set()
        for each in call.document["data"]:
            if str(each["id"]) in seen:
                each["attributes"] = {}
            seen.add(str(each["id"]))

    change_call("positions_update_many", change)


@defect("a bulk change of a trade date is ignored, and not refused", "snapshots")
def trade_date_ignored_in_bulk() -> None:
    def change(call: Call) -> None:
        for each in call.document["data"]:
            each["attributes"].pop("trade_date", None)

    change_call("snapshots_update_many", change)


@defect("a change of a file's groups alone removes its entities", "files")
def change_of_groups_removes_entities() -> None:
    def change(body: dict[str, Any], call: Call, row_id: str) -> bool:
        sent = call.document["data"].get("relationships", {})
        if row_id != call.ids["file_id"] or "associated_groups" not in sent or "associated_entities" in sent:
            return False
        body["entities"] = []
        return True

    change_stored("files_update", resource.LIVE, change)


@defect("replacing a file's groups with none changes nothing", "files")
def empty_replacement_ignored() -> None:
    wrap("files_replace_groups", lambda original, call: original(call) if call.document["data"] else no_content())


@defect("a name beyond ASCII is stored with question marks", "files")
def names_lose_letters() -> None:
    def change(call: Call) -> None:
        attributes = call.upload.metadata["data"]["attributes"]
        attributes["name"] = attributes["name"].encode("ascii", "replace").decode()

    change_call("files_upload", change)


@defect("the archive returns the right number of wrong bytes", "archived_files")
def archived_bytes_swapped() -> None:
    def change(answer: Answer, call: Call) -> None:
        assert answer.content is not None
        raw = Path(str(answer.content.source)).read_bytes()
        half = len(raw) // 2
        answer.content = Content(raw[half:] + raw[:half], len(raw), answer.content.etag)

    change_answer("archived_files_download", change)


@defect("a part without an end lacks the last byte", "files")
def open_range_short_by_a_byte() -> None:
    original = byte_ranges._requested

    def requested(content: Content, headers: Any) -> tuple[int, int] | None:
        found = original(content, headers)
        is_open = headers.get("range", "").endswith("-")
        return (found[0], found[1] - 1) if found and is_open and found[1] > 1 else found

    byte_ranges._requested = requested


@defect("a filter ignores fractions of a second", "files")
def fractions_ignored() -> None:
    original = files.parse_moment

    def parse(text: str) -> Any:
        moment = original(text)
        return moment.replace(microsecond=0) if moment else moment

    files.parse_moment = parse


@defect("a job shows the default of a parameter, whatever was sent", "jobs")
def job_shows_a_default() -> None:
    def change(answer: Answer, call: Call) -> None:
        parameters = answer.document["data"]["attributes"]["parameters"]
        if "hide_previous_holdings" in parameters:
            parameters["hide_previous_holdings"] = False

    change_answer("jobs_get", change)
