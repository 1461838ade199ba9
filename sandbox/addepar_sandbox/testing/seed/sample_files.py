"""Generates reproducible PDF and ZIP files of an exact size."""

from __future__ import annotations

import functools
import hashlib
import io
import zipfile

_LINE = 100
_LINES = 80


def filler(name: str, size: int, prefix: str = "") -> bytes:
    """Text that looks random, is always the same for a name, and has exactly the given length.

    Args:
        name: what the text is derived from.
        size: its length in bytes.
        prefix: the beginning of each line.
    """
    letters = hashlib.shake_256(name.encode()).hexdigest(_LINE * _LINES // 2)
    lines = "".join(f"{prefix}{letters[start : start + _LINE]}\n" for start in range(0, len(letters), _LINE))
    return ((lines * (size // len(lines) + 1))[: size - 1] + "\n").encode() if size else b""


@functools.cache
def document(name: str, size: int) -> bytes:
    """The content of a file of this name: a PDF if it says so, otherwise text."""
    return pdf(f"Sample document {name}", size) if name.endswith(".pdf") else filler(name, size)


@functools.cache
def pdf(text: str, size: int) -> bytes:
    """A PDF of one page that shows the text.

    Args:
        text: plain ASCII for the page.
        size: exact length in bytes; the rest is filled with comments.

    Raises:
        ValueError: the page alone is longer than that.
    """
    room = size - len(_page(text, b""))
    for _ in range(3):
        if room < 0:
            raise ValueError(f"a PDF takes more than {size} bytes")
        document = _page(text, filler(text, room, "%"))
        if len(document) == size:
            return document
        # The offset in the trailer may have gained a digit.
        room += size - len(document)
    raise ValueError(f"no PDF has exactly {size} bytes")


def _page(text: str, comments: bytes) -> bytes:
    shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    stream = f"BT /F1 18 Tf 72 720 Td ({shown}) Tj ET".encode("ascii", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    document = bytearray(b"%PDF-1.4\n" + comments)
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        document += b"%010d 00000 n \n" % offset
    document += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(document)


@functools.cache
def zip_of(members: tuple[tuple[str, bytes], ...]) -> bytes:
    """A ZIP file of the members (name and content), uncompressed and with constant times."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return raw.getvalue()


@functools.cache
def report_pdfs(names: tuple[str, ...], zip_size: int) -> dict[str, bytes]:
    """PDFs, one per name, that make a ZIP file of exactly `zip_size` bytes."""
    members = {f"{name}.pdf": b"" for name in names}
    room = zip_size - len(zip_of(tuple(members.items())))
    share = room // len(names)
    for position, name in enumerate(names):
        size = share if position else room - share * (len(names) - 1)
        members[f"{name}.pdf"] = pdf(f"Portfolio report for {name}", size)
    return members
