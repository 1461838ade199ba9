"""Thirty defects that someone who knew the pages and the sandbox wrote down before reading any test or probe.

Eight of them passed the installed contract tests of that day, and led to test_values.py, test_items.py and a probe.
"""

from tests.contract.defects.planting import edit

from addepar_sandbox.auth import access
from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.files import resource as file_resource
from addepar_sandbox.handlers.holdings import positions, snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import parameters, states
from addepar_sandbox.handlers.jsonapi import pagination
from addepar_sandbox.http.request import parsing
from addepar_sandbox.state import clock

# ---- Jobs ----

edit(
    "grouping-loses-arguments",
    "a query job forgets the arguments of its groupings",
    "jobs",
    (
        parameters.filled_in,
        "[_with_arguments(item) for item in parameters[name]]",
        '[_with_arguments(item if name == "columns" else item["key"]) for item in parameters[name]]',
    ),
)
edit(
    "previous-holdings-shown",
    "a query job forgets that it is to hide previous holdings",
    "jobs",
    (
        parameters.filled_in,
        'filled.setdefault("hide_previous_holdings", False)',
        'filled["hide_previous_holdings"] = False',
    ),
)
edit(
    "canceled-job-completes",
    "a running job that is canceled completes after all",
    "jobs",
    (states.cancel, "[CANCEL_REQUESTED, USER_CANCELLED]", "[CANCEL_REQUESTED, COMPLETED]"),
)
edit(
    "canceled-jobs-not-listed",
    "the list of jobs leaves out those that were canceled",
    "jobs",
    (
        jobs.list_jobs,
        "visible(call.identity, row)",
        'visible(call.identity, row) and row.body["attributes"]["status"] != "User Cancelled"',
    ),
)
edit(
    "lower-case-firm-unchecked",
    "portfolio type firm in lower case takes any id",
    "jobs",
    (parameters.check_parameters, 'if portfolio_type == "FIRM"', 'if parameters["portfolio_type"] == "FIRM"'),
)
edit(
    "location-is-the-job",
    "the Location of a completed job is the job itself",
    "jobs",
    (
        jobs.get_job,
        'return Answer(document=document, headers={"Location": _address(row)})',
        'return Answer(document=document, headers={"Location": _address(row).removesuffix("/download")})',
    ),
)
_NOW, _EARLIER = "clock.timestamp()", '(clock.now() - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%SZ")'
edit(
    "job-times-are-local",
    "jobs begin and end in the time of New York, marked as UTC",
    "jobs",
    (states._step, f'setdefault("started_at", {_NOW})', f'setdefault("started_at", {_EARLIER})'),
    (states._step, f'attributes["completed_at"] = {_NOW}', f'attributes["completed_at"] = {_EARLIER}'),
)

# ---- Generated reports ----

edit(
    "only-first-status-counts",
    "of several statuses the filter of report runs uses the first",
    "generated_reports",
    (reports._filters, 'attributes["status"] in statuses', 'attributes["status"] == statuses[0]'),
)
edit(
    "completed-before-is-a-day",
    "the completed-before filter of report runs compares days",
    "generated_reports",
    (reports._filters, "completed < before", "completed.date() <= before.date()"),
)
edit(
    "full-last-page-has-next",
    "a last page that is full has a next link",
    "generated_reports",
    (pagination.numbered_page, "if start + size < len(everything)", "if start + size <= len(everything)"),
)
edit(
    "creator-needs-only-files",
    "the creator of a run can be read without the scope USERS",
    "generated_reports",
    (access.check_scopes, "any(scopes <= identity.granted", 'any((scopes - {"USERS"}) <= identity.granted'),
)
edit(
    "next-forgets-completed-after",
    "the next link of report runs forgets the completed-after filter",
    "generated_reports",
    (pagination._link, "if name not in page", 'if name not in page and name != "filter[completed_after]"'),
)
edit(
    "zip-without-permission",
    "the ZIP of a run can be downloaded without the permission",
    "generated_reports",
    (
        access.check_permissions,
        "for permission in operation.permissions:",
        'for permission in () if operation.id == "generated_reports_download" else operation.permissions:',
    ),
)

# ---- Snapshots ----

