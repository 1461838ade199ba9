"""Text files that options name, including the encodings that Windows writes."""

import sys
from pathlib import Path

import click

from addepar_core.utils.tables.decoding import decode, marked_encoding


def text_of(name: str, option: str) -> str:
    """The text of a file, or of standard input for ``-``. Raises ``UsageError`` if it is not UTF-8 or UTF-16."""
    try:
        return decode(_content(name))
    except ValueError as error:
        raise click.UsageError(f"{option}: {_shown(name)} {error}.") from None


def body_of(name: str) -> bytes:
    """The bytes of a file. Text with a byte order mark, as PowerShell and Notepad write it, becomes plain UTF-8."""
    content = _content(name)
    try:
        return decode(content).encode() if marked_encoding(content) else content
    except ValueError as error:
        raise click.UsageError(f"--data: {_shown(name)} {error}.") from None


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _shown(name: str) -> str:
    return "standard input" if name == "-" else repr(name)
