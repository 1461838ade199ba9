"""Decode text files, including those of Windows, Excel and PowerShell: by byte order mark, otherwise as UTF-8."""

import codecs
import re

# UTF-32 before UTF-16, whose mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
XLSX = "a workbook of Excel (.xlsx)"
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")


def marked_encoding(start: bytes) -> str | None:
    """The encoding of a byte order mark."""
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)


def decode(content: bytes, encoding: str | None = None) -> str:
    """The text of a file, without a byte order mark.

    Args:
        content: its bytes.
        encoding: its encoding; by default that of its byte order mark, or UTF-8.

    Raises:
        ValueError: it has another encoding, or is not text. The message says what to do.
    """
    if encoding is not None:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except LookupError:
            raise ValueError(
                f"cannot be read: there is no encoding {encoding!r}; cp1252 and utf-16 are usual"
            ) from None
        except UnicodeError as error:
            raise ValueError(f"is not in {encoding}: {error}") from None
    if kind := known_binary(content):
        raise ValueError(f"is {kind}, and not text")
    try:
        text = content.decode(marked_encoding(content) or "utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", content[: error.start])) + 1
        hint = "pass the encoding, such as cp1252 of Windows, or " * _is_cp1252(content)
        raise ValueError(f"is not UTF-8 (line {line}); {hint}save it as UTF-8") from None
    if "\0" in text:
        raise ValueError("contains NUL characters: it is not text, or UTF-16 without a mark; save it as UTF-8")
    return text


def known_binary(content: bytes) -> str | None:
    """The kind of a binary file that is often mistaken for text."""
    if content.startswith(_OLD_EXCEL):
        return "a workbook of Excel in its old format (.xls)"
    if content.startswith(b"PK\x03\x04"):
        return (
            "a workbook of Excel (.xlsx)" if b"xl/" in content or b"[Content_Types]" in content[:200] else "a ZIP file"
        )
    return "a PDF" if content.startswith(b"%PDF-") else None


def _is_cp1252(content: bytes) -> bool:
    try:
        return content.decode("cp1252").isprintable() or not re.search(rb"[\x00-\x08\x0e-\x1f]", content)
    except UnicodeDecodeError:
        return False
