"""Defects of snapshots: nulls, fixed attributes, units, bulk."""

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.holdings import snapshots
from addepar_sandbox.http.response.answer import Answer


@defect("null does not remove a value", "snapshots")
def null_does_not_remove() -> None:
    def change(call: Call) -> None:
        attributes = call.document["data"]["attributes"]
        call.document["data"]["attributes"] = {name: value for name, value in attributes.items() if value is not None}

    change_call("snapshots_update", change)


@defect("the trade date can be changed", "snapshots")
def fixed_attribute_changes() -> None:
    snapshots._FIXED = ()


@defect("only the first snapshot of a bulk is recorded", "snapshots")
def one_snapshot_recorded() -> None:
    def change(call: Call) -> None:
        del call.document["data"][1:]

    change_call("snapshots_create", change)


@defect("a recorded amount loses its sign", "snapshots")
def amount_loses_its_sign() -> None:
    def change(call: Call) -> None:
        for item in call.document["data"]:
            item["attributes"]["amount"] = abs(item["attributes"]["amount"])

    change_call("snapshots_create", change)


@defect("a deleted snapshot can still be read", "snapshots")
def deleted_snapshot_readable() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        row = snapshots.find_snapshot(call, call.ids["snapshot_id"])
        answer = original(call)
        call.rows(snapshots.KIND).add(row.id, row.body)
        return answer

    wrap("snapshots_delete", handler)


@defect("a snapshot names another position than the one it belongs to", "snapshots")
def position_of_another() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["data"]["id"] = 160

    change_answer("snapshots_position_relationship", change)


@defect("each snapshot gets a separate position", "snapshots")
def position_made_again() -> None:
    from addepar_sandbox.handlers.holdings import resource as positions

    def between(call: Call, owner: str, owned: str) -> str:
        rows = call.rows(positions.KIND)
        return rows.add(rows.next_id(), positions.new_position({}, owner, owned, call.now())).id

    snapshots._position_between = between
