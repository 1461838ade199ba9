"""Defects of files: bytes, names, associations, the archive."""

from pathlib import Path

from tests.contract.defects.planting import Handler, change_answer, change_call, defect, wrap

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import associations, resource
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.registry import HANDLERS
from addepar_sandbox.http.response.answer import Answer, Content
from addepar_sandbox.state import blobs


@defect("a download has one wrong byte", "files")
def wrong_bytes() -> None:
    def change(answer: Answer, call: Call) -> None:
        assert answer.content is not None
        raw = Path(str(answer.content.source)).read_bytes()
        if raw:
            raw = raw[:-1] + bytes([raw[-1] ^ 1])
        answer.content = Content(raw, len(raw), answer.content.etag)

    change_answer("files_download", change)


@defect("an upload is stored without its last byte", "files")
def upload_short_by_a_byte() -> None:
    original = blobs.BlobWriter.commit

    def commit(self: blobs.BlobWriter) -> blobs.Blob:
        blob = original(self)
        path = self._folder / blob.name
        path.write_bytes(path.read_bytes()[:-1])
        return blob._replace(size=max(0, blob.size - 1))

    # Only what is uploaded is short; the default data are as they should be.
    def upload(handler: Handler, call: Call) -> Answer:
        blobs.BlobWriter.commit = commit  # type: ignore[method-assign]
        try:
            return handler(call)
        finally:
            blobs.BlobWriter.commit = original  # type: ignore[method-assign]

    wrap("files_upload", upload)


@defect("the record says one byte more than there is", "files")
def size_off_by_one() -> None:
    def change(answer: Answer, call: Call) -> None:
        answer.document["data"]["attributes"]["bytes"] += 1

    change_answer("files_get", change)


@defect("every download is called download.bin", "files")
def download_misnamed() -> None:
    name = {"Content-Disposition": 'attachment; filename="download.bin"'}
    change_answer("files_download", lambda answer, call: answer.headers.update(name))


@defect("a part of a download begins one byte late", "files")
def range_off_by_one() -> None:
    from addepar_sandbox.http.response import byte_ranges

    original = byte_ranges.pieces
    byte_ranges.pieces = lambda content, start, length: original(content, start + 1 if start else 0, length)


@defect("the extension of a name is not checked", "files")
def extension_rule_off() -> None:
    files._check_extension = lambda *arguments: None


@defect("POST on groups replaces instead of adding", "files")
def post_replaces() -> None:
    HANDLERS["files_add_groups"] = associations.replace_groups


@defect("PATCH on entities adds instead of replacing", "files")
def patch_adds() -> None:
    HANDLERS["files_replace_entities"] = associations.add_entities


@defect("DELETE on groups takes all of them", "files")
def delete_takes_all() -> None:
    def change(call: Call) -> None:
        row = resource.find_file(call)
        call.document["data"] = [{"type": "groups", "id": each} for each in row.body["groups"]]

    change_call("files_remove_groups", change)


@defect("associations are kept in the record but not shown on their own route", "files")
def associations_not_shown() -> None:
    change_answer("files_entities", lambda answer, call: answer.document["data"].clear())


@defect("a deleted file can still be read", "files")
def deleted_file_readable() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        if call.rows(resource.LIVE).get(call.ids["file_id"]) is None:
            return HANDLERS["archived_files_get"](call)
        return original(call)

    wrap("files_get", handler)


@defect("a deleted file is not archived", "files")
def file_not_archived() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        call.rows(resource.ARCHIVED).remove(call.ids["file_id"])
        return answer

    wrap("files_delete", handler)


@defect("renaming a file removes its groups", "files")
def rename_loses_groups() -> None:
    def handler(original: Handler, call: Call) -> Answer:
        answer = original(call)
        row = resource.find_file(call)
        call.rows(resource.LIVE).replace(row.id, {**row.body, "groups": []})
        return answer

    wrap("files_update", handler)


@defect("a file is created although its groups are unknown", "files")
def unknown_groups_accepted() -> None:
    files.known_ids = lambda call, relation, items, place: [str(item["id"]) for item in items]
    associations.known_ids = files.known_ids
