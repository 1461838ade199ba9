"""Defects of lists: filters, pages, links, order."""

from dataclasses import replace
from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, forget_parameter, wrap

from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi import pagination
from addepar_sandbox.http.response.answer import Answer


@defect("the entity filter of files is ignored", "files")
def filter_ignored() -> None:
    forget_parameter("files_list", "filter[files][entityId]")


@defect("the created-after filter of archived files is ignored", "archived_files")
def archive_filter_ignored() -> None:
    forget_parameter("archived_files_list", "filter[files][createdAfter]")


@defect("the status filter of report runs is ignored", "generated_reports")
def status_filter_ignored() -> None:
    forget_parameter("generated_reports_list", "filter[status]")


@defect("the status filter of report runs looks at its first value only", "generated_reports")
def status_filter_takes_one() -> None:
    def change(call: Call) -> None:
        if "filter[status]" in call.query:
            call.query["filter[status]"] = call.query["filter[status]"][:1]

    change_call("generated_reports_list", change)


@defect("a filter for positions created before a day leaves out that day itself", "positions")
def filter_bound_is_exclusive() -> None:
    def change(answer: Answer, call: Call) -> None:
        bound = call.query.get("filter[created_before]")
        rows = answer.document["data"]
        if bound is not None:
            rows = [row for row in rows if row.get("attributes", {}).get("created_at", "")[:10] != bound]
        answer.document["data"] = rows

    change_answer("positions_list", change)


@defect("a group filter wins over an entity filter", "files")
def group_filter_wins() -> None:
    def change(call: Call) -> None:
        if "filter[files][groupId]" in call.query:
            call.query.pop("filter[files][entityId]", None)

    change_call("files_list", change)


@defect("page[limit] is ignored", "positions")
def page_size_ignored() -> None:
    forget_parameter("positions_list", "page[limit]")


@defect("page[size] of report runs is ignored", "generated_reports")
def report_page_size_ignored() -> None:
    forget_parameter("generated_reports_list", "page[size]")


@defect("page[number] of report runs counts from one", "generated_reports")
def pages_count_from_one() -> None:
    def change(call: Call) -> None:
        if call.query.get("page[number]", 0) > 0:
            call.query["page[number]"] -= 1

    change_call("generated_reports_list", change)


def _change_link(operation: str, change: Any) -> None:
    def changed(answer: Answer, call: Call) -> None:
        links = answer.document["links"]
        if links["next"] is not None:
            links["next"] = change(links["next"])

    change_answer(operation, changed)


@defect("next links lead nowhere", "files")
def next_link_broken() -> None:
    _change_link("files_list", lambda link: link.replace("/v1/", "/v2/"))


@defect("next links forget the filters of the list", "files")
def next_link_forgets_filters() -> None:
    _change_link("files_list", lambda link: link.split("&filter")[0])


@defect("the page behind a cursor begins with the last row of the page before", "positions")
def cursor_repeats_a_row() -> None:
    original = pagination._sequence_number
    pagination._sequence_number = lambda cursor: max(0, original(cursor) - 1)


@defect("the last page has a next link too", "positions")
def next_link_on_last_page() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["links"]["next"] = answer.document["links"]["next"] or "/v1/positions?page[after]=999999"

    change_answer("positions_list", change)


@defect("fields[entities] is ignored", "positions")
def fields_ignored() -> None:
    forget_parameter("positions_list", "fields[entities]")


@defect("report runs are listed oldest first", "generated_reports")
def reports_in_wrong_order() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["data"].reverse()

    change_answer("generated_reports_list", change)


@defect("report runs that have not finished can be read", "generated_reports")
def running_report_readable() -> None:
    reports._requested = lambda call: reports._find(
        call, reports.KIND, call.ids["generated_report_id"], "Generated report"
    )


@defect("the list of jobs leaves out those that failed", "jobs")
def failed_jobs_not_listed() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["data"] = [row for row in answer.document["data"] if row["attributes"]["status"] != "Error"]

    change_answer("jobs_list", change)


@defect("parameters that the operation does not have are accepted", "files")
def unknown_parameters_accepted() -> None:
    from addepar_sandbox import app

    original = app.read_query
    app.read_query = lambda spec, operation, items: original(
        spec, operation, [item for item in items if item[0] in operation.query or item[0] == "result"]
    )


def _any_kind(operation: str, entity: str, group: str) -> None:
    """Each id filter also finds what belongs to the other kind's thing of that id."""

    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        swapped = dict(call.query)
        swapped[entity], swapped[group] = call.query.get(group), call.query.get(entity)
        other = original(replace(call, query={name: value for name, value in swapped.items() if value is not None}))
        present = {row["id"] for row in answer.document["data"]}
        answer.document["data"] += [row for row in other.document["data"] if row["id"] not in present]
        return answer

    def only_one(original: Handler, call: Call) -> Answer:
        return handler(original, call) if len({entity, group} & call.query.keys()) == 1 else original(call)

    wrap(operation, only_one)


@defect("a group filter of report runs also finds the entity of that id, and the other way round", "generated_reports")
def report_filters_take_any_kind() -> None:
    _any_kind("generated_reports_list", "filter[entityId]", "filter[groupId]")


@defect("a group filter of files also finds the entity of that id, and the other way round", "files")
def file_filters_take_any_kind() -> None:
    _any_kind("files_list", "filter[files][entityId]", "filter[files][groupId]")


@defect("a group filter of archived files also finds the entity of that id", "archived_files")
def archive_filters_take_any_kind() -> None:
    _any_kind("archived_files_list", "filter[files][entityId]", "filter[files][groupId]")
