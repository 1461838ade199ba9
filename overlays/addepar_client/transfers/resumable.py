"""Partial downloads that a later call resumes: a ``.part`` file, and its metadata in a file next to it."""

import json
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from addepar_client.transfers.sinks import PathSink
from addepar_core.errors.tree import TransferError
from addepar_core.transport.bodies.ranges import Validator
from addepar_core.utils.filesystem import check_plain, is_still_named, open_plain, part_name, remove_open, try_lock


class ResumableSink(PathSink):
    """A file that appears when it is complete, and whose partial download outlives the call.

    Next to the target ``report.pdf`` there is ``.report.pdf.part`` and, while it is useful, ``.report.pdf.part.json``
    with its origin. Both are locked while in use, so two downloads never write into one part.
    """

    resumable = True

    def __init__(self, folder: Path, name: str | None, overwrite: bool, address: str, source: str) -> None:
        super().__init__(folder, name, overwrite)
        self._address = address
        self._part = folder / part_name(name or source)
        self._notes_path = self._part.with_name(self._part.name + ".json")
        self._is_claimed = False

    def claim(self) -> None:
        self._notes, self._is_claimed = self._claimed(), True
        try:
            self.validator = self._load_partial()
        except OSError as error:
            self._notes.close()
            raise TransferError(f"cannot read {str(self._part)!r}: {error.strerror}") from error

    def _claimed(self) -> BinaryIO:
        """The metadata file, open and locked."""
        with ExitStack() as closing:
            try:
                notes = closing.enter_context(open_plain(self._notes_path, "a+b", owned=True))
                is_ours = try_lock(notes.fileno()) and is_still_named(notes, self._notes_path)
            except OSError as error:
                raise TransferError(f"cannot write into {str(self._folder)!r}: {error.strerror}") from error
            if is_ours:
                closing.pop_all()
                return notes
        raise TransferError(f"another download is writing {str(self._part)!r}; let it finish, or leave out resume=True")

    def _load_partial(self) -> Validator | None:
        """The origin of the existing part."""
        with suppress(FileNotFoundError):
            if self._part.samefile(self._final):
                self._part.unlink()  # a process was killed after it had given the file its final name
        self._notes.seek(0)
        try:
            notes = json.loads(self._notes.read())
            validator = Validator(notes["validator"], notes["total"])
            size = check_plain(self._part, owned=True).st_size
            if notes["address"] != self._address or not validator.is_valid() or not size:
                return None
            if validator.total is not None:  # request at least one byte, to learn whether the file is still the same
                size = min(size, validator.total - 1)
            with open_plain(self._part, "r+b", owned=True) as part:
                part.truncate(size)
        except (ValueError, RecursionError, KeyError, TypeError, FileNotFoundError):
            return None
        self.bytes_written = size
        return validator

    def _open_part(self) -> None:
        if not self.bytes_written:
            self._part.unlink(missing_ok=True)
        super()._open_part()

    def _save_metadata(self, validator: Validator | None) -> None:
        self._notes.truncate(0)
        if validator is not None:
            notes = {"address": self._address, "validator": validator.value, "total": validator.total}
            self._notes.write(json.dumps(notes).encode())
        self._notes.flush()
        self.validator = validator

    def commit(self) -> Path:
        final = super().commit()
        self.validator = None
        return final

    def discard(self) -> None:
        if not self._is_claimed or self._notes.closed:
            return  # the part may belong to another download by now
        for file in self._opened:
            with suppress(OSError):
                file.close()
        if self.validator is None or not self.bytes_written:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)
            remove_open(self._notes, self._notes_path)
        self._notes.close()
