"""The defects of someone who knew only the pages and the sandbox. Four of twenty were not noticed at first:
`first-value-of-a-filter`, `runs-sorted-page-by-page`, `position-of-a-snapshot-accepted` and
`created-filter-alone-counts`. One of the twenty was in the table already."""

from tests.contract.defects.planting import edit

from addepar_sandbox.auth import access
from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.files import associations
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.holdings import positions, rules, snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import parameters, results, states
from addepar_sandbox.handlers.jsonapi import pagination
from addepar_sandbox.http import errors
from addepar_sandbox.http.request import parsing

edit(
    "arguments-of-groupings-lost",
    "the arguments of groupings are not repeated",
    "jobs",
    (
        parameters.filled_in,
        "        filled[name] = [_with_arguments(item) for item in parameters[name]]",
        '        bare = {"arguments": {}} if name == "groupings" else {}\n'
        "        filled[name] = [{**_with_arguments(item), **bare} for item in parameters[name]]",
    ),
)
edit(
    "result-expires-after-completion",
    "the 24 hours of a result begin with its completion",
    "jobs",
    (
        states.move_on,
        '    elif attributes["status"] == COMPLETED and age >= timedelta(seconds=limits["result-seconds"]):',
        '    elif attributes["status"] == COMPLETED and clock.now() - (\n'
        '        parse_timestamp(attributes.get("completed_at", "")) or clock.now()\n'
        '    ) >= timedelta(seconds=limits["result-seconds"]):',
    ),
)
edit(
    "first-value-of-a-filter",
    "a filter of a query follows only the first of its values",
    "jobs",
    (results._passes, 'in wanted["values"]\n', 'in wanted["values"][:1]\n'),
)
edit(
    "no-location-of-query-results",
    "a completed query job has no Location",
    "jobs",
    (
        jobs.get_job,
        '    if row.body["attributes"]["status"] == COMPLETED:\n        return Answer(document',
        '    if row.body["attributes"]["status"] == COMPLETED and row.body["attributes"]["job_type"] != QUERY:\n'
        "        return Answer(document",
    ),
)
edit(
    "group-filter-finds-entities",
    "the group filter also finds runs for the entity of this id",
    "generated_reports",
    (
        reports._filters,
        "            and portfolios <= covered",
        '            and all(each in covered or (each[0] == "group" and ("entity", each[1]) in '
        "covered) for each in portfolios)",
    ),
)
edit(
    "runs-sorted-page-by-page",
    "report runs are sorted within each page only",
    "generated_reports",
    (
        reports.list_reports,
        '    finished.sort(key=lambda row: row.body["attributes"]["completed_at"], reverse=True)\n'
        "    rows, links = numbered_page(call, finished)\n",
        "    rows, links = numbered_page(call, finished)\n"
        '    rows.sort(key=lambda row: row.body["attributes"]["completed_at"], reverse=True)\n',
    ),
)
edit(
    "everything-by-name-only",
    "access to all portfolios is not needed if the permission is held",
    "generated_reports",
    (access.check_permissions, 'not (held and (identity.all_data or permission.grants != "everything"))', "not held"),
)
edit(
    "first-of-several-in-links",
    "next links repeat the first of several values",
    "generated_reports",
    (
        pagination._link,
        "    filters = {name: text for name, text in call.raw_query if name not in page}",
        '    filters = {name: text.split(",")[0] for name, text in call.raw_query if name not in page}',
    ),
)
edit(
    "removal-leaves-modified",
    "an update that only removes attributes leaves the time of change",
    "snapshots",
    (
        snapshots._update,
        '    present["modified_at"] = call.now()\n',
        '    if any(value is not None for value in item["attributes"].values()):\n'
        '        present["modified_at"] = call.now()\n',
    ),
)
edit(
    "position-of-a-snapshot-accepted",
    "a change of the position of a snapshot is accepted and ignored",
    "snapshots",
    (
        snapshots._update,
        '    for name in item.get("relationships", {}):\n        raise',
        '    for name in [each for each in item.get("relationships", {}) if each != "position"]:\n        raise',
    ),
)
edit(
    "any-position-of-the-owner",
    "a new snapshot gets any position of its owner",
    "snapshots",
    (
        snapshots._position_between,
        'rows.matching({"$.owner": owner, "$.owned": owned})',
        'rows.matching({"$.owner": owner, "$.owned": owned}) or rows.matching({"$.owner": owner})',
    ),
)
edit(
    "created-filter-alone-counts",
    "with a filter by creation, a filter by change does nothing",
    "positions",
    (
        positions._filters,
        "                return False\n        return True\n",
        "                return False\n            return True\n        return True\n",
    ),
)
edit(
    "blanks-between-fields-count",
    "blanks in a list of fields belong to the names",
    "positions",
    (parsing._typed, '[item.strip() for item in text.split(",")]', 'text.split(",")'),
)
edit(
    "renamed-to-a-used-name",
    "a cash position takes the name of another one in a change",
    "positions",
    (rules._check_cash_name, "    alike = {", "    if not created:\n        return\n    alike = {"),
)
edit(
    "first-type-of-several",
    "of several items only the type of the first is a conflict",
    "positions",
    (
        parsing._check_resource_type,
        "    for item in data if isinstance(data, list) else [data]:",
        "    for item in data[:1] if isinstance(data, list) else [data]:",
    ),
)
edit(
    "conflicts-say-400",
    "the document of a 409 says 400",
    "positions",
    (
        errors.error_object,
        '    return {"status": str(status),',
        '    return {"status": str(400 if status == 409 else status),',
    ),
)
edit(
    "archive-filtered-by-deletion",
    "archived files are filtered by the time of deletion",
    "archived_files",
    (
        files._filters,
        '        created = parse_timestamp(row.body["attributes"]["created_at"])',
        '        attributes = row.body["attributes"]\n'
        '        created = parse_timestamp(attributes.get("deleted_at") or attributes["created_at"])',
    ),
)
edit(
    "name-without-extension",
    "a file is stored under a name without its extension",
    "files",
    (
        files._check_extension,
        "    if extension.lower() != other.lower():",
        "    if extension and extension.lower() != other.lower():",
    ),
)
edit(
    "part-replaces-nothing",
    "to replace associations with a part of them changes nothing",
    "files",
    (
        associations._change,
        "    row.body[key] = list(dict",
        "    keep = keep or set(ids) <= set(row.body[key])\n    row.body[key] = list(dict",
    ),
)
