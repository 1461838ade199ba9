"""Subtle defects of files and report runs, each read off a sentence of the API's pages and none off a test."""

from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, change_stored, defect, wrap

from addepar_sandbox.auth.access import Identity
from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import associations, resource
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.spec.spec import Operation


@defect("an archived file has lost its entities", "files")
def archive_forgets_entities() -> None:
    def change(body: Any, call: Call, row_id: str) -> bool:
        if row_id == call.ids["file_id"]:
            body["entities"] = []
        return row_id == call.ids["file_id"]

    change_stored("files_delete", resource.ARCHIVED, change)


@defect("the time of a file's deletion is that of its creation", "files")
def deleted_at_is_created_at() -> None:
    def change(body: Any, call: Call, row_id: str) -> bool:
        if row_id == call.ids["file_id"]:
            body["attributes"]["deleted_at"] = body["attributes"]["created_at"]
        return row_id == call.ids["file_id"]

    change_stored("files_delete", resource.ARCHIVED, change)


@defect("a file created at exactly that time counts as created after it", "files")
def created_after_includes_the_moment() -> None:
    original = files._filters

    def filters(call: Call) -> Any:
        after = call.query.get("filter[files][createdAfter]")
        matches = original(call)
        without = {name: text for name, text in call.query.items() if name != "filter[files][createdAfter]"}
        rest = original(Call(**{**vars(call), "query": without}))
        return lambda row: matches(row) or (after == row.body["attributes"]["created_at"] and rest(row))

    files._filters = filters


@defect("of a range of times only the beginning counts", "files")
def range_without_end() -> None:
    def change(call: Call) -> None:
        if "filter[files][createdAfter]" in call.query:
            call.query.pop("filter[files][createdBefore]", None)

    change_call("files_list", change)


@defect("an entity filter also finds entities whose id begins so", "files")
def entity_filter_takes_prefixes() -> None:
    original = files._filters

    def filters(call: Call) -> Any:
        wanted = call.query.get("filter[files][entityId]")
        if wanted is None:
            return original(call)
        without = {
            k: v for k, v in call.query.items() if k not in ("filter[files][entityId]", "filter[files][groupId]")
        }
        rest = original(Call(**{**vars(call), "query": without}))
        return lambda row: rest(row) and any(each.startswith(wanted) for each in row.body["entities"])

    files._filters = filters


@defect("a renamed file is downloaded under its first name", "files")
def download_has_the_first_name() -> None:
    def rename(handler: Handler, call: Call) -> Answer:
        first = resource.find_file(call).body["attributes"]["name"]
        answer = handler(call)
        row = resource.find_file(call)
        row.body.setdefault("first_name", first)
        call.rows(resource.LIVE).replace(row.id, row.body)
        return answer

    def download(answer: Answer, call: Call) -> None:
        first = resource.find_file(call).body.get("first_name")
        if first:
            answer.headers["Content-Disposition"] = f'attachment; filename="{first}"'

    wrap("files_update", rename)
    change_answer("files_download", download)


@defect("replacing the entities of a file removes its groups", "files")
def replacing_entities_takes_groups() -> None:
    def change(body: Any, call: Call, row_id: str) -> bool:
        if row_id == call.ids["file_id"]:
            body["groups"] = []
        return row_id == call.ids["file_id"]

    change_stored("files_replace_entities", resource.LIVE, change)


@defect("a group that the file has already is added once more", "files")
def added_twice() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        before = resource.find_file(call).body["groups"]
        answer = original(call)
        row = resource.find_file(call)
        row.body["groups"] = [*before, *(str(each["id"]) for each in call.document["data"])]
        call.rows(resource.LIVE).replace(row.id, row.body)
        return answer

    wrap("files_add_groups", handler)


@defect("the content type of an uploaded file is lost", "files")
def content_type_lost() -> None:
    original = files.new_file
    files.new_file = lambda blob, name, kind, at: original(blob, name, "application/octet-stream", at)


@defect("a user may change a file that also belongs to groups of others", "files")
def partial_access_changes_files() -> None:
    files.find_writable_file = associations.find_writable_file = resource.find_file


@defect("an entity filter of report runs does not look at failed portfolios", "generated_reports")
def failed_portfolios_not_found() -> None:
    original = reports._filters

    def filters(call: Call) -> Any:
        matches = original(call)
        wanted = call.query.get("filter[entityId]")

        def narrower(row: Any) -> bool:
            generated = row.body["attributes"]["generated_portfolios"]
            ids = {str(each["portfolio_id"]) for each in generated if each["portfolio_type"] == "entity"}
            return matches(row) and (wanted is None or wanted in ids)

        return narrower

    reports._filters = filters


@defect("a run that finished at exactly that time counts as finished before it", "generated_reports")
def completed_before_includes_the_moment() -> None:
    original = reports._filters

    def filters(call: Call) -> Any:
        before = call.query.get("filter[completed_before]")
        matches = original(call)
        without = {name: text for name, text in call.query.items() if name != "filter[completed_before]"}
        rest = original(Call(**{**vars(call), "query": without}))
        same = (before or "").removesuffix("Z")
        return lambda row: (
            matches(row)
            or (before is not None and row.body["attributes"]["completed_at"].startswith(same) and rest(row))
        )

    reports._filters = filters


@defect("who may read files may also read the creator of a run", "generated_reports")
def creator_without_users_scope() -> None:
    from addepar_sandbox import app

    original = app.check_scopes

    def check(operation: Operation, identity: Identity) -> None:
        if not (operation.id == "generated_reports_creator" and "FILES" in identity.granted):
            original(operation, identity)

    app.check_scopes = check


@defect("the ZIP of a run is that of the first run", "generated_reports")
def zip_of_the_first_run() -> None:
    original = reports._requested

    def zipped(call: Call) -> Any:
        first = next(iter(call.rows(reports.KIND).rows()))
        original(call)
        return reports._find(call, resource.LIVE, first.body["zipped_file"], "File")

    reports._zipped_file = zipped
