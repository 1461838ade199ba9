# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The schema of each operation's body, by its operationId; imported with the first write."""

from typing import Final

from addepar_core.operations.inputs.schema import Body, Schema

JOB_RESOURCE_TYPE = Schema("text", allowed=("jobs", "job"))
ID = Schema("id")
PORTFOLIO_TYPE = Schema(
    "text", known=("ENTITY", "GROUP", "FIRM", "FIRM_ACCOUNTS", "FIRM_UNVERIFIED_ACCOUNTS"), minimum_length=1
)
PORTFOLIO_ID = Schema("id")
OUTPUT_TYPE = Schema(
    "text",
    known=("CSV", "TSV", "XLSX", "JSON"),
    pattern="^([Cc][Ss][Vv]|[Tt][Ss][Vv]|[Xx][Ll][Ss][Xx]|[Jj][Ss][Oo][Nn])$",
)
VIEW_JOB_PARAMETERS = Schema(
    "object",
    "ViewJobParameters",
    required=("view_id", "portfolio_type", "portfolio_id", "output_type", "start_date", "end_date"),
    members={
        "view_id": ID,
        "portfolio_type": PORTFOLIO_TYPE,
        "portfolio_id": PORTFOLIO_ID,
        "output_type": OUTPUT_TYPE,
        "start_date": Schema("date"),
        "end_date": Schema("date"),
    },
)
VIEW_JOB_ATTRIBUTES = Schema(
    "object",
    "ViewJobAttributes",
    required=("job_type", "parameters"),
    members={
        "job_type": Schema(
            "text",
            known=("portfolio_view_results", "PORTFOLIO_VIEW_RESULTS"),
            pattern="^(portfolio_view_results|PORTFOLIO_VIEW_RESULTS)$",
        ),
        "parameters": VIEW_JOB_PARAMETERS,
    },
)
PORTFOLIO_IDS = Schema("list", minimum_items=1, items=PORTFOLIO_ID)
ATTRIBUTE_ARGUMENTS = Schema("object", "AttributeArguments")
ATTRIBUTE_CALL = Schema(
    "object",
    "AttributeCall",
    required=("key",),
    members={"key": Schema("text", minimum_length=1), "arguments": ATTRIBUTE_ARGUMENTS},
)
JOB_FILTER = Schema(
    "object",
    "JobFilter",
    required=("attribute",),
    members={
        "attribute": Schema(
            "one-of",
            choices=(
                Schema("text", minimum_length=1),
                ATTRIBUTE_CALL,
            ),
        ),
        "type": Schema("text"),
        "operator": Schema("text"),
        "values": Schema("list", items=Schema("any", nullable=True)),
    },
)
QUERY_JOB_PARAMETERS = Schema(
    "object",
    "QueryJobParameters",
    required=("portfolio_type", "portfolio_id", "start_date", "end_date", "columns", "groupings"),
    members={
        "portfolio_type": PORTFOLIO_TYPE,
        "portfolio_id": Schema(
            "one-of",
            choices=(
                PORTFOLIO_IDS,
                PORTFOLIO_ID,
            ),
        ),
        "start_date": Schema("date"),
        "end_date": Schema("date"),
        "columns": Schema("list", items=ATTRIBUTE_CALL),
        "groupings": Schema("list", items=ATTRIBUTE_CALL),
        "filters": Schema("list", items=JOB_FILTER),
        "hide_previous_holdings": Schema("boolean"),
    },
)
QUERY_JOB_ATTRIBUTES = Schema(
    "object",
    "QueryJobAttributes",
    required=("job_type", "parameters"),
    members={
        "job_type": Schema(
            "text",
            known=("PORTFOLIO_QUERY", "portfolio_query", "PORTFOLIO_QUERY_RESULTS", "portfolio_query_results"),
            pattern="^(PORTFOLIO_QUERY|portfolio_query|PORTFOLIO_QUERY_RESULTS|portfolio_query_results)$",
        ),
        "parameters": QUERY_JOB_PARAMETERS,
    },
)
JOB_CREATE = Schema(
    "object",
    "JobCreate",
    required=("type", "attributes"),
    members={
        "type": JOB_RESOURCE_TYPE,
        "attributes": Schema(
            "one-of",
            choices=(
                VIEW_JOB_ATTRIBUTES,
                QUERY_JOB_ATTRIBUTES,
            ),
        ),
    },
)
JOB_CREATE_DOCUMENT = Schema("object", "JobCreateDocument", required=("data",), members={"data": JOB_CREATE})
SNAPSHOT_TYPE = Schema(
    "text",
    known=("snapshot", "valuation"),
    pattern="^([Ss][Nn][Aa][Pp][Ss][Hh][Oo][Tt]|[Vv][Aa][Ll][Uu][Aa][Tt][Ii][Oo][Nn])$",
)
SNAPSHOT_CREATE_ATTRIBUTES = Schema(
    "object",
    "SnapshotCreateAttributes",
    required=("type", "currency", "trade_date", "amount"),
    read_only=("vendor_id", "created_at", "modified_at"),
    refused=("vendor_id", "created_at", "modified_at"),
    members={
        "type": SNAPSHOT_TYPE,
        "currency": Schema("text", pattern="^[A-Za-z]{3}$", example="USD"),
        "trade_date": Schema("date"),
        "amount": Schema("number"),
        "units": Schema("number", nullable=True),
        "price_factor": Schema("number", nullable=True),
        "accrued_income_per_unit": Schema("number", nullable=True),
        "comment": Schema("text", nullable=True, maximum_length=4000),
    },
)
ENTITY_IDENTIFIER = Schema(
    "object", "EntityIdentifier", required=("type", "id"), members={"type": Schema("text", const="entities"), "id": ID}
)
POINT_TO_ENTITY = Schema("object", "PointToEntity", required=("data",), members={"data": ENTITY_IDENTIFIER})
OWNER_AND_OWNED = Schema(
    "object", "OwnerAndOwned", required=("owner", "owned"), members={"owner": POINT_TO_ENTITY, "owned": POINT_TO_ENTITY}
)
SNAPSHOT_CREATE = Schema(
    "object",
    "SnapshotCreate",
    required=("type", "attributes", "relationships"),
    members={
        "type": Schema("text", const="snapshots"),
        "attributes": SNAPSHOT_CREATE_ATTRIBUTES,
        "relationships": OWNER_AND_OWNED,
    },
)
SNAPSHOTS_CREATE_DOCUMENT = Schema(
    "object",
    "SnapshotsCreateDocument",
    required=("data",),
    members={"data": Schema("list", minimum_items=1, items=SNAPSHOT_CREATE)},
)
SNAPSHOT_UPDATE_ATTRIBUTES = Schema(
    "object",
    "SnapshotUpdateAttributes",
    read_only=("type", "vendor_id", "created_at", "modified_at"),
    members={
        "currency": Schema("text", nullable=True, pattern="^[A-Za-z]{3}$", example="USD"),
        "trade_date": Schema("date"),
        "amount": Schema("number", nullable=True),
        "units": Schema("number", nullable=True),
        "price_factor": Schema("number", nullable=True),
        "accrued_income_per_unit": Schema("number", nullable=True),
        "comment": Schema("text", nullable=True, maximum_length=4000),
    },
)
SNAPSHOT_UPDATE = Schema(
    "object",
    "SnapshotUpdate",
    required=("id", "type", "attributes"),
    members={"id": ID, "type": Schema("text", const="snapshots"), "attributes": SNAPSHOT_UPDATE_ATTRIBUTES},
)
SNAPSHOTS_UPDATE_DOCUMENT = Schema(
    "object",
    "SnapshotsUpdateDocument",
    required=("data",),
    members={"data": Schema("list", minimum_items=1, items=SNAPSHOT_UPDATE)},
)
SNAPSHOT_UPDATE_DOCUMENT = Schema(
    "object", "SnapshotUpdateDocument", required=("data",), members={"data": SNAPSHOT_UPDATE}
)
POSITION_WRITE_ATTRIBUTES = Schema(
    "object",
    "PositionWriteAttributes",
    read_only=("created_at", "modified_at"),
    refused=("created_at", "modified_at"),
    members={
        "name": Schema("text"),
        "display_name": Schema("text"),
        "incepting_open_position_date": Schema("date"),
        "incepting_open_position_ownership_percentage": Schema("number"),
        "incepting_open_position_value": Schema("number"),
    },
)
POSITION_CREATE = Schema(
    "object",
    "PositionCreate",
    required=("type", "relationships"),
    members={
        "type": Schema("text", const="positions"),
        "attributes": POSITION_WRITE_ATTRIBUTES,
        "relationships": OWNER_AND_OWNED,
    },
)
POSITIONS_CREATE_DOCUMENT = Schema(
    "object",
    "PositionsCreateDocument",
    required=("data",),
    members={
        "data": Schema(
            "one-of",
            choices=(
                Schema("list", minimum_items=1, items=POSITION_CREATE),
                POSITION_CREATE,
            ),
        )
    },
)
POSITION_ENDS = Schema("object", "PositionEnds", members={"owner": POINT_TO_ENTITY, "owned": POINT_TO_ENTITY})
POSITION_UPDATE = Schema(
    "object",
    "PositionUpdate",
    required=("id", "type"),
    members={
        "type": Schema("text", const="positions"),
        "id": ID,
        "attributes": POSITION_WRITE_ATTRIBUTES,
        "relationships": POSITION_ENDS,
    },
)
POSITIONS_UPDATE_DOCUMENT = Schema(
    "object",
    "PositionsUpdateDocument",
    required=("data",),
    members={"data": Schema("list", minimum_items=1, items=POSITION_UPDATE)},
)
POSITION_IDENTIFIER = Schema(
    "object",
    "PositionIdentifier",
    required=("type", "id"),
    members={"type": Schema("text", const="positions"), "id": ID},
)
POSITIONS_DELETE_DOCUMENT = Schema(
    "object",
    "PositionsDeleteDocument",
    required=("data",),
    members={"data": Schema("list", minimum_items=1, items=POSITION_IDENTIFIER)},
)
POSITION_UPDATE_DOCUMENT = Schema(
    "object", "PositionUpdateDocument", required=("data",), members={"data": POSITION_UPDATE}
)
FILE_WRITE_ATTRIBUTES = Schema(
    "object",
    "FileWriteAttributes",
    read_only=("content_type", "bytes", "created_at", "deleted_at"),
    members={"name": Schema("text", minimum_length=1)},
)
GROUP_IDENTIFIER = Schema(
    "object", "GroupIdentifier", required=("type", "id"), members={"type": Schema("text", const="groups"), "id": ID}
)
GROUP_IDENTIFIERS_DOCUMENT = Schema(
    "object", "GroupIdentifiersDocument", required=("data",), members={"data": Schema("list", items=GROUP_IDENTIFIER)}
)
ENTITY_IDENTIFIERS_DOCUMENT = Schema(
    "object", "EntityIdentifiersDocument", required=("data",), members={"data": Schema("list", items=ENTITY_IDENTIFIER)}
)
FILE_ASSOCIATIONS = Schema(
    "object",
    "FileAssociations",
    members={"associated_groups": GROUP_IDENTIFIERS_DOCUMENT, "associated_entities": ENTITY_IDENTIFIERS_DOCUMENT},
)
FILE_UPDATE = Schema(
    "object",
    "FileUpdate",
    required=("id", "type"),
    members={
        "id": ID,
        "type": Schema("text", const="files"),
        "attributes": FILE_WRITE_ATTRIBUTES,
        "relationships": FILE_ASSOCIATIONS,
    },
)
FILE_UPDATE_DOCUMENT = Schema("object", "FileUpdateDocument", required=("data",), members={"data": FILE_UPDATE})

