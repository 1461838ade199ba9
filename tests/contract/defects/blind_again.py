"""Ten more of the same hand, written down at the same time and planted after the first thirty had led to new tests."""

from tests.contract.defects.planting import edit

from addepar_sandbox.auth import access
from addepar_sandbox.handlers.files import associations
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.files import resource as file_resource
from addepar_sandbox.handlers.holdings import snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import states
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.request import parsing

edit(
    "zero-keeps-the-amount",
    "an amount of zero keeps the old one",
    "snapshots",
    (snapshots._update, "present[name] = value", "present[name] = value or present.get(name, value)"),
)
edit(
    "reading-scope-deletes-snapshots",
    "the scope TRANSACTIONS deletes snapshots",
    "snapshots",
    (
        access.check_scopes,
        "if operation.scopes and",
        'reads = operation.id == "snapshots_delete" and "TRANSACTIONS" in identity.granted\n'
        "    if operation.scopes and not reads and",
    ),
)

edit(
    "blanks-belong-to-fields",
    "blanks between fields belong to their names",
    "positions",
    (parsing._typed, "item.strip() for item", "item for item"),
)
edit(
    "attributes-assigned-without-permission",
    "a new position takes attributes without their permission",
    "positions",
    (
        access.check_attributes,
        "if permission.attributes and",
        'if permission.attributes and operation.method != "POST" and',
    ),
)

edit(
    "group-named-as-entity",
    "a file can belong to a group of an entity's id",
    "files",
    (
        file_resource.known_ids,
        "if each not in call.rows(kind) or",
        'if not (each in call.rows("entities") or each in call.rows("groups")) or',
    ),
)
edit(
    "removal-crosses-kinds",
    "removing groups removes the entities of the same ids as well",
    "files",
    (
        associations._remove,
        "    row.body[key] = [",
        '    for key in ("groups", "entities") if key == "groups" else (key,):\n        row.body[key] = [',
    ),
)
edit(
    "archived-entity-filter-ignored",
    "the entity filter of archived files is ignored",
    "archived_files",
    (
        files._filters,
        'entity = call.query.get("filter[files][entityId]")',
        'entity = call.query.get("filter[files][entityId]") if call.operation.id == "files_list" else None',
    ),
)
edit(
    "partial-access-deletes",
    "a file can be deleted with access to one of its entities",
    "files",
    (files.delete_file, "find_writable_file(call)", "find_file(call)"),
)

edit(
    "conflict-says-400",
    "the document of a conflict says status 400",
    "positions",
    (ApiError.document, "error_object(self.status,", "error_object(400 if self.status == 409 else self.status,"),
)
edit(
    "archived-result-downloadable",
    "a completed job that was canceled keeps its result",
    "jobs",
    (
        states.cancel,
        "        start(body, [USER_CANCELLED], clock)",
        '        body["kept"] = status == COMPLETED\n        start(body, [USER_CANCELLED], clock)',
    ),
    (jobs.download_job, "if status != COMPLETED:", 'if status != COMPLETED and not row.body.get("kept"):'),
)
