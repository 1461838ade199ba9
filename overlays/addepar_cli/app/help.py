"""The front page of the help: the groups of commands and the global options. Plain data, fast to import."""

GROUPS = {
    "login": ("addepar_cli.setup.credentials.login", "Check credentials and store them in the keyring"),
    "logout": ("addepar_cli.setup.credentials.logout", "Remove stored credentials from this machine"),
    "profile": ("addepar_cli.setup.profile", "Named sets of settings"),
    "doctor": ("addepar_cli.setup.doctor", "Check the setup, and show what is left of the rate budget"),
    "files": ("addepar_cli.commands.files", "The firm's documents"),
    "archive": ("addepar_cli.commands.archive", "Documents that were deleted"),
    "reports": ("addepar_cli.commands.reports", "Finished reports, one ZIP of PDFs each"),
    "positions": ("addepar_cli.commands.positions", "Who owns what"),
    "snapshots": ("addepar_cli.commands.snapshots", "What holdings were worth on a date"),
    "jobs": ("addepar_cli.commands.jobs", "Exports of portfolio data: run, wait, download"),
    "api": ("addepar_cli.commands.api", "Call any operation of the API"),
    "drift": ("addepar_cli.setup.drift", "Compare an environment with the specification"),
    "sandbox": ("addepar_cli.setup.sandbox", "Start a local Addepar for tests"),
    "completion": ("addepar_cli.setup.completion", "Shell completion for bash, zsh or fish"),
}
"""Each command or group: its module (which has it under ``main``), and what it does."""

GLOBALS = (
    (("--profile",), "NAME", "Profile to use, instead of ADDEPAR_PROFILE."),
    (("--base-url",), "URL", "API root, such as https://acme.addepar.com/api."),
    (("--firm",), "NAME", "Subdomain of the firm, instead of --base-url."),
    (("--environment",), "NAME", "With --firm: production, development or sandbox."),
    (("--firm-id",), "NUMBER", "The firm's number."),
    (("--timeout",), "SECONDS", "Limit for one network operation."),
    (("--deadline",), "SECONDS", "Limit for a whole call, with its retries."),
    (("--max-retries",), "COUNT", "Further attempts after a failed one."),
    (("--budget",), "WHERE", "Pace requests: memory, a file, redis://..., or off."),
    (("--budget-wait",), "SECONDS", "Longest wait for a slot in the budget."),
    (("--json",), None, "Print JSON."),
    (("--jsonl",), None, "Print one JSON object per line (default in a pipe)."),
    (("--csv",), None, "Print CSV."),
    (("--format",), "FORMAT", "table (default on a terminal), json, jsonl or csv."),
    (("--columns",), "A,B,...", "Columns of a table or CSV."),
    (("--no-formulas",), None, "In CSV, escape text that a spreadsheet would run."),
    (("--quiet",), None, "Print only results and errors."),
    (("--no-color",), None, "No colours; same as NO_COLOR."),
    (("--debug",), None, "Log requests, and show where an error came from."),
)
"""The options that every command accepts: names, placeholder of the value (None for a switch), and meaning."""

EXAMPLES = (
    "addepar positions ls --limit 5",
    "addepar files get 345 --json",
    "addepar files ls --csv > files.csv",
)

_CODES = """\
Exit codes:
  0 done, 1 failed, 2 usage, 3 credentials or permission, 4 not found, 5 rate limit,
  6 partly done, 130 interrupted, 141 the reader closed the pipe"""


def page() -> str:
    """What ``addepar --help`` shows."""
    commands = [(name, summary) for name, (_, summary) in GROUPS.items()]
    options = [
        (" ".join([", ".join(names), value or ""]).strip(), description) for names, value, description in GLOBALS
    ]
    return "\n\n".join(
        [
            "Usage: addepar COMMAND [OPTIONS] ...",
            "  The Addepar API from the command line. `addepar COMMAND --help` explains each command.",
            _listed("Commands", commands),
            _listed(
                "Options that every command accepts", [*options, ("--version", "Show the version."), ("--help, -h", "")]
            ),
            "\n".join(["Examples:", *(f"  $ {example}" for example in EXAMPLES)]),
            _CODES + "\n",
        ]
    )


def _listed(title: str, rows: list[tuple[str, str]]) -> str:
    width = max(len(left) for left, _ in rows) + 2
    return "\n".join([f"{title}:", *(f"  {left:{width}}{right}".rstrip() for left, right in rows)])