BODIES: Final[dict[str, Body]] = {
    "jobs_create": Body(
        JOB_CREATE_DOCUMENT,
        {
            "job_type": ("attributes", "job_type"),
            "parameters": ("attributes", "parameters"),
        },
    ),
    "snapshots_create": Body(
        SNAPSHOTS_CREATE_DOCUMENT,
        {
            "owner": ("relationships", "owner", "data"),
            "owned": ("relationships", "owned", "data"),
            "type": ("attributes", "type"),
            "currency": ("attributes", "currency"),
            "trade_date": ("attributes", "trade_date"),
            "amount": ("attributes", "amount"),
            "units": ("attributes", "units"),
            "price_factor": ("attributes", "price_factor"),
            "accrued_income_per_unit": ("attributes", "accrued_income_per_unit"),
            "comment": ("attributes", "comment"),
        },
    ),
    "snapshots_update_many": Body(
        SNAPSHOTS_UPDATE_DOCUMENT,
        {
            "currency": ("attributes", "currency"),
            "trade_date": ("attributes", "trade_date"),
            "amount": ("attributes", "amount"),
            "units": ("attributes", "units"),
            "price_factor": ("attributes", "price_factor"),
            "accrued_income_per_unit": ("attributes", "accrued_income_per_unit"),
            "comment": ("attributes", "comment"),
        },
    ),
    "snapshots_update": Body(
        SNAPSHOT_UPDATE_DOCUMENT,
        {
            "currency": ("attributes", "currency"),
            "trade_date": ("attributes", "trade_date"),
            "amount": ("attributes", "amount"),
            "units": ("attributes", "units"),
            "price_factor": ("attributes", "price_factor"),
            "accrued_income_per_unit": ("attributes", "accrued_income_per_unit"),
            "comment": ("attributes", "comment"),
        },
    ),
    "positions_create": Body(
        POSITIONS_CREATE_DOCUMENT,
        {
            "owner": ("relationships", "owner", "data"),
            "owned": ("relationships", "owned", "data"),
            "name": ("attributes", "name"),
            "display_name": ("attributes", "display_name"),
            "incepting_open_position_date": ("attributes", "incepting_open_position_date"),
            "incepting_open_position_ownership_percentage": (
                "attributes",
                "incepting_open_position_ownership_percentage",
            ),
            "incepting_open_position_value": ("attributes", "incepting_open_position_value"),
        },
    ),
    "positions_update_many": Body(
        POSITIONS_UPDATE_DOCUMENT,
        {
            "owner": ("relationships", "owner", "data"),
            "owned": ("relationships", "owned", "data"),
            "name": ("attributes", "name"),
            "display_name": ("attributes", "display_name"),
            "incepting_open_position_date": ("attributes", "incepting_open_position_date"),
            "incepting_open_position_ownership_percentage": (
                "attributes",
                "incepting_open_position_ownership_percentage",
            ),
            "incepting_open_position_value": ("attributes", "incepting_open_position_value"),
        },
    ),
    "positions_delete_many": Body(
        POSITIONS_DELETE_DOCUMENT,
        {},
    ),
    "positions_update": Body(
        POSITION_UPDATE_DOCUMENT,
        {
            "owner": ("relationships", "owner", "data"),
            "owned": ("relationships", "owned", "data"),
            "name": ("attributes", "name"),
            "display_name": ("attributes", "display_name"),
            "incepting_open_position_date": ("attributes", "incepting_open_position_date"),
            "incepting_open_position_ownership_percentage": (
                "attributes",
                "incepting_open_position_ownership_percentage",
            ),
            "incepting_open_position_value": ("attributes", "incepting_open_position_value"),
        },
    ),
    "files_update": Body(
        FILE_UPDATE_DOCUMENT,
        {
            "groups": ("relationships", "associated_groups", "data"),
            "entities": ("relationships", "associated_entities", "data"),
            "name": ("attributes", "name"),
        },
    ),
    "files_add_groups": Body(
        GROUP_IDENTIFIERS_DOCUMENT,
        {},
    ),
    "files_replace_groups": Body(
        GROUP_IDENTIFIERS_DOCUMENT,
        {},
    ),
    "files_remove_groups": Body(
        GROUP_IDENTIFIERS_DOCUMENT,
        {},
    ),
    "files_add_entities": Body(
        ENTITY_IDENTIFIERS_DOCUMENT,
        {},
    ),
    "files_replace_entities": Body(
        ENTITY_IDENTIFIERS_DOCUMENT,
        {},
    ),
    "files_remove_entities": Body(
        ENTITY_IDENTIFIERS_DOCUMENT,
        {},
    ),
}
