"""One request for each operation that succeeds with the default data, usually a printed one."""

import re
from collections.abc import Iterator

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, PRINTED, Request, Upload
from addepar_contract.calls.printed import REPLAYS

REPORT, SNAPSHOT, POSITION, FILE, ARCHIVED, DONE_JOB, QUEUED_JOB = (
    *("A-UUID-ASSOCIATED-WITH-EACH-RUN", "37483253353524", "100", "123", "319", "13", "7"),
)
SAMPLE = Upload(b"<RAW_FILE_DATA>", "Sample.txt", PRINTED["files_upload_request"]["metadata"])


def _succeeding() -> list[Request]:
    on_file = ("groups", "entities")
    return [
        *(Request(operation) for operation in OPERATIONS if operation.endswith("_list")),
        Request("jobs_create", body=PRINTED["jobs_create_view_request"]),
        Request("jobs_get", QUEUED_JOB),
        Request("jobs_cancel", "1234"),
        Request("jobs_download", DONE_JOB),
        *(Request(f"generated_reports_{name}", REPORT) for name in ("get", "creator", "zipped_file", "download")),
        Request("snapshots_create", body=PRINTED["snapshots_create_request"]),
        Request("snapshots_update", "344671144892", body=PRINTED["snapshots_update_request"]),
        Request("snapshots_update_many", body=PRINTED["snapshots_update_many_request"]),
        Request("snapshots_delete", "1968"),
        *(Request(f"snapshots_{name}", SNAPSHOT) for name in ("get", "owner", "owned", "position")),
        *(Request(f"snapshots_{name}_relationship", SNAPSHOT) for name in ("owner", "owned", "position")),
        Request("positions_create", body=PRINTED["positions_create_share_based_request"]),
        Request("positions_update", "104", body=PRINTED["positions_update_percent_based_request"]),
        Request("positions_update_many", body=PRINTED["positions_update_many_request"]),
        Request("positions_delete", "998"),
        Request("positions_delete_many", body=PRINTED["positions_delete_many_request"]),
        *(Request(f"positions_{name}", POSITION) for name in ("get", "owner", "owned")),
        *(Request(f"positions_{name}_relationship", POSITION) for name in ("owner", "owned")),
        Request("files_upload", body=SAMPLE),
        Request("files_update", "1111", body=PRINTED["files_update_request"]),
        *(Request(f"files_{name}", FILE) for name in ("get", "download", "delete", *on_file)),
        *(
            Request(f"files_{verb}_{what}", FILE, body=PRINTED[f"files_{verb}_{what}_request"])
            for verb in ("add", "replace", "remove")
            for what in on_file
        ),
        *(Request(f"archived_files_{name}", ARCHIVED) for name in ("get", "download")),
    ]


def _as_printed() -> Iterator[Request]:
    """The first printed request of each operation, if its address has at most one id."""
    for replay in reversed(REPLAYS):
        path = PATH_PARAMETER.sub("([^/]+)", OPERATIONS[replay.operation].path)
        if match := re.fullmatch(path, replay.line.partition(" ")[2]):
            yield Request(replay.operation, "".join(match.groups()), body=PRINTED.get(replay.body))


SUCCEEDING = {request.operation: request for request in (*_as_printed(), *_succeeding())}
