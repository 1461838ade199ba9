"""Text files that options name, in whatever way Windows writes them."""

import sys
from pathlib import Path

import click

from addepar_core.utils.tables.decoding import decode, marked_encoding


def text_of(name: str, option: str) -> str:
    """A text file, or standard input for ``-``. Raises ``UsageError`` if it is not a text in UTF-8 or UTF-16."""
    try:
        return decode(_content(name))
    except ValueError as error:
        raise click.UsageError(f"{option}: {_shown(name)} {error}.") from None


def body_of(name: str) -> bytes:
    """A file byte for byte; of a text with a mark, as PowerShell and Notepad write it, its UTF-8 without the mark."""
    content = _content(name)
    try:
        return decode(content).encode() if marked_encoding(content) else content
    except ValueError as error:
        raise click.UsageError(f"--data: {_shown(name)} {error}.") from None


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _shown(name: str) -> str:
    return "standard input" if name == "-" else repr(name)
