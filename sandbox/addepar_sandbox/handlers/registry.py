"""Maps each operation of the specification to its handler."""

from __future__ import annotations

from collections.abc import Callable

from addepar_sandbox.handlers import reports
from addepar_sandbox.handlers.by_example import answer_by_example
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import associations as file_links
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.holdings import positions, snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.spec.loading import load_spec
from addepar_sandbox.spec.spec import Spec

Handler = Callable[[Call], Answer]

HANDLERS: dict[str, Handler] = {
    "jobs_list": jobs.list_jobs,
    "jobs_get": jobs.get_job,
    "jobs_create": jobs.create_job,
    "jobs_cancel": jobs.cancel_job,
    "jobs_download": jobs.download_job,
    "generated_reports_list": reports.list_reports,
    "generated_reports_get": reports.get_report,
    "generated_reports_creator": reports.get_creator,
    "generated_reports_zipped_file": reports.get_zipped_file,
    "generated_reports_download": reports.download_zipped_file,
    "snapshots_get": snapshots.get_snapshot,
    "snapshots_create": snapshots.create_snapshots,
    "snapshots_update": snapshots.update_snapshot,
    "snapshots_update_many": snapshots.update_snapshots,
    "snapshots_delete": snapshots.delete_snapshot,
    "snapshots_owner": snapshots.get_owner,
    "snapshots_owned": snapshots.get_owned,
    "snapshots_position": snapshots.get_position,
    "snapshots_owner_relationship": snapshots.get_owner_relationship,
    "snapshots_owned_relationship": snapshots.get_owned_relationship,
    "snapshots_position_relationship": snapshots.get_position_relationship,
    "positions_list": positions.list_positions,
    "positions_get": positions.get_position,
    "positions_create": positions.create_positions,
    "positions_update": positions.update_position,
    "positions_update_many": positions.update_positions,
    "positions_delete": positions.delete_position,
    "positions_delete_many": positions.delete_positions,
    "positions_owner": positions.get_owner,
    "positions_owned": positions.get_owned,
    "positions_owner_relationship": positions.get_owner_relationship,
    "positions_owned_relationship": positions.get_owned_relationship,
    "files_list": files.list_files,
    "files_get": files.get_file,
    "files_upload": files.upload_file,
    "files_download": files.download_file,
    "files_update": files.update_file,
    "files_delete": files.delete_file,
    "files_groups": file_links.get_groups,
    "files_add_groups": file_links.add_groups,
    "files_replace_groups": file_links.replace_groups,
    "files_remove_groups": file_links.remove_groups,
    "files_entities": file_links.get_entities,
    "files_add_entities": file_links.add_entities,
    "files_replace_entities": file_links.replace_entities,
    "files_remove_entities": file_links.remove_entities,
    "archived_files_list": files.list_archived_files,
    "archived_files_get": files.get_archived_file,
    "archived_files_download": files.download_archived_file,
}


def handler_of(operation: str) -> Handler:
    """The handler of an operation; one that an overlay added returns its example."""
    return HANDLERS.get(operation, answer_by_example)


def without_handler(spec: Spec) -> list[str]:
    """The operations that return their examples."""
    return sorted(spec.operations.keys() - HANDLERS.keys())


def without_effect(call: Call) -> list[str]:
    """The query parameters of a request that an overlay added and the handler does not know."""
    if call.operation.id not in HANDLERS:
        return []
    known = load_spec().operations[call.operation.id].query
    return [name for name in call.query if name in call.operation.query and name not in known]


def check_registry(spec: Spec, overlaid: bool = False) -> None:
    """Refuse to start if specification and handlers do not match one to one; overlays may add and remove operations.

    Raises:
        LookupError: names the operations that lack a handler and the handlers that lack an operation.
    """
    missing, unknown = without_handler(spec), sorted(HANDLERS.keys() - spec.operations.keys())
    if (missing or unknown) and not overlaid:
        raise LookupError(
            f"operations without a handler: {missing}; handlers without an operation: {unknown};"
            f" HANDLERS in {__name__} must name each operation of the specification once"
        )
