"""Keep credentials out of messages, tracebacks and logs."""

import re
from typing import Any

from addepar_core.errors.known_secrets import SecretBytes as SecretBytes
from addepar_core.errors.known_secrets import SecretStr as SecretStr
from addepar_core.errors.known_secrets import hide_known


def mask(value: Any) -> Any:
    """The same value, with all text in it hidden."""
    if isinstance(value, str):
        return SecretStr(value)
    if isinstance(value, bytes):
        return SecretBytes(value)
    if type(value) in (tuple, list):
        return tuple(mask(item) for item in value)
    return {name: mask(item) for name, item in value.items()} if type(value) is dict else value


EXCERPT = 200
# Compiled on first use, and cached by re.
_CREDENTIAL = r"""(?ix)
    \b(basic|bearer)\s+[\w+/=.~-]{6,}
    | \b(authorization|(?:set-)?cookie|\w*token|\w*secret|password|api[_-]?key|code_verifier|(?<=[?&])code)
      (["']?\s*[:=]\s*["']?)
      (?:(?:basic|bearer)\s+)?[^\s"'<,;&]+
"""


def redact(text: str) -> str:
    """The text on one line, without this process's credentials or anything else that looks like a credential."""
    hidden = re.sub(_CREDENTIAL, lambda match: f"{match[1] or match[2] + match[3]}***", hide_known(text))
    return " ".join("".join(char if char.isprintable() else " " for char in hidden).split())


def excerpt(content: bytes) -> str:
    """The redacted start of a response's body, short enough for a message."""
    # From a longer piece than is shown: a credential that is cut in two would not be found.
    return redact(content[: 40 * EXCERPT].decode("utf-8", "replace"))[:EXCERPT]
