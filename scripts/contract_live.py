"""Points the contract at a real Addepar environment and reports where it drifts from openapi.yaml.

`make contract BASE_URL=https://yourfirm.clientdev.addepar.com/api`, with ADDEPAR_FIRM_ID and ADDEPAR_KEY and
ADDEPAR_SECRET (or ADDEPAR_ACCESS_TOKEN) in the environment. Reads only: it lists, reads what it listed, and looks at
the first bytes of downloads. With `--write` it also uploads, renames and archives one small file. Production needs
`--production`. It says how many requests it may make before it makes any, and stops at the first 429.

The report names operations, members, media types and enumerated values, never data.
"""

import argparse
import ipaddress
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "sandbox")]

from tests.contract.calling import OPERATIONS, PATH_PARAMETER  # noqa: E402
from tests.contract.drift import Drift  # noqa: E402
from tests.contract.exchanges import API_ROOT, Exchange  # noqa: E402
from tests.spec.walk import load  # noqa: E402

SPEC = load()
LIMITS = SPEC["x-limits"]
DEFAULT_REQUESTS = 40
_FIRST_BYTES = 64 * 1024
_LISTS = {
    "jobs": "jobs_list",
    "generated_reports": "generated_reports_list",
    "positions": "positions_list",
    "files": "files_list",
    "archived_files": "archived_files_list",
}
_NAME, _NEW_NAME = "addepar-client contract test.txt", "addepar-client contract test renamed.txt"


class Refused(Exception):
    """The run may not start; the message says why."""


class Settings(NamedTuple):
    base_url: str
    firm: str
    auth: tuple[str, str] | None
    token: str | None
    requests: int
    write: bool
    snapshots: list[str]


def environment(base_url: str) -> str:
    """What kind of environment an API root is: one of the specification's words, `local`, or production if in doubt."""
    host = urlsplit(base_url).hostname or ""
    if _is_loopback(host):
        return "local"
    for server in SPEC["servers"]:
        pattern = re.escape(urlsplit(server["url"]).hostname or "").replace(r"\{firm\}", "[^.]+")
        if re.fullmatch(pattern, host):
            kind = str(server["x-environment"])
            return "production" if kind == "shared" else kind
    return "production"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def settings(arguments: list[str] | None = None) -> Settings:
    """Read the command line and the environment; raises `Refused` where the run must not start."""
    parser = argparse.ArgumentParser(description="Compare a real Addepar environment with openapi.yaml; reads only.")
    parser.add_argument("--base-url", default=os.environ.get("ADDEPAR_BASE_URL"), help="the API root")
    parser.add_argument("--requests", type=int, default=DEFAULT_REQUESTS, help="make at most so many")
    parser.add_argument("--snapshot", action="append", default=[], metavar="ID", help="there is no list to find one in")
    parser.add_argument("--write", action="store_true", help="also upload, rename and archive one small file")
    parser.add_argument("--production", action="store_true", help="allow a production environment")
    given = parser.parse_args(arguments)
    if not given.base_url:
        raise Refused("say where: BASE_URL=..., --base-url or ADDEPAR_BASE_URL")
    base_url = given.base_url.rstrip("/").removesuffix("/v1")
    kind = environment(base_url)
    if urlsplit(base_url).scheme != "https" and kind != "local":
        raise Refused(f"{base_url} is not https, and the credentials would travel in the open")
    if kind == "production" and not given.production:
        raise Refused(f"{base_url} is (or may be) production; add --production if that is what you want")
    per_window = LIMITS["rate"][0]
    if not 0 < given.requests <= per_window["requests"]:
        raise Refused(f"--requests: from 1 to {per_window['requests']}, the firm's budget of {per_window['seconds']} s")
    variables = {name: os.environ.get(f"ADDEPAR_{name}") for name in ("FIRM_ID", "KEY", "SECRET", "ACCESS_TOKEN")}
    if not variables["FIRM_ID"]:
        raise Refused("ADDEPAR_FIRM_ID is not set")
    basic = (variables["KEY"], variables["SECRET"])
    if not variables["ACCESS_TOKEN"] and not all(basic):
        raise Refused("set ADDEPAR_KEY and ADDEPAR_SECRET, or ADDEPAR_ACCESS_TOKEN")
    return Settings(
        base_url,
        variables["FIRM_ID"],
        None if variables["ACCESS_TOKEN"] else (str(basic[0]), str(basic[1])),
        variables["ACCESS_TOKEN"],
        given.requests,
        given.write,
        given.snapshot,
    )


