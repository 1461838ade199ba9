"""Defects of positions: bulk requests, rules, times, ids."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.holdings import positions, resource, rules
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.state.store import Collection, Row, Store


def _without_last(call: Call) -> None:
    data = call.document["data"]
    if isinstance(data, list) and len(data) > 1:
        data.pop()


@defect("the last item of a bulk creation is dropped", "positions")
def bulk_item_dropped() -> None:
    change_call("positions_create", _without_last)


@defect("the last item of a bulk change is reported but not made", "positions")
def bulk_change_dropped() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        last = call.document["data"][-1]
        before = call.rows(resource.KIND).get(str(last["id"]))
        answer = original(call)
        if before is not None and len(call.document["data"]) > 1:
            call.rows(resource.KIND).replace(before.id, before.body)
        return answer

    wrap("positions_update_many", handler)


@defect("the last item of a bulk deletion stays", "positions")
def bulk_deletion_dropped() -> None:
    change_call("positions_delete_many", _without_last)


@defect("a bulk request that is refused takes effect in part", "positions")
def bulk_takes_effect_in_part() -> None:
    original = Store.transaction

    @contextmanager
    def transaction(self: Store) -> Iterator[None]:
        refused: ApiError | None = None
        with original(self):
            try:
                yield
            except ApiError as error:
                refused = error
        if refused is not None:
            raise refused

    Store.transaction = transaction  # type: ignore[method-assign]


@defect("a created position is not stored", "positions")
def creation_not_stored() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        data = answer.document["data"]
        for each in data if isinstance(data, list) else [data]:
            call.rows(resource.KIND).remove(each["id"])
        return answer

    wrap("positions_create", handler)


@defect("a change of a position is reported but not stored", "positions")
def change_not_stored() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        before = call.rows(resource.KIND).get(call.ids["position_id"])
        answer = original(call)
        if before is not None:
            call.rows(resource.KIND).replace(before.id, before.body)
        return answer

    wrap("positions_update", handler)


@defect("a change of one attribute removes the others", "positions")
def change_drops_other_attributes() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        row = call.rows(resource.KIND).get(call.ids["position_id"])
        if row is not None and call.document["data"].get("attributes"):
            call.rows(resource.KIND).replace(row.id, {**row.body, "attributes": {}})
        return original(call)

    wrap("positions_update", handler)


@defect("the id in the body of a change is not compared with the path", "positions")
def conflict_ignored() -> None:
    def change(call: Call) -> None:
        call.document["data"]["id"] = call.ids["position_id"]

    change_call("positions_update", change)


@defect("percent-based assets need neither date nor percentage", "positions")
def percent_rule_off() -> None:
    rules._NEEDED_OF_PERCENT_BASED = ()


@defect("a position with transactions can be deleted", "positions")
def transaction_rule_off() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        for row in call.rows("transactions").rows():
            call.rows("transactions").remove(row.id)
        return original(call)

    wrap("positions_delete", handler)


@defect("a change does not update modified_at", "positions")
def modified_at_unchanged() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        before = call.rows(resource.KIND).get(call.ids["position_id"])
        answer = original(call)
        after = call.rows(resource.KIND).get(call.ids["position_id"])
        if before is not None and after is not None:
            call.rows(resource.KIND).replace(after.id, {**after.body, "modified_at": before.body["modified_at"]})
        return answer

    wrap("positions_update", handler)


@defect("the id of a deleted position is assigned again", "positions")
def ids_are_used_again() -> None:
    def next_id(self: Any) -> str:
        number = 338
        while str(number) in self:
            number += 1
        return str(number)

    Collection.next_id = next_id  # type: ignore[method-assign]


@defect("the owner of a position is returned as the owned entity", "positions")
def owner_is_the_owned() -> None:
    wrap("positions_owner", lambda original, call: positions.get_owned(call))


@defect("the owner relationship of a position shows the owned entity", "positions")
def owner_relationship_is_the_owned() -> None:
    wrap("positions_owner_relationship", lambda original, call: positions.get_owned_relationship(call))


@defect("custom values are returned without date and weight", "positions")
def custom_values_bare() -> None:
    def change(answer: Answer, call: Call) -> None:
        for name, values in answer.document["data"].get("attributes", {}).items():
            if name.startswith("_custom_"):
                answer.document["data"]["attributes"][name] = [{"value": each["value"]} for each in values]

    change_answer("positions_update", change)


@defect("two cash positions of the same entities may have the same name", "positions")
def cash_names_repeat() -> None:
    original = rules._check_cash_name

    def check(call: Call, row: Row, place: str, created: bool) -> None:
        if created and not row.body["attributes"].get("name"):
            original(call, row, place, created)

    rules._check_cash_name = check


@defect("a cash position may be renamed to a name that is taken", "positions")
def cash_renames_unchecked() -> None:
    original = rules._check_cash_name

    def check(call: Call, row: Row, place: str, created: bool) -> None:
        if created:
            original(call, row, place, created)

    rules._check_cash_name = check
