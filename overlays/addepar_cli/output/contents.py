"""Bytes on standard output: as they are, but on a terminal nothing that could drive it."""

import shutil
import sys
from typing import IO

import click

from addepar_cli.output.terminal import plain


def write_contents(held: IO[bytes], what: str, advice: str) -> None:
    """Write a file to standard output, from its beginning.

    Args:
        held: the complete file.
        what: its name in messages.
        advice: the command or option that writes it to a file, if it is not text.

    Raises:
        ClickException: a terminal cannot show it.
    """
    held.seek(0)
    sys.stdout.flush()
    if not sys.stdout.isatty():
        shutil.copyfileobj(held, sys.stdout.buffer)
        return
    try:
        text = held.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{what} is not text; `{advice}` keeps it in a file") from None
    sys.stdout.write("".join(plain(line) + "\n" for line in text.splitlines()))
