# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The data models of requests and answers; each is imported when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .associations_document import AssociationsDocument
    from .attribute_arguments import AttributeArguments
    from .attribute_call import AttributeCall
    from .entity import Entity
    from .entity_attributes import EntityAttributes
    from .entity_document import EntityDocument
    from .entity_identifier import EntityIdentifier
    from .entity_identifiers_document import EntityIdentifiersDocument
    from .error_document import ErrorDocument
    from .error_object import ErrorObject
    from .failed_portfolio import FailedPortfolio
    from .file_associations import FileAssociations
    from .file_attributes import FileAttributes
    from .file_create import FileCreate
    from .file_create_attributes import FileCreateAttributes
    from .file_document import FileDocument
    from .file_list_document import FileListDocument
    from .file_metadata_document import FileMetadataDocument
    from .file_relationships import FileRelationships
    from .file_resource import FileResource
    from .file_update import FileUpdate
    from .file_update_document import FileUpdateDocument
    from .file_upload import FileUpload
    from .file_write_attributes import FileWriteAttributes
    from .generated_portfolio import GeneratedPortfolio
    from .generated_report import GeneratedReport
    from .generated_report_attributes import GeneratedReportAttributes
    from .generated_report_document import GeneratedReportDocument
    from .generated_report_job_type import GeneratedReportJobType
    from .generated_report_list_document import GeneratedReportListDocument
    from .generated_report_relationships import GeneratedReportRelationships
    from .generated_report_status import GeneratedReportStatus
    from .group_identifier import GroupIdentifier
    from .group_identifiers_document import GroupIdentifiersDocument
    from .included_resource import IncludedResource
    from .job import Job
    from .job_attributes import JobAttributes
    from .job_create import JobCreate
    from .job_create_document import JobCreateDocument
    from .job_document import JobDocument
    from .job_filter import JobFilter
    from .job_list_document import JobListDocument
    from .job_parameters import JobParameters
    from .job_relationships import JobRelationships
    from .job_resource_type import JobResourceType
    from .job_result import JobResult
    from .job_status import JobStatus
    from .links import Links
    from .owner_and_owned import OwnerAndOwned
    from .page_links import PageLinks
    from .point_to_entity import PointToEntity
    from .position import Position
    from .position_attributes import PositionAttributes
    from .position_create import PositionCreate
    from .position_document import PositionDocument
    from .position_ends import PositionEnds
    from .position_identifier import PositionIdentifier
    from .position_list_document import PositionListDocument
    from .position_relationships import PositionRelationships
    from .position_update import PositionUpdate
    from .position_update_document import PositionUpdateDocument
    from .position_write_attributes import PositionWriteAttributes
    from .positions_create_document import PositionsCreateDocument
    from .positions_delete_document import PositionsDeleteDocument
    from .positions_document import PositionsDocument
    from .positions_update_document import PositionsUpdateDocument
    from .query_job_attributes import QueryJobAttributes
    from .query_job_parameters import QueryJobParameters
    from .relationship_document import RelationshipDocument
    from .resource_identifier import ResourceIdentifier
    from .snapshot import Snapshot
    from .snapshot_attributes import SnapshotAttributes
    from .snapshot_create import SnapshotCreate
    from .snapshot_create_attributes import SnapshotCreateAttributes
    from .snapshot_document import SnapshotDocument
    from .snapshot_relationships import SnapshotRelationships
    from .snapshot_update import SnapshotUpdate
    from .snapshot_update_attributes import SnapshotUpdateAttributes
    from .snapshot_update_document import SnapshotUpdateDocument
    from .snapshots_create_document import SnapshotsCreateDocument
    from .snapshots_document import SnapshotsDocument
    from .snapshots_update_document import SnapshotsUpdateDocument
    from .to_many import ToMany
    from .to_one import ToOne
    from .user import User
    from .user_attributes import UserAttributes
    from .user_document import UserDocument
    from .user_relationships import UserRelationships
    from .view_job_attributes import ViewJobAttributes
    from .view_job_parameters import ViewJobParameters

