"""Check addresses and headers, and resolve links of the API."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from addepar_core.errors.tree import ConfigurationError, InputError

_OWN_HEADERS = {
    "authorization",
    "proxy-authorization",
    "addepar-firm",
    "cookie",
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
}


def checked_headers(headers: Mapping[str, str] | None, argument: str = "headers") -> dict[str, str]:
    """Additional headers of a call: visible text, and none that the client sets itself."""
    if headers is not None and not isinstance(headers, Mapping):
        raise InputError(argument, "pass a mapping of names to values")
    for name, value in (headers or {}).items():
        if not isinstance(name, str) or not re.fullmatch(r"[!#$%&'*+.^`|~\w-]+", name, re.ASCII):
            raise InputError(argument, f"{name!r} is not a header name")
        if not isinstance(value, str) or not re.fullmatch(r"[\t -~]*", value):
            raise InputError(argument, f"the value of {name} is not ASCII text on one line")
        if name.lower().replace("_", "-") in _OWN_HEADERS:  # many servers take one for the other
            raise InputError(argument, f"{name} is set by the client itself")
    return {name.lower(): value for name, value in (headers or {}).items()}


Origin = tuple[str, str, int | None]


def plain_hosts(allow_http_to: object, own: Iterable[str] = ()) -> frozenset[str]:
    """The hosts other than loopback that may be reached over plain http.

    Args:
        allow_http_to: names or IP addresses, in a list or in one text with commas between them.
        own: addresses of the API itself; their hosts, and others of the same domain, are never allowed.

    Raises:
        ConfigurationError: the argument is invalid, or names a host of the API.
    """
    words = allow_http_to.split(",") if isinstance(allow_http_to, str) else allow_http_to or ()
    words = list(words) if isinstance(words, Iterable) else [words]
    names = [word for word in words if isinstance(word, str)]
    if len(names) < len(words):
        raise ConfigurationError("allow_http_to: pass the name of a host, such as 'sandbox', or a list of names")
    hosts = frozenset(name.strip().strip("[]").rstrip(".").lower() for name in names) - {""}
    domains = {_domain(urlsplit(url.replace("{firm}", "firm")).hostname or "") for url in own}
    for host in hosts:
        if not re.fullmatch(r"[a-z0-9._-]+", host, re.ASCII) and not _is_ip(host):
            raise ConfigurationError(
                f"allow_http_to: {host!r} is not the name of a host; for http://sandbox:8700/api it is 'sandbox'"
            )
        if _domain(host) in domains:
            raise ConfigurationError(
                f"allow_http_to: {host} belongs to the API itself, which is reached only over https"
            )
    return hosts


def _domain(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _is_ip(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def api_root(base_url: str, plain: frozenset[str] = frozenset()) -> str:
    """The normalized API root, without ``/v1`` and without a trailing slash.

    ``plain`` are the hosts that ``plain_hosts`` allows.
    """
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
        raise ConfigurationError("base_url: leave user name and password out of the address, pass auth=(key, secret)")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not can_be_host(parts.hostname):
        shown = parts._replace(query="", fragment="").geturl()
        raise ConfigurationError(f"base_url: {shown!r} is not an address like https://yourfirm.addepar.com/api")
    if parts.query or parts.fragment:
        raise ConfigurationError("base_url: leave out everything from '?' or '#' on")
    if parts.scheme == "http" and not is_plain(parts.hostname, plain):
        raise ConfigurationError(
            f"base_url: plain http to {parts.hostname} would send the credentials unprotected; use https (for a local "
            "sandbox in another container, name its host in allow_http_to or ADDEPAR_ALLOW_HTTP)"
        )
    path = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def _is_address(text: str) -> bool:
    """Whether the text has only characters that are allowed in an address."""
    return text.isascii() and text.isprintable() and text != "" and " " not in text and "\\" not in text


def can_be_host(host: str) -> bool:
    """Whether the HTTP library takes the name of a host: it decodes names that begin with ``xn--``, and may fail."""
    if not host.startswith("xn--"):
        return True
    import idna  # a dependency of the HTTP library

    try:
        idna.decode(host)
    except UnicodeError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, judged only by its name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_plain(host: str, allowed: frozenset[str]) -> bool:
    """Whether a host may be reached over plain http: this machine, or one that was allowed by name."""
    return is_loopback(host) or host.lower().rstrip(".") in allowed


def origin(url: str) -> Origin | None:
    """Scheme, host and port of an absolute address; None if they are ambiguous."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if parts.username is not None or not parts.hostname or not port or not can_be_host(parts.hostname):
        return None
    return parts.scheme, parts.hostname.lower(), port


def resolve(root: str, link: str) -> tuple[str, bool]:
    """The absolute address of a link from the API, and whether it leads to another origin.

    The API's links are relative to the API root (``/v1/files/123``, whatever the version), which is not the root of a
    firm's host. ``/api/v1/...`` and absolute addresses work too.

    Raises:
        ValueError: the link is none of these.
    """
    if not _is_address(link):
        raise ValueError("contains characters that are not allowed in an address")
    if link.startswith("/") and not link.startswith("//"):
        parts = urlsplit(root)
        below_root = re.match(r"/v\d+/", link) and not re.match(r"/v\d+(/|$)", parts.path)
        return (root if below_root else f"{parts.scheme}://{parts.netloc}") + link, False
    target = origin(link)
    if target is None or target[0] not in ("http", "https"):
        raise ValueError("is neither an absolute address nor a path from the API root")
    return link, target != origin(root)
