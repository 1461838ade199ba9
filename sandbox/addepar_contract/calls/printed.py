"""The printed requests and responses of the pages, and the contradictions between them."""

from typing import NamedTuple

from addepar_contract.calls.calling import PRINTED, Upload
from addepar_contract.calls.target import Target


class Room(NamedTuple):
    """Gives the next new resource a printed id, even if the default data use it, and a printed time."""

    kind: str
    first_id: int
    now: str = ""

    def make(self, target: Target) -> None:
        target.start_ids_at(self.kind, self.first_id)
        if self.now:
            target.freeze(self.now)


class Replay(NamedTuple):
    """A printed request.

    `line` is method and address as printed, without the host. `answer` names the printed response in
    components.examples, or is the status of a response without a body, or the length of a download. `deviations` has
    the reason for each place of the response (`*` matches any single step) where the sandbox cannot follow the page.
    `user` sends the request instead of the default user; `now` is the time of the request.
    """

    operation: str
    line: str
    answer: str | int
    body: str = ""
    room: Room | None = None
    user: str = ""
    now: str = ""
    deviations: tuple[tuple[str, str], ...] = ()

    def prepare(self, target: Target) -> str:
        """Prepare a sandbox with the default data. Returns the API key to use."""
        if self.room is not None:
            self.room.make(target)
        if self.now:
            target.freeze(self.now)
        if not self.user:
            return "sandbox"
        key = f"of-{self.user}"
        target.add_key(key, self.user)
        return key


def upload() -> Upload:
    """The printed upload, with the number of bytes in its printed response."""
    size = PRINTED["files_upload_response"]["data"]["attributes"]["bytes"]
    metadata = PRINTED["files_upload_request"]["metadata"]
    return Upload(b"x" * size, metadata["data"]["attributes"]["name"], metadata, "application/PDF")


_RUN = "A-UUID-ASSOCIATED-WITH-EACH-RUN"
_FOREIGN_LINK = "the page prints the link of another resource"
_LAST_PAGE = "the page prints a next link though all rows are there"
_TWO_RUNS = "the page prints other contents under ids that it has used before; the sandbox keeps both runs apart"
_NUMBERS = "the page prints ids in relationships as numbers here and as text everywhere else"
_FOREIGN_LINKS = tuple((f"/data/1/relationships/*/links/{name}", _FOREIGN_LINK) for name in ("self", "related"))

