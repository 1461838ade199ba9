"""Make text safe for a terminal, whatever a server put into it, and measure its width."""

import re

# What no text needs: controls, which may drive the terminal, and marks that turn the direction of what follows.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with whatever could drive a terminal shown as an escape, such as ``\\x1b``."""
    return _HARMFUL.sub(lambda match: _shown(ord(match[0])), text)


def json_plain(text: str) -> str:
    """JSON that means the same, with its harmful characters as ``\\u`` escapes; line breaks stay."""
    return _HARMFUL.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def _shown(code: int) -> str:
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0) or len(text)


def fitted(text: str, columns: int, right: bool = False) -> str:
    """The text in exactly so many columns, padded, or cut with an ellipsis."""
    if (short := columns - width(text)) >= 0:
        return " " * short + text if right else text + " " * short
    while text and width(text) > columns - 1:
        text = text[:-1]
    return fitted(text + "…", columns)
