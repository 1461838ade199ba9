"""Choose the destination of a download: its sink and its file name."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addepar_client.transfers.sinks import PathSink, Sink
from addepar_core.errors.tree import InputError
from addepar_core.utils.file_names import filename
from addepar_core.utils.filesystem import safe_filename


def filename_from_headers(headers: Mapping[str, str], fallback: str) -> str:
    """A safe file name from Content-Disposition."""
    return safe_filename(filename(headers.get("content-disposition", "")), fallback)


def sink_for(to: Any, overwrite: bool, *, kept: tuple[str, str] | None = None) -> Sink:
    """The sink for a ``to=`` argument. Refuses a target that cannot be written, before anything is sent.

    ``kept`` names the source (its address and a short name) whose unfinished bytes are kept and resumed.
    """
    if hasattr(to, "write") and not isinstance(to, str | os.PathLike):
        if isinstance(to, io.TextIOBase):
            raise InputError("to", "the file is open as text; open it with mode 'wb'")
        if kept:
            raise InputError("resume", "keeps a part next to the file, so it needs a path instead of a file object")
        return Sink(to)
    if not isinstance(to, str | os.PathLike) or not os.fspath(to) or isinstance(os.fspath(to), bytes):
        raise InputError("to", f"pass a path, a folder or a binary file object, not {to!r}")
    path = Path(to)
    try:
        if overwrite and path.is_symlink():
            path = path.resolve()  # written through the link, like any program
        if os.fspath(to).endswith(("/", os.sep)):
            path.mkdir(parents=True, exist_ok=True)
        folder, name = (path, None) if path.is_dir() else (path.parent, path.name)
        if not folder.is_dir():
            raise InputError("to", f"there is no folder {str(folder)!r}; create it first")
        if kept is None:
            return PathSink(folder, name, overwrite)
    except InputError:
        raise
    except (ValueError, OSError) as error:
        raise InputError("to", f"{to!r} is not a path: {getattr(error, 'strerror', None) or error}") from error
    from addepar_client.transfers.resumable import ResumableSink

    return ResumableSink(folder, name, overwrite, *kept)