_MODULES = {
    "AssociationsDocument": "associations_document",
    "AttributeArguments": "attribute_arguments",
    "AttributeCall": "attribute_call",
    "Entity": "entity",
    "EntityAttributes": "entity_attributes",
    "EntityDocument": "entity_document",
    "EntityIdentifier": "entity_identifier",
    "EntityIdentifiersDocument": "entity_identifiers_document",
    "ErrorDocument": "error_document",
    "ErrorObject": "error_object",
    "FailedPortfolio": "failed_portfolio",
    "FileAssociations": "file_associations",
    "FileAttributes": "file_attributes",
    "FileCreate": "file_create",
    "FileCreateAttributes": "file_create_attributes",
    "FileDocument": "file_document",
    "FileListDocument": "file_list_document",
    "FileMetadataDocument": "file_metadata_document",
    "FileRelationships": "file_relationships",
    "FileResource": "file_resource",
    "FileUpdate": "file_update",
    "FileUpdateDocument": "file_update_document",
    "FileUpload": "file_upload",
    "FileWriteAttributes": "file_write_attributes",
    "GeneratedPortfolio": "generated_portfolio",
    "GeneratedReport": "generated_report",
    "GeneratedReportAttributes": "generated_report_attributes",
    "GeneratedReportDocument": "generated_report_document",
    "GeneratedReportJobType": "generated_report_job_type",
    "GeneratedReportListDocument": "generated_report_list_document",
    "GeneratedReportRelationships": "generated_report_relationships",
    "GeneratedReportStatus": "generated_report_status",
    "GroupIdentifier": "group_identifier",
    "GroupIdentifiersDocument": "group_identifiers_document",
    "IncludedResource": "included_resource",
    "Job": "job",
    "JobAttributes": "job_attributes",
    "JobCreate": "job_create",
    "JobCreateDocument": "job_create_document",
    "JobDocument": "job_document",
    "JobFilter": "job_filter",
    "JobListDocument": "job_list_document",
    "JobParameters": "job_parameters",
    "JobRelationships": "job_relationships",
    "JobResourceType": "job_resource_type",
    "JobResult": "job_result",
    "JobStatus": "job_status",
    "Links": "links",
    "OwnerAndOwned": "owner_and_owned",
    "PageLinks": "page_links",
    "PointToEntity": "point_to_entity",
    "Position": "position",
    "PositionAttributes": "position_attributes",
    "PositionCreate": "position_create",
    "PositionDocument": "position_document",
    "PositionEnds": "position_ends",
    "PositionIdentifier": "position_identifier",
    "PositionListDocument": "position_list_document",
    "PositionRelationships": "position_relationships",
    "PositionsCreateDocument": "positions_create_document",
    "PositionsDeleteDocument": "positions_delete_document",
    "PositionsDocument": "positions_document",
    "PositionsUpdateDocument": "positions_update_document",
    "PositionUpdate": "position_update",
    "PositionUpdateDocument": "position_update_document",
    "PositionWriteAttributes": "position_write_attributes",
    "QueryJobAttributes": "query_job_attributes",
    "QueryJobParameters": "query_job_parameters",
    "RelationshipDocument": "relationship_document",
    "ResourceIdentifier": "resource_identifier",
    "Snapshot": "snapshot",
    "SnapshotAttributes": "snapshot_attributes",
    "SnapshotCreate": "snapshot_create",
    "SnapshotCreateAttributes": "snapshot_create_attributes",
    "SnapshotDocument": "snapshot_document",
    "SnapshotRelationships": "snapshot_relationships",
    "SnapshotsCreateDocument": "snapshots_create_document",
    "SnapshotsDocument": "snapshots_document",
    "SnapshotsUpdateDocument": "snapshots_update_document",
    "SnapshotUpdate": "snapshot_update",
    "SnapshotUpdateAttributes": "snapshot_update_attributes",
    "SnapshotUpdateDocument": "snapshot_update_document",
    "ToMany": "to_many",
    "ToOne": "to_one",
    "User": "user",
    "UserAttributes": "user_attributes",
    "UserDocument": "user_document",
    "UserRelationships": "user_relationships",
    "ViewJobAttributes": "view_job_attributes",
    "ViewJobParameters": "view_job_parameters",
}

if not TYPE_CHECKING:  # a type checker must still refuse names that do not exist

    def __getattr__(name):
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value  # the next look-up does not come here
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})


__all__ = (
    "AssociationsDocument",
    "AttributeArguments",
    "AttributeCall",
    "Entity",
    "EntityAttributes",
    "EntityDocument",
    "EntityIdentifier",
    "EntityIdentifiersDocument",
    "ErrorDocument",
    "ErrorObject",
    "FailedPortfolio",
    "FileAssociations",
    "FileAttributes",
    "FileCreate",
    "FileCreateAttributes",
    "FileDocument",
    "FileListDocument",
    "FileMetadataDocument",
    "FileRelationships",
    "FileResource",
    "FileUpdate",
    "FileUpdateDocument",
    "FileUpload",
    "FileWriteAttributes",
    "GeneratedPortfolio",
    "GeneratedReport",
    "GeneratedReportAttributes",
    "GeneratedReportDocument",
    "GeneratedReportJobType",
    "GeneratedReportListDocument",
    "GeneratedReportRelationships",
    "GeneratedReportStatus",
    "GroupIdentifier",
    "GroupIdentifiersDocument",
    "IncludedResource",
    "Job",
    "JobAttributes",
    "JobCreate",
    "JobCreateDocument",
    "JobDocument",
    "JobFilter",
    "JobListDocument",
    "JobParameters",
    "JobRelationships",
    "JobResourceType",
    "JobResult",
    "JobStatus",
    "Links",
    "OwnerAndOwned",
    "PageLinks",
    "PointToEntity",
    "Position",
    "PositionAttributes",
    "PositionCreate",
    "PositionDocument",
    "PositionEnds",
    "PositionIdentifier",
    "PositionListDocument",
    "PositionRelationships",
    "PositionsCreateDocument",
    "PositionsDeleteDocument",
    "PositionsDocument",
    "PositionsUpdateDocument",
    "PositionUpdate",
    "PositionUpdateDocument",
    "PositionWriteAttributes",
    "QueryJobAttributes",
    "QueryJobParameters",
    "RelationshipDocument",
    "ResourceIdentifier",
    "Snapshot",
    "SnapshotAttributes",
    "SnapshotCreate",
    "SnapshotCreateAttributes",
    "SnapshotDocument",
    "SnapshotRelationships",
    "SnapshotsCreateDocument",
    "SnapshotsDocument",
    "SnapshotsUpdateDocument",
    "SnapshotUpdate",
    "SnapshotUpdateAttributes",
    "SnapshotUpdateDocument",
    "ToMany",
    "ToOne",
    "User",
    "UserAttributes",
    "UserDocument",
    "UserRelationships",
    "ViewJobAttributes",
    "ViewJobParameters",
)
