"""Make text from a server safe for a terminal, and measure its width."""

import re

# Control characters, which may control the terminal, and marks that change the direction of text.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with control characters shown as escapes, such as ``\\x1b``."""
    return _HARMFUL.sub(lambda match: _shown(ord(match[0])), text)


def json_plain(text: str) -> str:
    """Equivalent JSON with control characters as ``\\u`` escapes; line breaks stay."""
    return _HARMFUL.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def _shown(code: int) -> str:
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def width(text: str) -> int:
    """The width of the text in terminal columns."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0) or len(text)


def fitted(text: str, columns: int, right: bool = False) -> str:
    """The text in exactly this number of columns, padded, or cut with an ellipsis."""
    if (short := columns - width(text)) >= 0:
        return " " * short + text if right else text + " " * short
    while text and width(text) > columns - 1:
        text = text[:-1]
    return fitted(text + "…", columns)
