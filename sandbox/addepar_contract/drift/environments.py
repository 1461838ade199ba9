"""The environments that a report may check, and those that are refused."""

import ipaddress
import re
from urllib.parse import urlsplit

from addepar_contract.spec.document import load

DEFAULT_REQUESTS = 48


class Refused(Exception):
    """The run was refused; the message says why."""


def environment(base_url: str) -> str:
    """The environment of an API root: one of the specification's, `local`, or production if in doubt."""
    host = urlsplit(base_url).hostname or ""
    if _is_loopback(host):
        return "local"
    for server in load()["servers"]:
        pattern = re.escape(urlsplit(server["url"]).hostname or "").replace(r"\{firm\}", "[^.]+")
        if re.fullmatch(pattern, host):
            kind = str(server["x-environment"])
            return "production" if kind == "shared" else kind
    return "production"


def check(base_url: str, requests: int, production: bool) -> None:
    """Raise `Refused` for production without permission, and for more requests than the firm has."""
    if environment(base_url) == "production" and not production:
        raise Refused(f"{base_url} is (or may be) production; add --production to allow it")
    window = load()["x-limits"]["rate"][0]
    if not 0 < requests <= window["requests"]:
        raise Refused(f"--requests: from 1 to {window['requests']}, the firm's budget of {window['seconds']} s")


def announcement(base_url: str, firm: str, requests: int, write: bool) -> str:
    """Announce the requests and the environment in one or two sentences."""
    what = "GET, and one small file uploaded, renamed and archived" if write else "GET only"
    budget = " and ".join(f"{each['requests']} in {each['seconds']} s" for each in load()["x-limits"]["rate"])
    return (
        f"at most {requests} requests ({what}) to {urlsplit(base_url).hostname}, firm {firm}, {environment(base_url)}. "
        f"The firm shares {budget} among all its integrations."
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
