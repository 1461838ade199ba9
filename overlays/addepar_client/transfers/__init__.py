"""Uploads and downloads. The types in public signatures can be imported from here; they are loaded on first use."""

from typing import TYPE_CHECKING

from addepar_core.utils.imports import late

if TYPE_CHECKING:
    from addepar_client.transfers.download import Downloaded as Downloaded
    from addepar_client.transfers.multipart import Ids as Ids
    from addepar_client.transfers.multipart import Progress as Progress
    from addepar_client.transfers.multipart import Source as Source
    from addepar_client.transfers.sinks import Target as Target

__getattr__ = late(
    __name__,
    {"Downloaded": ".download", "Ids": ".multipart", "Progress": ".multipart", "Source": ".multipart",
     "Target": ".sinks"},
)  # fmt: skip