REPLAYS = [
    Replay("jobs_list", "GET /v1/jobs", "jobs_list_response"),
    Replay("jobs_create", "POST /v1/jobs", "jobs_create_view_response", "jobs_create_view_request", Room("jobs", 13)),
    Replay(
        "jobs_create",
        "POST /v1/jobs",
        "jobs_create_query_response",
        "jobs_create_query_request",
        Room("jobs", 7),
        "22",
    ),
    Replay("jobs_get", "GET /v1/jobs/13", "jobs_get_response"),
    Replay("jobs_download", "GET /v1/jobs/13/download", 200),
    Replay("jobs_cancel", "DELETE /v1/jobs/1234", 204),
    Replay(
        "generated_reports_list",
        "GET /v1/generated_reports/",
        "generated_reports_list_response",
        deviations=(("/links/next", _LAST_PAGE),),
    ),
    Replay(
        "generated_reports_list",
        "GET /v1/generated_reports/?page[size]=50&page[number]=0&filter[status]=FINISHED,ERROR"
        "&filter[completed_before]=2021-05-14T12:03:39Z",
        "generated_reports_list_filtered_response",
        deviations=(
            (
                "/data/relationships/zipped_file/data/type",
                "the page calls the ZIP a file here, an archived one elsewhere",
            ),
            ("/included", "the page prints only the run"),
            ("/links", "the page prints only the run"),
        ),
    ),
    Replay(
        "generated_reports_list",
        "GET /v1/generated_reports/?page[size]=50&page[number]=0&filter[entityId]=1234",
        "generated_reports_list_entity_response",
        deviations=(
            ("/data/*/id", _TWO_RUNS),
            ("/data/*/attributes/started_at", _TWO_RUNS),
            ("/data/*/attributes/completed_at", _TWO_RUNS),
            ("/data/*/relationships/*/links/self", _TWO_RUNS),
            ("/data/*/relationships/*/links/related", _TWO_RUNS),
            ("/links/next", _LAST_PAGE),
        ),
    ),
    Replay("generated_reports_get", f"GET /v1/generated_reports/{_RUN}", "generated_reports_get_response"),
    Replay(
        "generated_reports_creator",
        f"GET /v1/generated_reports/{_RUN}/creator",
        "generated_reports_creator_response",
    ),
    Replay(
        "generated_reports_zipped_file",
        f"GET /v1/generated_reports/{_RUN}/zipped_file",
        "generated_reports_zipped_file_response",
    ),
    Replay("generated_reports_download", f"GET /v1/generated_reports/{_RUN}/zipped_file/download", 36599),
    *(
        Replay(f"snapshots_{name}", f"GET /v1/snapshots/37483253353524{route}", f"snapshots_{name}_response")
        for name, route in (
            ("get", ""),
            ("owner", "/owner"),
            ("owner_relationship", "/relationships/owner"),
            ("owned", "/owned"),
            ("owned_relationship", "/relationships/owned"),
            ("position", "/position"),
            ("position_relationship", "/relationships/position"),
        )
    ),
    Replay(
        "snapshots_create",
        "POST /v1/snapshots",
        "snapshots_create_response",
        "snapshots_create_request",
        Room("snapshots", 344671144892, "2023-08-22T18:29:05Z"),
        deviations=(("/data/1", "the page prints one of the two that were sent"),),
    ),
    Replay("snapshots_update", "PATCH /v1/snapshots/344671144892", 200, "snapshots_update_request"),
    Replay(
        "snapshots_update_many",
        "PATCH /v1/snapshots",
        "snapshots_update_many_response",
        "snapshots_update_many_request",
        now="2023-08-23T03:05:03Z",
        deviations=(("/data/*/attributes/created_at", "the page moves the creation to the time of the change"),),
    ),
    Replay("snapshots_delete", "DELETE /v1/snapshots/1968", 204),
    Replay(
        "positions_list",
        "GET /v1/positions",
        "positions_list_response",
        deviations=(*_FOREIGN_LINKS, ("/links", "the page prints this list without links")),
    ),
    Replay("positions_get", "GET /v1/positions/100", "positions_get_response"),
    *(
        Replay(f"positions_{name}", f"GET /v1/positions/9/{route}", f"positions_{name}_response")
        for name, route in (
            ("owner", "owner"),
            ("owned", "owned"),
            ("owner_relationship", "relationships/owner"),
            ("owned_relationship", "relationships/owned"),
        )
    ),
    Replay(
        "positions_create",
        "POST /v1/positions",
        "positions_create_share_based_response",
        "positions_create_share_based_request",
    ),
    Replay(
        "positions_create",
        "POST /v1/positions",
        "positions_create_percent_based_response",
        "positions_create_percent_based_request",
        Room("positions", 340),
    ),
    Replay(
        "positions_create",
        "POST /v1/positions",
        "positions_create_many_response",
        "positions_create_many_request",
        Room("positions", 100),
        deviations=(
            ("/data/*/relationships/*/data/id", _NUMBERS),
            ("/data/1/id", "ids that follow each other, not the printed jump to 200"),
            ("/data/1/links/self", "follows from the id"),
            ("/data/1/relationships/*/links/self", "follows from the id"),
            ("/data/1/relationships/*/links/related", "follows from the id"),
        ),
    ),
    Replay(
        "positions_update",
        "PATCH /v1/positions/104",
        "positions_update_percent_based_response",
        "positions_update_percent_based_request",
        deviations=(("/data/relationships/owner/links/related", _FOREIGN_LINK),),
    ),
    Replay(
        "positions_update",
        "PATCH /v1/positions/998",
        "positions_update_custom_response",
        "positions_update_custom_request",
    ),
    Replay(
        "positions_update_many",
        "PATCH /v1/positions",
        "positions_update_many_response",
        "positions_update_many_request",
        deviations=_FOREIGN_LINKS,
    ),
    Replay("positions_delete", "DELETE /v1/positions/100", 204),
    Replay("positions_delete_many", "DELETE /v1/positions", 204, "positions_delete_many_request"),
    Replay("files_get", "GET /v1/files/123", "files_get_response"),
    Replay("files_list", "GET /v1/files", "files_list_response"),
    Replay("files_download", "GET /v1/files/123/download", 256201),
    Replay("archived_files_get", "GET /v1/archive/files/319", "archived_files_get_response"),
    Replay("archived_files_list", "GET /v1/archive/files", "archived_files_list_response"),
    Replay("archived_files_download", "GET /v1/archive/files/319/download", 21607),
    Replay("files_groups", "GET /v1/files/123/relationships/associated_groups", "files_groups_response"),
    Replay("files_entities", "GET /v1/files/123/relationships/associated_entities", "files_entities_response"),
    Replay(
        "files_upload",
        "POST /v1/files",
        "files_upload_response",
        "files_upload_request",
        Room("files", 1111, "2017-01-01T20:55:07Z"),
        deviations=(("/data/relationships/associated_groups/links/related", _FOREIGN_LINK),),
    ),
    Replay(
        "files_update",
        "PATCH /v1/files/1111",
        "files_update_response",
        "files_update_request",
        deviations=(("/data/relationships/associated_groups/links/related", _FOREIGN_LINK),),
    ),
    *(
        Replay(
            f"files_{verb}_{what}",
            f"{method} /v1/files/123/relationships/associated_{what}",
            204,
            f"files_{verb}_{what}_request",
        )
        for method, verb in (("POST", "add"), ("PATCH", "replace"), ("DELETE", "remove"))
        for what in ("groups", "entities")
    ),
    Replay("files_delete", "DELETE /v1/files/1111", 204),
]