class Explorer:
    """Makes the requests, counts them, and hands every answer to the drift report."""

    def __init__(self, settings: Settings, http: httpx.Client) -> None:
        self._settings = settings
        self._http = http
        self.made = 0
        self.stopped = ""
        from tests.contract.judging import the_judge  # openapi-core takes more than a second to import

        self.drift = Drift(SPEC, the_judge())

    @property
    def over(self) -> bool:
        return bool(self.stopped) or self.made >= self._settings.requests

    def ask(self, operation: str, resource_id: str = "", query: str = "", **body: Any) -> Any:
        """One request; gives the document of a success, and None for anything else or when the budget is used up."""
        if self.over:
            return None
        method = OPERATIONS[operation].method.upper()
        path = PATH_PARAMETER.sub(resource_id, OPERATIONS[operation].path)
        self.made += 1
        with self._http.stream(method, path + (f"?{query}" if query else ""), **body) as answer:
            content = b""
            for piece in answer.iter_bytes(_FIRST_BYTES):
                content += piece
                if operation.endswith("_download"):
                    break
        exchange = Exchange(
            *(method, API_ROOT + path, query, []),
            status=answer.status_code,
            answer_headers=[(name.lower(), text) for name, text in answer.headers.items()],
            answer_body=content,
        )
        self.drift.look(exchange)
        if answer.status_code == 429:
            self.stopped = "the firm's budget is used up (429)"
        elif answer.status_code == 401:
            self.stopped = "the credentials or the firm were refused (401)"
        json_api = "json" in exchange.answer_type and not operation.endswith("_download")
        return json.loads(content) if answer.is_success and content and json_api else None

    def explore(self) -> None:
        """Every list with a small page; then, in turns, the operations on something of each list."""
        rounds = [self._of(kind, operation) for kind, operation in _LISTS.items()]
        rounds += [self._of_id("snapshots", each) for each in self._settings.snapshots]
        while rounds and not self.over:
            rounds = [each for each in rounds if next(each, None) is not None]
        if self._settings.write:
            self._write()

    def _of(self, kind: str, operation: str) -> Iterator[str]:
        """One request at each step: the list, its next page, a filter, then what can be asked of its first row."""
        size = "page[size]" if operation == "generated_reports_list" else "page[limit]"
        document = self.ask(operation, query=f"{size}=2")
        yield operation
        rows = (document or {}).get("data") or []
        rows = rows if isinstance(rows, list) else [rows]
        following = ((document or {}).get("links") or {}).get("next")
        if following and "?" in following:
            self.ask(operation, query=following.partition("?")[2])
            yield operation
        if rows:
            yield from self._of_id(kind, str(rows[0]["id"]))

    def _of_id(self, kind: str, resource_id: str) -> Iterator[str]:
        for operation in OPERATIONS.values():
            if operation.method == "get" and operation.body["tags"] == [kind] and "{" in operation.path:
                self.ask(
                    operation.id, resource_id, headers={"Range": "bytes=0-1023"} if _is_download(operation.id) else {}
                )
                yield operation.id

    def _write(self) -> None:
        metadata = json.dumps({"data": {"type": "files", "attributes": {"name": _NAME}}})
        parts = {"file": (_NAME, b"Written by the contract test of addepar-client; may be deleted.\n", "text/plain")}
        made = self.ask("files_upload", files={**parts, "metadata": (None, metadata, "application/json")})
        if made is None:
            return
        file_id = str(made["data"]["id"])
        change = {"data": {"type": "files", "id": file_id, "attributes": {"name": _NEW_NAME}}}
        headers = {"Content-Type": "application/vnd.api+json"}
        self.ask("files_update", file_id, content=json.dumps(change).encode(), headers=headers)
        self.ask("files_delete", file_id)
        if self.over:
            print(f"contract: the file {file_id} ({_NAME!r}) may not have been archived again", file=sys.stderr)


def _is_download(operation: str) -> bool:
    return operation.endswith("_download")


def main() -> int:
    try:
        chosen = settings()
    except Refused as refused:
        print(f"contract: {refused}", file=sys.stderr)
        return 2
    what = "GET only" if not chosen.write else "GET, and one small file uploaded, renamed and archived"
    budget = " and ".join(f"{each['requests']} in {each['seconds']} s" for each in LIMITS["rate"])
    print(
        f"contract: at most {chosen.requests} requests ({what}) to {urlsplit(chosen.base_url).hostname}, firm "
        f"{chosen.firm}, {environment(chosen.base_url)}. The firm shares {budget} among all its integrations.",
        flush=True,
    )
    headers = {"Addepar-Firm": chosen.firm, "Accept": "application/vnd.api+json"}
    if chosen.token:
        headers["Authorization"] = f"Bearer {chosen.token}"
    with httpx.Client(base_url=chosen.base_url, auth=chosen.auth, headers=headers, timeout=70, trust_env=False) as http:
        explorer = Explorer(chosen, http)
        try:
            explorer.explore()
        except httpx.HTTPError as error:
            explorer.stopped = f"the connection failed ({type(error).__name__})"
    return report(explorer)


def report(explorer: Explorer) -> int:
    """Print what was seen and what is not known; 1 where there is drift or the run was stopped."""
    print(f"contract: {explorer.made} requests; operations and statuses seen:")
    for pair, count in sorted(explorer.drift.seen.items()):
        print(f"  {pair}" + (f" ({count} times)" if count > 1 else ""))
    for finding, count in sorted(explorer.drift.found.items()):
        print(f"drift: {finding}" + (f" ({count} answers)" if count > 1 else ""))
    if not explorer.drift.found:
        print("contract: nothing that openapi.yaml does not know")
    if explorer.stopped:
        print(f"contract: stopped, {explorer.stopped}", file=sys.stderr)
    return 1 if explorer.drift.found or explorer.stopped else 0


if __name__ == "__main__":
    sys.exit(main())
