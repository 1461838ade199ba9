"""The trusted certificates: from an argument, from the environment, or the library's own."""

import errno
import functools
import os
import ssl
from pathlib import Path
from typing import IO, cast

from addepar_core.errors.tree import ConfigurationError
from addepar_core.transport.http_library import httpx

_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
SYSTEM = "system"
Verify = str | ssl.SSLContext | None
"""The form of a ``verify=`` after the check."""


def checked_verify(verify: object) -> Verify:
    """The ``verify=`` of a client: a context, ``"system"``, the path of a file or folder, or None.

    One option of a context may be changed, see ``_with_confirmed_ends``.

    Raises:
        ConfigurationError: the value is invalid, or contains no certificates.
    """
    if verify is None or verify is True:
        return None
    if isinstance(verify, ssl.SSLContext):
        if verify.verify_mode != ssl.CERT_REQUIRED or not verify.check_hostname:
            raise ConfigurationError("verify: this SSLContext does not verify the server; leave its checks on")
        if verify.minimum_version < ssl.TLSVersion.TLSv1_2:
            # So is the default of the Pythons that leave it to OpenSSL, such as those of Debian and Fedora.
            raise ConfigurationError(
                "verify: this SSLContext accepts TLS below 1.2; set its minimum_version = ssl.TLSVersion.TLSv1_2"
            )
        return _with_confirmed_ends(verify)
    if not isinstance(verify, str | os.PathLike) or str(verify).lower() in ("", "false", "0", "no", "off"):
        raise ConfigurationError(
            "verify: certificates are always verified; pass the path of a file with your own authority's certificate,"
            ' "system" for those of this machine, or an ssl.SSLContext'
        )
    if verify != SYSTEM:
        try:
            verify = str(Path(verify).expanduser())
        except RuntimeError as error:
            raise ConfigurationError(f"verify: {str(verify)!r} cannot be found: {error}") from None
        tls_context(verify)
    return verify


def tls_context(verify: Verify = None) -> ssl.SSLContext:
    """The context for all connections: from the argument, otherwise from the first variable that is set.

    Raises:
        ConfigurationError: names the setting, its value and the fix.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    name, value = "verify", verify
    if verify is None:
        name = variable_of_certificates()
        value = os.environ.get(name)
    return _context(name, value, os.environ.get("SSLKEYLOGFILE") or "")


def variable_of_certificates() -> str:
    """The first variable that is set, or empty."""
    return next((name for name in _VARIABLES if os.environ.get(name)), "")


def _opened(path: str, mode: str) -> IO[bytes]:
    if Path(path).is_fifo():  # to open one would wait for another process
        raise OSError(errno.EPERM, "it is a FIFO, not a file", path)
    return cast("IO[bytes]", Path(path).open(mode))


@functools.cache
def _context(name: str, value: str | None, key_log: str) -> ssl.SSLContext:
    # One context for the whole process, because each new one takes more than 20 ms.
    if key_log:
        try:
            _opened(key_log, "ab").close()
        except (OSError, ValueError) as error:
            raise _unusable("SSLKEYLOGFILE", key_log, error, "set a file that can be written") from None
    try:
        if value is None:
            context = httpx.create_ssl_context(trust_env=False)
        elif value == SYSTEM and name == "verify":
            context = ssl.create_default_context()
        elif name == "SSL_CERT_DIR" or (name != "SSL_CERT_FILE" and Path(value).is_dir()):
            if not any(Path(value).iterdir()):
                raise ValueError("the folder is empty")
            context = ssl.create_default_context(capath=value)
        else:
            with _opened(value, "rb") as file:
                if not file.read(1):
                    raise ValueError("the file is empty")
            context = ssl.create_default_context(cafile=value)
    except (OSError, ValueError) as error:
        fix = "use a file of certificates in PEM form" if name != "SSL_CERT_DIR" else "use a folder of certificates"
        raise _unusable(name or "certifi", value or "", error, fix) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # regardless of the machine's settings
    return _with_confirmed_ends(context)


def _with_confirmed_ends(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same context, which takes only TLS's closing message for the end of the data.

    Python before 3.11.3 (Debian 12 has 3.11.2) accepts any end of the connection. Then a response without a length that
    was cut off would look complete.
    """
    # In numbers, because the inverse of a flag drops the options that Python has no name for.
    options, any_end = int(context.options), int(getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0))
    if options & any_end:
        context.options = ssl.Options(options & ~any_end)
    return context


def _unusable(name: str, value: str, error: Exception, fix: str) -> ConfigurationError:
    reason = (
        "it contains no certificate" if isinstance(error, ssl.SSLError) else getattr(error, "strerror", None) or error
    )
    unset = ", or unset it" if name.isupper() else " (verify=, ADDEPAR_CA_BUNDLE)" if name == "verify" else ""
    separator = ": " if name == "verify" else "="
    return ConfigurationError(f"{name}{separator}{value!r} cannot be used for TLS: {reason}; {fix}{unset}")
