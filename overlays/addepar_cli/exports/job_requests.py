"""Turn the options of ``addepar jobs`` into jobs to submit and names for their results."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from addepar_api.facts import JOB_SECONDS
from addepar_cli.app.app import App
from addepar_cli.exports.text_files import text_of
from addepar_client.jobs.documents import query_body, view_body
from addepar_core.utils.filesystem import safe_filename


@dataclass(frozen=True)
class JobRunOptions:
    """The options that all runs have in common."""

    named: Sequence[str] = ()
    listed: str | None = None
    first: date | None = None
    last: date | None = None
    to: str | None = None
    overwrite: bool = False
    max_wait: float | None = None
    cancel: bool = False
    at_once: int = 20
    detach: bool = False

    @property
    def seconds(self) -> float:
        """The longest wait for a job, in seconds."""
        return JOB_SECONDS if self.max_wait is None else self.max_wait

    def portfolios(self) -> list[tuple[str, str]]:
        """Type and id of each portfolio, without duplicates. Raises ``UsageError``."""
        lines = [(named, "--portfolio") for named in self.named]
        if self.listed is not None:
            name = "standard input" if self.listed == "-" else repr(self.listed)
            text = text_of(self.listed, "--portfolios")
            rows = [row.partition("#")[0].strip() for row in re.split(r"\r\n|\r|\n", text)]
            lines += [(row, f"{name}, line {number}") for number, row in enumerate(rows, 1) if row]
        pairs = [_portfolio(text, place) for text, place in lines]
        if not pairs:
            raise click.UsageError(
                "pass a portfolio with --portfolio TYPE:ID, or a file of portfolios with --portfolios."
            )
        if self.first is None or self.last is None:
            raise click.UsageError("--start-date and --end-date are needed: the first and the last day of the period.")
        return list(dict.fromkeys(pairs))

    def folder(self) -> Path | None:
        """The folder for results; None if -o names a file or is missing."""
        target = self.to or ""
        return Path(target) if target.endswith("/") or (target != "-" and target and Path(target).is_dir()) else None


@dataclass
class JobRun:
    """One run: the portfolio or job that the user named, what to submit for it, and where its result is written."""

    name: str
    parameters: Mapping[str, Any]
    body: dict[str, Any] | None = None
    job_id: str = ""
    path: Path | None = None


def _portfolio(text: str, place: str) -> tuple[str, str]:
    kind, mark, portfolio = text.partition(":")
    if kind.strip().upper() == "FIRM" and not mark:
        portfolio = "1"
    if not re.fullmatch(r"\s*[A-Za-z_]+\s*", kind) or not re.fullmatch(r"\s*[\w-]+\s*", portfolio):
        raise click.UsageError(f"{place}: {text!r} is not a portfolio; write entity:22, group:7 or firm.")
    return kind.strip(), portfolio.strip()


def view_bodies(app: App, options: JobRunOptions, view: str, output: str | None) -> list[JobRun]:
    """The document of a view job for each portfolio."""
    ending = Path(options.to or "").suffix.lstrip(".").lower()
    asked = str(app.options.get("format"))
    output = output or next((form for form in (ending, asked) if form in ("csv", "tsv", "xlsx", "json")), "csv")
    if output == "xlsx" and options.to in (None, "-") and sys.stdout.isatty() and not options.detach:
        raise click.UsageError("XLSX cannot be shown on a terminal; add -o FILE.")
    return [
        _job_run(
            f"{kind}:{portfolio_id}", view_body(view, (kind, portfolio_id, options.first, options.last), output, None)
        )
        for kind, portfolio_id in options.portfolios()
    ]


def query_bodies(
    options: JobRunOptions, columns: Sequence[str], groupings: Sequence[str], filters: Sequence[str], hide: bool
) -> list[JobRun]:
    """The document of a query job for each portfolio."""
    if not columns:
        raise click.UsageError("pass the attributes with --column, or the whole document with --body.")
    computed = [_attribute("--column", text) for text in columns]
    grouped = [_attribute("--group-by", text) for text in groupings]
    chosen = [_json_of("--filter", text) for text in filters] or None
    return [
        _job_run(
            f"{kind}:{portfolio_id}",
            query_body(
                computed, grouped, (kind, portfolio_id, options.first, options.last), chosen, hide or None, None
            ),
        )
        for kind, portfolio_id in options.portfolios()
    ]


def whole_body(text: str) -> list[JobRun]:
    """The document that the user passed with ``--body``."""
    if text.startswith("@"):
        text = text_of(text[1:], "--body")
    document = _json_of("--body", text)
    parameters = document
    for name in ("data", "attributes", "parameters"):
        inner = parameters.get(name, parameters if name == "data" else None)
        if not isinstance(inner, dict):
            raise click.UsageError("--body: pass the document of a job, with data, attributes and parameters.")
        parameters = inner
    return [JobRun("the query", parameters, document)]


def _attribute(option: str, text: str) -> Any:
    return _json_of(option, text) if text.lstrip().startswith("{") else text


def _json_of(option: str, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{option}: not valid JSON: {error}.") from None
    if not isinstance(document, dict):
        raise click.UsageError(f"{option}: pass a JSON object, not {text[:60]!r}.")
    return document


def _job_run(name: str, body: dict[str, Any]) -> JobRun:
    return JobRun(name, body["data"]["attributes"]["parameters"], body)


def result_name(parameters: Mapping[str, Any], fallback: str) -> str:
    """The file name of a result, unique for its view, portfolio and period."""
    if "portfolio_id" not in parameters:
        return safe_filename(fallback, "result")
    view = parameters.get("view_id")
    several = parameters["portfolio_id"]
    ids = "+".join(map(str, several)) if isinstance(several, list) else several
    kind = str(parameters.get("portfolio_type")).lower()
    days = f"{parameters.get('start_date')}_{parameters.get('end_date')}"
    ending = str(parameters.get("output_type") or "json").lower()
    name = f"{'query' if view is None else f'view-{view}'}_{kind}-{ids}_{days}.{ending}"
    return safe_filename(re.sub(r"[/\\\s]", "_", name), fallback)
