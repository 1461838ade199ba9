"""The name that a file object has of its own, and the media type that a name stands for."""

import io
import mimetypes
from pathlib import PurePath

_PACKED = {
    "gzip": ("gzip", ".gz"),
    "bz2": ("x-bzip2", ".bz2"),
    "lzma": ("x-xz", ".xz", ".lzma"),
    "compression": ("zstd", ".zst"),
}
"""Modules whose file objects unpack what they read: the media type of what they unpack, and how its name ends."""


def own_name(file: object) -> str | None:
    """The name of what a file object reads; of one that unpacks, without the ending of the packed file."""
    name = getattr(file, "name", None)
    while (inner := getattr(file, "raw", None) if isinstance(file, io.BufferedReader) else None) is not None:
        file = inner
    if not isinstance(name, str):  # BZ2File and LZMAFile have none before 3.13
        name = getattr(getattr(file, "_fp", None), "name", None)
    if not isinstance(name, str):
        return None
    name = PurePath(name).name
    modules = {kind.__module__.partition(".")[0] for kind in type(file).__mro__}
    endings = [ending for module in modules & _PACKED.keys() for ending in _PACKED[module][1:]]
    return next((name[: -len(ending)] for ending in endings if name.lower().endswith(ending)), name)


def guess_media_type(name: str) -> str:
    """The media type of a file by its name; of one that is packed, that of the packing."""
    kind, packing = mimetypes.guess_type(name)
    if packing is not None:
        known = {media.removeprefix("x-"): media for media, *_ in _PACKED.values()}
        return f"application/{known[packing]}" if packing in known else "application/octet-stream"
    return kind or "application/octet-stream"
