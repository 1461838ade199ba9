"""Finds the credentials of this process by their value in text from elsewhere, in whatever form they appear.

A server may repeat what it received: in plain text, in base64 (as in HTTP Basic), percent-encoded, or escaped for JSON,
HTML or a shell. No list of words that precede a credential covers that, so the characters themselves are searched for.
"""

import base64
import re
from collections.abc import Callable, Iterable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SHORTEST = 8
"""A shorter text is not a credential, and may be a word in any message."""
_BEGINNING = 48
"""This many characters identify a credential; what follows without a break belongs to it."""
_MOST = 256
_KEPT = "***"
_HTML = {"&": "amp|AMP", "<": "lt|LT", ">": "gt|GT", '"': "quot|QUOT", "'": "apos|#0*39", "+": "plus", "/": "sol"}

_lock = Lock()
_known: dict[str, None] = {}
_pattern: list[re.Pattern[str]] = []


def frameless(function: Callable[P, T]) -> Callable[P, T]:
    """Leave the frames of a function out of tracebacks, because its local variables contain plain-text credentials.

    An interrupt can occur on any line, and many tools print local variables with a traceback.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - raised again, an interrupt too
            raise error.with_traceback(None) from None

    return call


def remember_secret(*secrets: object) -> None:
    """Make ``hide_known`` find these texts from now on; the last 256 are kept. Pass them masked."""
    new = [secret for secret in secrets if isinstance(secret, str) and len(secret) >= _SHORTEST]
    with _lock:
        if all(secret in _known for secret in new):
            return
        for secret in new:
            _known.pop(secret, None)
            _known[secret] = None
        while len(_known) > _MOST:
            del _known[next(iter(_known))]
        _pattern.clear()


def hide_known(text: str) -> str:
    """The text with each credential of this process replaced by asterisks."""
    if not _known:
        return text
    with _lock:
        if not _pattern:
            _pattern.append(_compiled(_known))
        pattern = _pattern[0]
    return pattern.sub(_KEPT, text)


@frameless
def _compiled(secrets: Iterable[str]) -> re.Pattern[str]:
    # The longest first: one secret may be the beginning of another.
    forms = sorted({form for secret in secrets for form in _forms(str.__str__(secret))}, key=len, reverse=True)
    return re.compile("|".join(map(_in_any_form, forms)))


def _forms(secret: str) -> set[str]:
    """The text itself, its bytes in hexadecimal, and its base64 forms for every offset in the encoded data."""
    data = secret.encode("utf-8", "surrogatepass")
    forms = {secret, data.hex(), data.hex().upper()}
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data).decode()
        # The characters at either end depend on the secret's neighbours.
        inner = encoded[(0, 2, 3)[before] : len(encoded) - (0, 3, 2)[(before + len(data)) % 3]]
        if len(inner) >= _SHORTEST:
            forms |= {inner, inner.translate(str.maketrans("+/", "-_"))}
    return forms


def _in_any_form(text: str) -> str:
    pattern = "".join(map(_character, text[:_BEGINNING]))
    return pattern + r"[\w.~+/=%&#;\\-]*" if len(text) > _BEGINNING else pattern


def _character(char: str) -> str:
    """A pattern for one character: plain, or escaped for an address, JSON, a shell or HTML."""
    code = ord(char)
    octets = "".join(f"%(?:25)*{octet:02x}" for octet in char.encode("utf-8", "surrogatepass"))
    forms = [rf"\\*{re.escape(char)}", f"(?i:{octets})", rf"(?i:\\+u{code:04x})", f"(?i:&#(?:0*{code}|x0*{code:x});)"]
    if code < 0x100:
        forms.append(rf"(?i:\\+x{code:02x})")
    if char in _HTML:
        forms.append(f"&(?:{_HTML[char]});")
    if char == " ":
        forms.append(r"\+")
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        forms.append(rf"(?i:\\+u{0xD800 + high:04x}\\+u{0xDC00 + low:04x})")
    return f"(?:{'|'.join(forms)})"
