"""Ten more of the same hand, who by then knew the tests and looked for what the pages say and nothing asked about."""

from tests.contract.defects.planting import edit

from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.holdings import rules, snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs import parameters
from addepar_sandbox.http.request import multipart, parsing

edit(
    "only-first-portfolio-looked-up",
    "of several portfolios of a query only the first is looked up",
    "jobs",
    (
        parameters._unknown_portfolio,
        '_as_list(parameters["portfolio_id"])):',
        '_as_list(parameters["portfolio_id"])[:1]):',
    ),
)
edit(
    "newest-result-downloaded",
    "every download is the result of the newest job",
    "jobs",
    (
        jobs.download_job,
        "return _result(row)",
        'done = [each for each in call.rows(KIND).rows() if each.body["attributes"]["status"] == COMPLETED]\n'
        "    return _result(done[-1])",
    ),
)
edit(
    "view-of-a-list",
    "a view job takes a list of one portfolio",
    "jobs",
    (
        parsing.read_document,
        "    problem =",
        "    try:\n"
        '        sent = document["data"]["attributes"]["parameters"]\n'
        '        if "view_id" in sent and isinstance(sent["portfolio_id"], list):\n'
        '            sent["portfolio_id"] = sent["portfolio_id"][0]\n'
        "    except (TypeError, LookupError):\n"
        "        pass\n"
        "    problem =",
    ),
)
edit(
    "nothing-found-is-everything",
    "filters that find no report run find all of them",
    "generated_reports",
    (
        reports.list_reports,
        "    finished.sort(",
        "    finished = finished or [row for row in call.rows(KIND).rows() if _completed(row)]\n    finished.sort(",
    ),
)
edit(
    "stored-under-the-name-of-the-part",
    "an upload is stored under the name of its file part",
    "files",
    (files.upload_file, "upload.writer.commit(), name,", "upload.writer.commit(), upload.file_name,"),
)
edit(
    "attributes-run-on",
    "in a bulk change, the attributes of an item also change those after it",
    "snapshots",
    (
        snapshots.update_snapshots,
        '    rows = [_update(call, item, f"data[{index}]") for index, item in enumerate(call.document["data"])]',
        "    merged, rows = {}, []\n"
        '    for index, item in enumerate(call.document["data"]):\n'
        '        merged = {**merged, **item["attributes"]}\n'
        '        rows.append(_update(call, {**item, "attributes": merged}, f"data[{index}]"))',
    ),
)
edit(
    "unknown-attribute-is-a-bad-request",
    "an unknown attribute of a position is a 400",
    "positions",
    (rules.read_attributes, "raise ApiError(404,", "raise ApiError(400,"),
)
edit(
    "percent-based-in-bulk-unchecked",
    "only single creations need the attributes of percent-based assets",
    "positions",
    (rules.check_position, "if created and owned", 'if created and place == "data" and owned'),
)
edit(
    "weight-of-zero-is-one",
    "a custom value of weight 0 gets the weight 1",
    "positions",
    (rules._custom_values, 'each.get("weight", 1.0)', '(each.get("weight") or 1.0)'),
)
edit(
    "metadata-needs-a-media-type",
    "the metadata of an upload is refused without a media type",
    "files",
    (
        multipart._Receiver._on_headers_finished,
        "    self._seen[self._part] = {",
        '    if self._part == "metadata" and "content-type" not in self._headers:\n'
        '        raise bad_request("The metadata part has no media type.")\n'
        "    self._seen[self._part] = {",
    ),
)
