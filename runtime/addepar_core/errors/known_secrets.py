"""Finds the credentials of this process by their value in text from elsewhere, in whatever form they appear.

A server may repeat what it received: in plain text, in base64 (as in HTTP Basic), percent-encoded, or escaped for JSON,
HTML or a shell. No list of words that precede a credential covers that, so the characters themselves are searched for.
"""

import base64
import re
from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SHORTEST = 8
"""A shorter text is not a credential, and may be a word in any message."""
_BEGINNING = 48
"""This many characters identify a credential; what follows without a break belongs to it."""
_MOST = 256
_KEPT = "***"
_ESCAPES = "\\%&+"
"""An escaped character begins with one of these; the plus is a space."""
_HTML = {"&": "amp|AMP", "<": "lt|LT", ">": "gt|GT", '"': "quot|QUOT", "'": "apos|#0*39", "+": "plus", "/": "sol"}


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


class _Credential:
    """One credential, and how it is searched for."""

    __slots__ = ("_forms", "_pattern")

    @frameless
    def __init__(self, secret: str) -> None:
        # The longest first: one form may be the beginning of another.
        self._forms = sorted(_forms(str.__str__(secret)), key=len, reverse=True)
        self._pattern: re.Pattern[str] | None = None

    @frameless
    def places(self, text: str, escaped: bool) -> list[tuple[int, int]]:
        """The places in the text that hold it, each as its beginning and end."""
        # Most texts escape nothing and hold no credential: they need no pattern, which takes 30 ms to compile.
        if not (escaped or any(form[:_BEGINNING] in text for form in self._forms)):
            return []
        if self._pattern is None:
            # At most places a look at one character is enough.
            first = re.escape(_ESCAPES + "".join(form[0] for form in self._forms))
            self._pattern = re.compile(f"(?=[{first}])(?:{'|'.join(map(_in_any_form, self._forms))})")
        return [(match.start(), match.end(match.lastindex or 0)) for match in self._pattern.finditer(text)]


# An interrupt between a block and its end leaves it held; the thread has to get past it all the same.
_lock = RLock()
_known: dict[str, _Credential] = {}


def remember_secret(*secrets: object) -> None:
    """Make ``hide_known`` find these texts from now on; the last 256 are kept. Pass them masked."""
    new = [secret for secret in secrets if isinstance(secret, str) and len(secret) >= _SHORTEST]
    with _lock:
        if all(secret in _known for secret in new):
            return
        for secret in new:
            _known[secret] = _known.pop(secret) if secret in _known else _Credential(secret)
        while len(_known) > _MOST:
            del _known[next(iter(_known))]


def hide_known(text: str) -> str:
    """The text with each credential of this process replaced by asterisks."""
    if not _known:
        return text
    with _lock:
        known = [*_known.values()]
    escaped = any(mark in text for mark in _ESCAPES)
    shown, end = "", 0
    for start, stop in sorted(place for one in known for place in one.places(text, escaped)):
        if start >= end:
            shown += text[end:start] + _KEPT
        end = max(end, stop)
    return shown + text[end:]


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
    # Only looked at: the next credential may begin in what follows.
    return pattern + r"(?=([\w.~+/=%&#;\\-]*))" if len(text) > _BEGINNING else pattern


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
