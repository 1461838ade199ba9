"""The reference of the command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click
from page import code, fenced, flat, heading, table

from addepar_cli.app import help as front
from addepar_cli.app.root import root

_PAGE = "commands.md"
_INTRO = """# Commands

Every command of `addepar`, from the program itself; `addepar COMMAND --help` says the same.

"""
Found = tuple[tuple[str, ...], click.Command]


def entries() -> Iterator[tuple[str, str]]:
    """Page and anchor of every command."""
    for words, _ in commands():
        yield _PAGE, "-".join(words)


def commands() -> Iterator[Found]:
    """Every command and group with the words that call it, in the order of the help."""
    yield from _below(("addepar",), root, None)


def _below(words: tuple[str, ...], command: click.Command, parent: click.Context | None) -> Iterator[Found]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command, parent=parent, info_name=words[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _below((*words, name), found, context)


def page() -> str:
    """The page with all of them."""
    found = list(commands())
    out = _INTRO + table(
        ["Command", "What it does"], ([_link(words), _summary(command)] for words, command in found[1:])
    )
    for words, command in found:
        out += heading(min(len(words) + 1, 3), code(" ".join(words)), "-".join(words))
        out += fenced("text", front.page()) if command is root else _command(words, command)
    return out


def _link(words: tuple[str, ...]) -> str:
    return f"[`{' '.join(words)}`](#{'-'.join(words)})"


def _summary(command: click.Command) -> str:
    return flat(command.get_short_help_str(200))


def _command(words: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(words))
    out = fenced("text", command.get_usage(context).removeprefix("Usage: ")) + _prose(command.help or "")
    told = (parameter.get_help_record(context) for parameter in command.params)
    out += table(["Option", "Meaning"], ([code(names), flat(text)] for names, text in filter(None, told)))
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
