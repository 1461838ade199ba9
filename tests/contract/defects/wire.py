"""Defects of answers as such: statuses, media types, bodies, headers, failures."""

from typing import Any

from tests.contract.defects.planting import change_answer, defect

from addepar_sandbox import app
from addepar_sandbox.auth import rate_limits
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer


@defect("a deletion answers 204 with a body", "positions")
def body_on_204() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document = {"data": None}

    change_answer("positions_delete", change)


@defect("a deletion answers 204 with a Content-Type", "snapshots")
def media_type_on_204() -> None:
    change_answer("snapshots_delete", lambda answer, call: answer.headers.update({"Content-Type": "application/json"}))


@defect("a JSON:API document comes as application/json", "files")
def wrong_media_type() -> None:
    change_answer("files_get", lambda answer, call: answer.headers.update({"Content-Type": "application/json"}))


@defect("the CSV result of a job comes as JSON:API", "jobs")
def csv_as_json() -> None:
    change_answer(
        "jobs_download", lambda answer, call: answer.headers.update({"Content-Type": "application/vnd.api+json"})
    )


@defect("a resource comes without its id", "snapshots")
def missing_required_field() -> None:
    change_answer("snapshots_get", lambda answer, call: answer.document["data"].pop("id"))


@defect("an attribute comes as text that is a number", "files")
def attribute_of_wrong_type() -> None:
    def change(answer: Answer, call: Call) -> None:
        attributes = answer.document["data"]["attributes"]
        attributes["bytes"] = str(attributes["bytes"])

    change_answer("files_get", change)


@defect("a creation answers 200", "positions")
def created_with_200() -> None:
    change_answer("positions_create", lambda answer, call: setattr(answer, "status", 200))


@defect("an error comes without the errors member", "files")
def error_of_another_form() -> None:
    ApiError.document = lambda self: {"message": self.detail}  # type: ignore[method-assign]


@defect("null where a resource is expected ends in a 500", "positions", crashes=True)
def null_data_breaks_the_server() -> None:
    original = app.read_document

    def read_document(spec: Any, operation: Any, raw: bytes) -> Any:
        if b'"data": null' in raw or b'"data":null' in raw:
            raise TypeError("'NoneType' object is not subscriptable")
        return original(spec, operation, raw)

    app.read_document = read_document


@defect("an unknown id ends in a 500", "snapshots", crashes=True)
def unknown_id_breaks_the_server() -> None:
    from addepar_sandbox.handlers.holdings import snapshots

    def find(call: Call, snapshot_id: str) -> Any:
        row = call.rows(snapshots.KIND).get(snapshot_id)
        assert row is not None
        return row

    snapshots.find_snapshot = find


@defect("Allow leaves out DELETE", "files")
def allow_incomplete() -> None:
    original = app._refusal

    def refusal(error: ApiError) -> Answer:
        if "Allow" in error.headers:
            error.headers["Allow"] = error.headers["Allow"].replace("DELETE, ", "")
        return original(error)

    app._refusal = refusal


@defect("any media type of a body is taken", "files")
def media_type_unchecked() -> None:
    app.check_media_type = lambda operation, content_type: None


@defect("429 does not say how long to wait")
def retry_header_missing() -> None:
    original = rate_limits.Limits.count

    def count(self: Any, firm: str, clock: Any) -> None:
        try:
            original(self, firm, clock)
        except ApiError as error:
            error.headers.clear()
            raise

    rate_limits.Limits.count = count  # type: ignore[method-assign]


@defect("bodies are not checked against their schema", "positions")
def schema_unchecked() -> None:
    from addepar_sandbox.spec.validation import Validator

    original = Validator.problem

    def problem(self: Any, schema: Any, value: Any, place: str = "") -> str | None:
        return original(self, schema, value, place) if place else None

    Validator.problem = problem  # type: ignore[method-assign]


@defect("a self link leads to another resource", "snapshots")
def self_link_wrong() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["data"]["links"]["self"] = "/v1/snapshots/1968"

    change_answer("snapshots_get", change)
