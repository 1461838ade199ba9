"""Finds the credentials of this process by their value in text from elsewhere, in whatever form they appear.

A server may repeat what it received: in plain text, in base64 (as in HTTP Basic), percent-encoded, escaped for JSON,
HTML or a shell, in another case, or broken into lines. No list of words that precede a credential covers that. So the
text is decoded, and searched for the characters themselves.
"""

import base64
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SHORTEST = 8
"""A shorter text is not a credential, and may be a word in any message."""
_BEGINNING = 48
"""This many octets identify a credential, also if the server shows no more of it."""
_MOST = 256
_KEPT = "***"
_HTML = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "plus": "+", "sol": "/", "equals": "="}
_ENCODED = r"""(?x)
(?P<break> [\s\x00-\x1f\u00ad\u200b\u2060\ufeff]+ | \\+[nrt] | =(?:\r?\n|\\+r\\+n|\\+n) | <[wW]?[bB][rR]\s*/?> )
| %(?:25)*(?P<octet> [0-9a-fA-F]{2} )
| \\+[uU](?P<high> [dD][89abAB][0-9a-fA-F]{2} ) \\+[uU](?P<low> [dD][c-fC-F][0-9a-fA-F]{2} )
| \\+[uU](?P<unit> [0-9a-fA-F]{4} )
| \\+[xX](?P<hex> [0-9a-fA-F]{2} )
| &\#[xX]0*(?P<number> [0-9a-fA-F]{1,6} );
| &\#0*(?P<decimal> [0-9]{1,7} );
| \\+(?P<octal> [0-3][0-7]{2} )
| &(?P<name> [a-zA-Z]{2,6} );
| (?P<escape> \\+ )
| (?P<wide> [^\x00-\x7f] )
"""
"""No alternative ignores the case of letters, because some letters beyond ASCII are then equal to those of ASCII."""
_BASES = {"unit": 16, "hex": 16, "number": 16, "decimal": 10, "octal": 8}


class SecretStr(str):
    """Text that works like any other, but is hidden from tools that print local variables with a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"


class SecretBytes(bytes):
    """The same for bytes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"


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
    """One credential, and its forms, which are made when a text is first searched for it."""

    __slots__ = ("_forms", "_secret")

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._forms: tuple[bytes, ...] | None = None

    @frameless
    def places(self, text: str, decoded: "_Decoded") -> list[tuple[int, int]]:
        """The places in the text that hold it, each as its beginning and end."""
        if self._forms is None:
            self._forms = _forms(str.__str__(self._secret))
        found = [(at, at + len(self._secret)) for at in _all_places(text, self._secret)]
        return found + [decoded.origin(*place) for form in self._forms for place in _places(decoded.octets, form)]


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
    decoded = _Decoded(text)
    shown, end = "", 0
    for start, stop in sorted(place for one in known for place in one.places(text, decoded)):
        if start >= end:
            shown += text[end:start] + _KEPT
        end = max(end, stop)
    return shown + text[end:]


class _Decoded:
    """Text without its escapes and line breaks, as octets in small letters that know where they come from."""

    @frameless
    def __init__(self, text: str) -> None:
        octets: list[bytes] = []
        self._size = 0
        self._starts, self._parts = [0], [(0, 0)]
        end = 0
        for match in re.finditer(_ENCODED, text):  # compiled with the first message that is searched
            self._add(octets, text[end : match.start()].encode("ascii"), end, match.start())
            end = match.end()
            self._add(octets, _meant(match), match.start(), end)
        self._add(octets, text[end:].encode("ascii"), end, len(text))
        self.octets = b"".join(octets).lower()

    def _add(self, octets: list[bytes], content: bytes, start: int, end: int) -> None:
        if content:
            octets.append(content)
            self._starts.append(self._size)
            self._parts.append((start, end))
            self._size += len(content)

    @frameless
    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in the octets."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, at: int) -> tuple[int, int]:
        index = bisect_right(self._starts, at) - 1
        start, end = self._parts[index]
        size = [*self._starts[index + 1 : index + 2], self._size][0] - self._starts[index]
        here = start + at - self._starts[index]
        return (here, here + 1) if size == end - start else (start, end)


def _meant(match: re.Match[str]) -> bytes:
    """The octets that an escape means; none for a break."""
    kind, text = match.lastgroup, match[match.lastgroup or 0]
    if kind == "octet":
        octets = bytes([int(text, 16)])
    elif kind == "low":
        octets = chr(0x10000 + ((int(match["high"], 16) - 0xD800) << 10) + int(text, 16) - 0xDC00).encode()
    elif kind in _BASES:
        code = int(text, _BASES[kind])
        octets = chr(code).encode("utf-8", "surrogatepass") if code < 0x110000 else b""
    elif kind == "name":
        octets = _HTML.get(text.lower(), match[0]).encode()
    else:
        octets = text.encode("utf-8", "surrogatepass") if kind == "wide" else b""
    return b"" if octets.isspace() else octets


def _all_places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _places(octets: bytes, form: bytes) -> Iterator[tuple[int, int]]:
    """The places of a credential, or of its beginning alone."""
    beginning = form[:_BEGINNING]
    at = octets.find(beginning)
    while at >= 0:
        end = at + len(beginning)
        for one, other in zip(octets[end : at + len(form)], form[_BEGINNING:], strict=False):
            if one != other:
                break
            end += 1
        yield at, end
        at = octets.find(beginning, end)


def _forms(secret: str) -> tuple[bytes, ...]:
    """The text itself, its octets in hexadecimal, and its base64 for every offset in the encoded data."""
    data = secret.encode("utf-8", "surrogatepass")
    texts = [secret, data.hex(), data.hex(":")]
    if " " in secret:
        texts.append(secret.replace(" ", "+"))
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data).decode()
        # The characters at either end depend on the secret's neighbours.
        inner = encoded[(0, 2, 3)[before] : len(encoded) - (0, 3, 2)[(before + len(data)) % 3]]
        texts += [inner, inner.translate(str.maketrans("+/", "-_"))]
    forms = dict.fromkeys(_Decoded(text).octets for text in texts)
    return tuple(SecretBytes(form) for form in forms if len(form) >= _SHORTEST)
