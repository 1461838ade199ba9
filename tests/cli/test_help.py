"""Help: a front page that comes at once, and examples on every command that do what they say."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.cli.support import FILES, SECRET, Cli, Ended

from addepar_cli.app.help import GROUPS, page
from addepar_cli.app.root import root


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(_commands(root))
# Those that ask a person, or go on until they are stopped, have tests of their own.
ELSEWHERE = ("addepar login", "addepar sandbox", "printf")
EXAMPLES = [
    example
    for command in COMMANDS.values()
    for example in getattr(command, "examples", ())
    if not example.startswith(ELSEWHERE)
]
_PLAIN = re.compile(r"addepar [\w ./:=-]+")


def test_the_front_page_names_every_command_and_loads_nothing(cli: Cli) -> None:
    assert cli.run("--help").out == page()
    assert all(re.search(rf"^  {name}  ", page(), re.MULTILINE) for name in GROUPS)
    show = "from addepar_cli.entry import main; main(); print(*sys.modules, file=sys.stderr)"
    code = f"import sys; sys.argv[1:] = ['--help']; {show}"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()  # noqa: S603
    assert "addepar_cli.app.help" in modules
    assert not {"click", "httpx", "asyncio", "addepar_client.client", "addepar_api", "tqdm"} & set(modules)


def test_the_command_still_runs_under_its_earlier_module_name(cli: Cli) -> None:
    command = [sys.executable, "-W", "error", "-m", "addepar_client.cli", "--help"]
    done = subprocess.run(command, env=cli.environment(), capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == page()


@pytest.mark.parametrize("name", GROUPS)
def test_help_of_a_group_imports_no_client(name: str) -> None:
    code = f"import sys, {GROUPS[name][0]}; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    assert not {"httpx", "asyncio", "addepar_client.client", "addepar_api.models", "tqdm"} & set(modules)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_examples(cli: Cli, path: tuple[str, ...]) -> None:
    done = cli.run(*path, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: addepar {' '.join(path)} ")
    examples = getattr(COMMANDS[path], "examples", ())
    assert examples
    assert all(f"  $ {example}\n" in done.out for example in examples)


def test_an_option_means_the_same_in_every_command() -> None:
    """One name has one kind of value: a destination, a day, a pattern, a switch."""
    meanings: dict[str, dict[str, str]] = {}
    for path, command in COMMANDS.items():
        for option in command.params:
            for name in option.opts if isinstance(option, click.Option) else ():
                kind = "switch" if option.is_flag else (option.metavar or "").replace("|TIME", "").replace("DIR|", "")
                meanings.setdefault(name, {})[kind] = " ".join(path)
    assert {name: kinds for name, kinds in meanings.items() if len(kinds) > 1} == {}
    assert all(name in meanings for name in ("--output", "--start-date", "--end-date", "--output-type", "--pattern"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(addepar: Cli, example: str) -> None:
    (addepar.home / "rename.json").write_text(
        json.dumps({"data": {"type": "files", "id": "345", "attributes": {"name": "Renamed.pdf"}}})
    )
    for name, text in FILES.items():
        (addepar.home / name).parent.mkdir(exist_ok=True)
        (addepar.home / name).write_text(text)
    profiles = addepar.home / ".config" / "addepar" / "config.toml"
    profiles.parent.mkdir(parents=True)
    profiles.write_text('[default]\nfirm = "acme"\n[work]\nfirm = "acme"\n')
    # What needs no shell can be forked.
    done = addepar.run(*example.split()[1:]) if _PLAIN.fullmatch(example) else _in_a_shell(example, addepar)
    assert done.code == 0, done.err
    written = re.search(r"(?:>|-o) (?!- )(\S+)", example)
    assert Path(addepar.home, written[1]).stat().st_size if written else done.out or done.err
    assert SECRET not in done.out + done.err


def _in_a_shell(example: str, addepar: Cli) -> Ended:
    command = shlex.join([sys.executable, "-m", "addepar_cli"])
    for tool in ("trio", "rich"):
        # The client needs neither. They come with tools of our tests, and httpx imports them at a cold start if it can.
        (addepar.home / f"{tool}.py").write_text("raise ImportError")
    done = subprocess.run(  # noqa: S603
        ["bash", "-c", f'addepar() {{ {command} "$@"; }}; {example}'],  # noqa: S607
        cwd=addepar.home,
        env=addepar.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands_options_and_operations(cli: Cli, shell: str) -> None:
    assert "_ADDEPAR_COMPLETE" in cli.run("completion", shell).out

    def complete(words: str) -> str:
        place = {"COMP_CWORD": words.split(" ")[-1] if shell == "fish" else str(len(words.split(" ")) - 1)}
        return cli.run(environ={"_ADDEPAR_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, **place}).out

    assert "positions" in complete("addepar pos")
    assert "--created-after" in complete("addepar files ls --created")
    assert "--profile" in complete("addepar files ls --prof")
    assert "files_get" in complete("addepar api files_")


def test_without_its_extra_the_command_says_so(cli: Cli) -> None:
    call = "from addepar_cli.entry import main; main()"
    code = f"import sys; sys.modules['click'] = None; sys.argv[1:] = ['files']; {call}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "pip install click, or install addepar-client with its extra [cli]" in done.stderr
