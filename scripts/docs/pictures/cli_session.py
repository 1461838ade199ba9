"""Records a session of the command line against a fresh sandbox: docs/cli-session.md, and the picture of the README.

Two runs give the same text: time stands still in the sandbox, and its address is shown as one that never changes.
`--check` writes nothing, and says whether what is written is what the commands print.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from scripts.docs.pictures.terminal import on_a_terminal

from addepar_sandbox import JobSettings, Sandbox

DOCS = Path(__file__).parents[3] / "docs"
PAGE, PICTURE = DOCS / "cli-session.md", DOCS / "assets" / "cli.svg"
SHOWN = "127.0.0.1:8700"
COLUMNS, _WIDTH, _HEIGHT = 100, 8.43, 20

SESSION = (
    ("Is everything set up?", "addepar doctor"),
    ("List the first documents.", "addepar files ls --limit 5"),
    ("Upload a folder of letters for one client.", "addepar files upload letters/ --entity 10000 --at-once 1"),
    ("Run it again: nothing is sent twice.", "addepar files upload letters/ --entity 10000"),
    ("Download what belongs to that client.", "addepar files download --entity 10000 -o back/"),
    ("Associate two documents with another client; one of them does not exist.",
     "addepar files link 345 999 --entity 22"),
    ("List who owns what, for a spreadsheet.", "addepar positions ls --limit 3 --csv --columns id,name,owner,owned"),
    ("Export a view: submit it, wait, download the result.",
     "addepar jobs run-view --view 2 --portfolio entity:22 --start-date 2023-01-01 --end-date 2023-12-31"
     " -o returns.csv"),
    ("Fetch every report that finished since a date, once, and unpack it.",
     "addepar reports sync reports/ --since 2021-02-14 --unzip --columns state,bytes,file"),
    ("Scripts get JSON and exit codes; 4 means not found.", "addepar reports get UNKNOWN --json; echo $?"),
)  # fmt: skip
PICTURED = (1, 2, 3, 4)


def session() -> list[str]:
    """What each command of the session shows on a terminal, in order."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Sandbox(jobs=JobSettings(advance="at_once")) as sandbox,
        sandbox.serve() as url,
    ):
        sandbox.clock.freeze("2024-04-02T09:00:00Z")
        written = sandbox.clock.now().timestamp() - 86400  # a file that is newer than its upload would get a warning
        for name in ("Quarterly letter.pdf", "Tax summary 2023.pdf"):
            path = Path(folder, "letters", name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"%PDF-1.7\n" + name.encode() * 4000)
            os.utime(path, (written, written))
        settings = {"BASE_URL": url, "FIRM_ID": "1", "KEY": "sandbox", "SECRET": "sandbox"}
        environment = {f"ADDEPAR_{name}": value for name, value in settings.items()}
        environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm"}
        environment |= {"HOME": folder, "LANG": "C.UTF-8", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        where = f"cd {shlex.quote(folder)}; "
        printed = [on_a_terminal(where + command, environment) for _, command in SESSION]
    return [as_seen(text).replace(urlsplit(url).netloc, SHOWN) for text in printed]


def as_seen(text: str) -> str:
    """What remains to be seen of what was printed: progress bars have been written over."""
    seen = []
    for line in text.rstrip("\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        seen.append(shown.rstrip())
    return "\n".join(seen)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def page(printed: list[str]) -> str:
    """The session as a page."""
    lines = [
        "# A session",
        "",
        "Ten commands against a fresh [sandbox](sandbox.md), recorded by `scripts/docs/pictures/cli_session.py` on a",
        "terminal of 100 columns. To try them yourself, start `addepar sandbox` and copy the lines that it prints.",
    ]
    for (about, command), text in zip(SESSION, printed, strict=True):
        lines += ["", about, "", "<!-- not run: tests/cli/test_session.py holds it to what the command prints -->"]
        lines += ["```console", f"$ {command}", plain(text), "```"]
    return "\n".join(lines) + "\n"


def picture(printed: list[str]) -> str:
    """Some of the session as a picture, for light pages and dark ones."""
    lines = [line for at in PICTURED for line in (f"$ {SESSION[at][1]}", *printed[at].split("\n"), "")][:-1]
    wrapped = [line[at : at + COLUMNS] for line in lines for at in range(0, max(len(line), 1), COLUMNS)]
    longest = max(len(plain(line)) for line in wrapped)
    width, height = round(longest * _WIDTH) + 32, len(wrapped) * _HEIGHT + 56
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" '
        'aria-label="The command addepar in a terminal: documents are listed, uploaded once, and downloaded">',
        "<style>",
        "text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }",
        ".frame { fill: #f6f8fa; stroke: #d0d7de } .dot { fill: #c4ccd6 } text { fill: #24292f }",
        ".typed { fill: #0550ae } .title { font-weight: bold } .error { fill: #a40e26 }",
        "@media (prefers-color-scheme: dark) {",
        ".frame { fill: #161a23; stroke: #2d3340 } .dot { fill: #3a4152 } text { fill: #d6dbe6 }",
        ".typed { fill: #8fb4ff } .error { fill: #ff9aa2 } }",
        "</style>",
        f'<rect class="frame" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
        *(f'<circle class="dot" cx="{20 + 18 * each}" cy="18" r="5"/>' for each in range(3)),
    ]
    for number, line in enumerate(wrapped):
        kind = next((name for name, mark in _KINDS if line.startswith(mark)), "")
        place = f'x="16" y="{52 + number * _HEIGHT}" xml:space="preserve"'
        out.append(f'<text class="{kind}" {place}>{escape(plain(line))}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


_KINDS = (("typed", "$ "), ("title", "\x1b[1m"), ("error", "addepar: "))


def main() -> int:
    if shutil.which("bash") is None:
        raise SystemExit("the session is run by bash, which is not here")
    printed = session()
    files = {PAGE: page(printed), PICTURE: picture(printed)}
    if "--check" in sys.argv[1:]:
        stale = [path.name for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
        print(
            f"not as the commands print it: {', '.join(stale)}; run python -m scripts.docs.pictures.cli_session"
            if stale
            else "current"
        )
        return bool(stale)
    for path, text in files.items():
        path.write_text(text, "utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
