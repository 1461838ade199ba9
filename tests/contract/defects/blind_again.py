"""Twenty more of the same hand, planted after the first thirty had led to new tests.

The first ten were written down together with those thirty, the other ten by someone who knew the new tests.
"""

from tests.contract.defects.planting import edit

from addepar_sandbox import app
from addepar_sandbox.auth import access
from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.files import associations
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.files import resource as file_resource
from addepar_sandbox.handlers.holdings import rules, snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import parameters, states
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

# ---- The other ten ----

edit(
    "percent-counts-to-100",
    "the progress of a job counts to 100",
    "jobs",
    (states._step, 'round(body["step"] / last, 2)', 'round(body["step"] / last * 100, 2)'),
)
edit(
    "only-last-filter-kept",
    "of several filters a query job keeps the last",
    "jobs",
    (parameters.filled_in, 'for each in parameters["filters"]\n', 'for each in parameters["filters"][-1:]\n'),
)
edit(
    "completed-after-without-zone",
    "the zone of the completed-after filter is ignored",
    "generated_reports",
    (
        reports._filters,
        'call.query.get("filter[completed_after]", "")',
        'call.query.get("filter[completed_after]", "")[:19] + "Z"',
    ),
)
edit(
    "no-slash-at-the-end",
    "the list of report runs has no address with a slash at its end",
    "generated_reports",
    (app.build_app, "if path in _ALSO_WITH_SLASH", 'if path in _ALSO_WITH_SLASH and path != "/v1/generated_reports"'),
)
edit(
    "comment-counted-in-bytes",
    "a comment of 4000 characters that are more bytes is refused",
    "snapshots",
    (
        snapshots._create,
        "    _check_units(",
        '    if len(str(attributes.get("comment", "")).encode()) > 4000:\n'
        '        raise bad_request(f"{place}.attributes.comment: is too long.")\n'
        "    _check_units(",
    ),
)
edit(
    "position-of-another-asset",
    "a new snapshot points to any position of its owner",
    "snapshots",
    (snapshots._position_between, '{"$.owner": owner, "$.owned": owned}', '{"$.owner": owner}'),
)
edit(
    "owner-looks-like-the-owned",
    "the owner of a snapshot has the attributes of the owned entity",
    "snapshots",
    (
        snapshots._entity,
        "entities.render(find_entity(call, _requested(call).body[end]))",
        "entities.render(find_entity(call, _requested(call).body[end])._replace(\n"
        '        body=find_entity(call, _requested(call).body["owned"]).body))',
    ),
)
edit(
    "only-first-value-kept",
    "of several values of a custom attribute the first is kept",
    "positions",
    (rules._custom_values, "for each in values]", "for each in values[:1]]"),
)
edit(
    "cash-names-unique-per-owned",
    "cash positions of other owners may not have the same name",
    "positions",
    (rules._check_cash_name, '"$.owner": row.body["owner"], ', ""),
)
edit(
    "archived-filters-both-count",
    "of archived files, both an entity and a group filter count",
    "archived_files",
    (
        files._filters,
        "if entity is None else None",
        'if entity is None or call.operation.id == "archived_files_list" else None',
    ),
)