edit(
    "null-removes-only-comments",
    "null keeps the old value of every attribute but the comment",
    "snapshots",
    (snapshots._update, "present.pop(name, None)", "pass"),
)
edit(
    "type-can-be-changed",
    "a snapshot can be made a valuation",
    "snapshots",
    (snapshots._update, "if name in _FIXED:", 'if name in _FIXED and name != "type":'),
)
edit(
    "position-relationship-says-entities",
    "the relationship route of a snapshot's position says entities",
    "snapshots",
    (snapshots._relationship, "_RELATIONS[name]", "entities.KIND"),
)
edit(
    "units-rounded",
    "the units of a new snapshot are rounded to two decimals",
    "snapshots",
    (
        snapshots._create,
        "    _check_units(",
        '    attributes.update({"units": round(attributes["units"], 2)} if "units" in attributes else {})\n'
        "    _check_units(",
    ),
)
edit(
    "deleted-twice",
    "a deleted snapshot can be deleted again",
    "snapshots",
    (
        snapshots.delete_snapshot,
        "call.rows(KIND).remove(_requested(call).id)",
        'if not call.rows(KIND)._is_retired(call.ids["snapshot_id"]):\n'
        "        call.rows(KIND).remove(_requested(call).id)",
    ),
)
edit(
    "unknown-snapshots-skipped",
    "a bulk change of snapshots skips those that do not exist",
    "snapshots",
    (
        snapshots.update_snapshots,
        'enumerate(call.document["data"])',
        'enumerate(item for item in call.document["data"] if id_text(item["id"]) in call.rows(KIND))',
    ),
)
# ---- Positions ----

edit(
    "created-before-without-the-day",
    "the created-before filter of positions leaves out the day itself",
    "positions",
    (positions._filters, "day > before", '(day >= before if name == "created" else day > before)'),
)
edit(
    "quoted-day-is-no-filter",
    "a day in quotes filters nothing",
    "positions",
    (positions._day, "    if day is not", "    if day and day[0] == '\"':\n        return None\n    if day is not"),
)
edit(
    "single-last-row-lost",
    "a last page of a single row is lost",
    "",
    (
        pagination.cursor_page,
        "if len(rows) == limit:",
        "if len(rows) == limit and not any(map(wanted, call.rows(kind).rows(after=row.seq))):\n"
        "            break\n"
        "        if len(rows) == limit:",
    ),
)
edit(
    "change-returns-what-was-sent",
    "the response to a change of a position has only the attributes that were sent",
    "positions",
    (
        positions.update_position,
        '_update(call, data, "data"), times',
        '_update(call, data, "data"), list(data.get("attributes", {})), times',
    ),
)
edit(
    "only-first-type-conflicts",
    "in a bulk request only the first item's wrong type is a conflict",
    "positions",
    (parsing._check_resource_type, "for item in data if", "for item in data[:1] if"),
)
edit(
    "only-first-position-looked-up",
    "a bulk deletion looks for the transactions of its first position only",
    "positions",
    (
        positions._delete,
        'if call.rows("transactions")',
        'if position_id == position_ids[0] and call.rows("transactions")',
    ),
)
# ---- Files ----

edit(
    "zone-ignored",
    "the zone of a time that files are filtered by is ignored",
    "files",
    (clock.parse_moment, "parse_timestamp(text)", 'parse_timestamp(re.sub("[+-]..:..$", "Z", text))'),
)
edit(
    "archived-without-associations",
    "an archived file has lost its groups and entities",
    "files",
    (
        files.delete_file,
        "call.rows(ARCHIVED).add(row.id, row.body)",
        'call.rows(ARCHIVED).add(row.id, {**row.body, "groups": [], "entities": []})',
    ),
)
edit(
    "last-line-end-lost",
    "an upload loses the line ends at its end",
    "files",
    (
        files.upload_file,
        "body = new_file(upload.writer.commit()",
        "blob = upload.writer.commit()\n"
        "    content = call.services.blobs.path(blob.name).read_bytes()\n"
        '    if content.endswith(b"\\n"):\n'
        '        blob = call.services.blobs.put(content.rstrip(b"\\r\\n"))\n'
        "    body = new_file(blob",
    ),
)
edit(
    "downloaded-under-the-old-name",
    "a renamed file is downloaded under its first name",
    "files",
    (
        files.update_file,
        '        row.body["attributes"]["name"] = name',
        '        row.body.setdefault("first_name", row.body["attributes"]["name"])\n'
        '        row.body["attributes"]["name"] = name',
    ),
    (
        file_resource.file_content,
        'attachment(attributes["name"])',
        'attachment(row.body.get("first_name", attributes["name"]))',
    ),
)
edit(
    "missing-extension-passes",
    "a name without an extension fits any other",
    "files",
    (files._check_extension, "if extension.lower()", "if extension and other and extension.lower()"),
)
