"""Subtle defects of positions, snapshots and jobs, each read off a sentence of the API's pages and none off a test."""

from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, change_stored, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.holdings import positions, rules, snapshots
from addepar_sandbox.handlers.holdings import resource as position_resource
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import results
from addepar_sandbox.handlers.registry import HANDLERS
from addepar_sandbox.http.response.answer import Answer


@defect("spaces in fields[entities] belong to the names", "positions")
def blanks_in_fields_count() -> None:
    def change(call: Call) -> None:
        sent = dict(call.raw_query).get("fields[entities]")
        if sent is not None:
            call.query["fields[entities]"] = sent.split(",")

    change_call("positions_list", change)


@defect("filters for modified positions look at their creation", "positions")
def modified_filter_reads_created() -> None:
    original = positions._filters

    def filters(call: Call) -> Any:
        matches = original(call)

        def looks(row: Any) -> bool:
            row.body["modified_at"], kept = row.body["created_at"], row.body["modified_at"]
            try:
                return bool(matches(row))
            finally:
                row.body["modified_at"] = kept

        return looks

    positions._filters = filters


@defect("a day in quotes is taken for no filter", "positions")
def quoted_day_is_ignored() -> None:
    def change(call: Call) -> None:
        for name, value in list(call.query.items()):
            if isinstance(value, str) and value.startswith('"'):
                del call.query[name]

    change_call("positions_list", change)


@defect("a change of a position moves its creation", "positions")
def created_at_moves() -> None:
    def change(body: Any, call: Call, row_id: str) -> bool:
        if row_id == call.ids["position_id"]:
            body["created_at"] = call.now()
        return row_id == call.ids["position_id"]

    change_stored("positions_update", position_resource.KIND, change)


@defect("a percentage of ownership is rounded to percents", "positions")
def percentage_is_rounded() -> None:
    original, name = rules.read_attributes, "incepting_open_position_ownership_percentage"

    def read(call: Call, given: dict[str, Any], place: str) -> dict[str, Any]:
        kept = original(call, given, place)
        return {**kept, name: round(kept[name], 2)} if isinstance(kept.get(name), float) else kept

    positions.read_attributes = read


@defect("a bulk change of positions is answered in another order", "positions")
def bulk_answer_in_other_order() -> None:
    change_answer("positions_update_many", lambda answer, call: answer.document["data"].reverse())


@defect("the date of a custom value is lost", "positions")
def custom_date_is_lost() -> None:
    original = rules._custom_values
    rules._custom_values = lambda values, place: [{**each, "date": None} for each in original(values, place)]


@defect("valuations of share-based assets need units too", "snapshots")
def valuations_need_units() -> None:
    original = snapshots._check_units
    snapshots._check_units = lambda call, attributes, owned, place: original(
        call, {**attributes, "type": "snapshot"}, owned, place
    )


@defect("a change of a snapshot's amount sets its currency to dollars", "snapshots")
def currency_becomes_dollars() -> None:
    original = snapshots._update

    def update(call: Call, item: dict[str, Any], place: str) -> Any:
        row = original(call, item, place)
        if "amount" in item["attributes"] and "currency" not in item["attributes"]:
            row.body["attributes"]["currency"] = "USD"
            call.rows(snapshots.KIND).replace(row.id, row.body)
        return row

    snapshots._update = update


@defect("a comment is cut after 255 characters", "snapshots")
def comment_is_cut() -> None:
    def change(call: Call) -> None:
        for item in call.document["data"]:
            if item["attributes"].get("comment"):
                item["attributes"]["comment"] = item["attributes"]["comment"][:255]

    change_call("snapshots_create", change)


@defect("a price factor is not recorded", "snapshots")
def price_factor_is_dropped() -> None:
    def change(call: Call) -> None:
        for item in call.document["data"]:
            item["attributes"].pop("price_factor", None)

    change_call("snapshots_create", change)


@defect("a valuation is recorded as a snapshot", "snapshots")
def valuation_becomes_snapshot() -> None:
    def change(call: Call) -> None:
        for item in call.document["data"]:
            item["attributes"]["type"] = "snapshot"

    change_call("snapshots_create", change)


@defect("in a bulk change null removes nothing", "snapshots")
def null_in_bulk_is_ignored() -> None:
    def change(call: Call) -> None:
        for item in call.document["data"]:
            item["attributes"] = {name: value for name, value in item["attributes"].items() if value is not None}

    change_call("snapshots_update_many", change)


@defect("another owner in a change of a snapshot is accepted and ignored", "snapshots")
def other_owner_is_ignored() -> None:
    change_call("snapshots_update", lambda call: call.document["data"].pop("relationships", None))


@defect("users with limited access read every snapshot", "snapshots")
def limited_user_reads_snapshots() -> None:
    snapshots.sees_both_ends = lambda identity, row: True


@defect("everybody sees the jobs of everybody", "jobs")
def jobs_of_others_are_seen() -> None:
    jobs.visible = lambda identity, row: True


@defect("a job for the firm takes any id", "jobs")
def firm_of_any_id() -> None:
    original = jobs.check_parameters

    def check(call: Call, job_type: str, parameters: dict[str, Any]) -> None:
        firm = parameters["portfolio_type"].upper() == "FIRM"
        original(call, job_type, {**parameters, "portfolio_id": "1"} if firm else parameters)

    jobs.check_parameters = check


@defect("query jobs take the types of portfolios that only views have", "jobs")
def queries_take_view_types() -> None:
    original = jobs.check_parameters
    jobs.check_parameters = lambda call, job_type, parameters: original(call, jobs.VIEW, parameters)


@defect("a TSV result is separated by commas", "jobs")
def tsv_with_commas() -> None:
    original = results.build
    results.build = lambda parameters, kind: original(parameters, "csv" if kind == "tsv" else kind)


@defect("an XLSX result is not a workbook", "jobs")
def xlsx_is_no_workbook() -> None:
    original = results.build
    results.build = lambda parameters, kind: original(parameters, "csv" if kind == "xlsx" else kind)


@defect("the filters of a query job are not applied", "jobs")
def query_filters_not_applied() -> None:
    results._passes = lambda holding, wanted: True


@defect("each job names the same creator", "jobs")
def creator_is_always_the_same() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        answer.document["data"]["relationships"]["creator"]["data"]["id"] = "44"
        return answer

    wrap("jobs_create", handler)


@defect("each result is called portfolio_data.json", "jobs")
def result_is_always_called_json() -> None:
    name = {"Content-Disposition": 'attachment; filename="portfolio_data.json"'}
    change_answer("jobs_download", lambda answer, call: answer.headers.update(name) if answer.content else None)


@defect("a completed job does not say where its result is", "jobs")
def completed_without_location() -> None:
    change_answer("jobs_get", lambda answer, call: answer.headers.pop("Location", None))


@defect("a percentage of completion stays at zero", "jobs")
def percent_stays_zero() -> None:
    original = HANDLERS["jobs_get"]

    def handler(call: Call) -> Answer:
        answer = original(call)
        attributes = dict(answer.document["data"]["attributes"])
        if "percent_complete" in attributes:
            attributes["percent_complete"] = 0.0
        answer.document["data"] = {**answer.document["data"], "attributes": attributes}
        return answer

    HANDLERS["jobs_get"] = handler
