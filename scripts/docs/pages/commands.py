"""The reference of the command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click
from scripts.docs.pages.markdown import code, fenced, flat, heading, table

from addepar_cli.app import help as front
from addepar_cli.app.root import root

_PAGE = "commands.md"
_INTRO = """# Commands

This page lists every command of `addepar`; `addepar COMMAND --help` shows the same.

"""
Found = tuple[tuple[str, ...], click.Command]


def entries() -> Iterator[tuple[str, str]]:
    """Page and anchor of every command."""
    for words, command in commands():
        yield _home(words, command), "-".join(words)


def commands() -> Iterator[Found]:
    """Every command and group with the words that call it, in the order of the help."""
    yield from _below(("addepar",), root, None)


def _below(words: tuple[str, ...], command: click.Command, parent: click.Context | None) -> Iterator[Found]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command, parent=parent, info_name=words[-1])
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _below((*words, name), below, context)


def pages() -> dict[str, str]:
    """A page with single commands and a table of all, and a page for each group."""
    every = list(commands())
    out = {_PAGE: _INTRO}
    out[_PAGE] += table(
        ["Command", "What it does"],
        ([_link(words, _home(words, command)), _summary(command)] for words, command in every[1:]),
    )
    for words, command in every:
        home = _home(words, command)
        if home not in out:
            out[home] = f"# {' '.join(words)}\n\n"
        out[home] += heading(2, code(" ".join(words)), "-".join(words))
        out[home] += fenced("text", front.page()) if command is root else _command(words, command)
    return out


def _home(words: tuple[str, ...], command: click.Command) -> str:
    """The page of a command: that of its group, if it has one."""
    grouped = len(words) > 2 or (len(words) == 2 and isinstance(command, click.Group))
    return f"commands/{words[1]}.md" if grouped else _PAGE


def _link(words: tuple[str, ...], page: str = "") -> str:
    return f"[`{' '.join(words)}`]({page}#{'-'.join(words)})"


def _summary(command: click.Command) -> str:
    return flat(command.get_short_help_str(200))


def _command(words: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(words))
    out = fenced("text", command.get_usage(context).removeprefix("Usage: ")) + _prose(command.help or "")
    options = (parameter.get_help_record(context) for parameter in command.params)
    out += table(["Option", "Meaning"], ([code(names), flat(text)] for names, text in filter(None, options)))
    if isinstance(command, click.Group):
        below = ((*words, name) for name in command.list_commands(context))
        out += table(
            ["Command", "What it does"], ([_link(each), _summary(command.commands[each[-1]])] for each in below)
        )
    examples = getattr(command, "examples", ())
    return out + (fenced("console", "\n".join(f"$ {example}" for example in examples)) if examples else "")


def _prose(text: str) -> str:
    """Help text; what follows click's mark (a backspace) is laid out by hand."""
    out = ""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        out += fenced("text", paragraph[2:]) if paragraph.startswith("\b\n") else flat(paragraph) + "\n\n"
    return out
