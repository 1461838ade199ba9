"""Check addresses and headers, and resolve links of the API."""

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from addepar_core.errors.tree import ConfigurationError, InputError

_OWN_HEADERS = {"authorization", "addepar-firm", "cookie", "host", "content-length", "transfer-encoding", "connection"}


def checked_headers(headers: Mapping[str, str] | None, argument: str = "headers") -> dict[str, str]:
    """Further headers of a call: visible text, and none that the client itself is answerable for."""
    if headers is not None and not isinstance(headers, Mapping):
        raise InputError(argument, "give a mapping of names to values")
    for name, value in (headers or {}).items():
        if not isinstance(name, str) or not re.fullmatch(r"[!#$%&'*+.^`|~\w-]+", name, re.ASCII):
            raise InputError(argument, f"{name!r} is no header name")
        if not isinstance(value, str) or not re.fullmatch(r"[\t -~]*", value):
            raise InputError(argument, f"the value of {name} is not ASCII text on one line")
        if name.lower() in _OWN_HEADERS:
            raise InputError(argument, f"{name} is set by the client itself")
    return {name.lower(): value for name, value in (headers or {}).items()}


Origin = tuple[str, str, int | None]


def api_root(base_url: str) -> str:
    """The API root in one form: with or without ``/v1`` and a slash at the end, the same root comes out."""
    if not isinstance(base_url, str) or not _is_address(base_url):
        raise ConfigurationError("base_url: this is not an address like https://yourfirm.addepar.com/api")
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(
            f"base_url: this is not an address like https://yourfirm.addepar.com/api: {error}"
        ) from None
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError("base_url: leave user name and password out of the address, give auth=(key, secret)")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        shown = parts._replace(query="", fragment="").geturl()
        raise ConfigurationError(f"base_url: {shown!r} is not an address like https://yourfirm.addepar.com/api")
    if parts.query or parts.fragment:
        raise ConfigurationError("base_url: leave out everything from '?' or '#' on")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ConfigurationError(
            f"base_url: plain http to {parts.hostname} would send the credentials unprotected; use https"
            " (http is for loopback only, such as the local sandbox)"
        )
    path = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def _is_address(text: str) -> bool:
    """Whether all of it is characters that an address may hold."""
    return text.isascii() and text.isprintable() and text != "" and " " not in text and "\\" not in text


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, told by its name alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def origin(url: str) -> Origin | None:
    """Scheme, host and port of an absolute address, or None where they cannot be told with certainty."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if parts.username is not None or not parts.hostname or not port:
        return None
    return parts.scheme, parts.hostname.lower(), port


def resolve(root: str, link: str) -> tuple[str, bool]:
    """The absolute address of a link of the API, and whether it leads away from the API's origin.

    The API writes its links from the API root (``/v1/files/123``, whatever the version), which on a firm's host is
    not the host's own root. ``/api/v1/...`` and absolute addresses are understood as well.

    Raises:
        ValueError: the link is none of these.
    """
    if not _is_address(link):
        raise ValueError("holds characters that no address may hold")
    if link.startswith("/") and not link.startswith("//"):
        parts = urlsplit(root)
        below_root = re.match(r"/v\d+/", link) and not re.match(r"/v\d+(/|$)", parts.path)
        return (root if below_root else f"{parts.scheme}://{parts.netloc}") + link, False
    target = origin(link)
    if target is None or target[0] not in ("http", "https"):
        raise ValueError("is neither an absolute address nor a path from the API root")
    return link, target != origin(root)
