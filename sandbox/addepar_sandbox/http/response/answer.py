"""Defines what a handler returns: a JSON:API document, an empty body or a download."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from addepar_sandbox.spec.spec import JSON_API


@dataclass
class Content:
    """The bytes of a download, in a file or in memory, with their length and a strong entity tag."""

    source: Path | bytes
    size: int
    etag: str


@dataclass
class Answer:
    """One response. At most one of `document`, `body` and `content` is set; none of them means an empty body.

    `request_link` is the requested address, relative to the API root, as in `links`.
    """

    status: int = 200
    document: Any = None
    body: bytes | None = None
    content: Content | None = None
    headers: dict[str, str] = field(default_factory=dict)
    request_link: str = ""

    def encoded(self) -> bytes:
        """The body of a response that is not a download."""
        if self.document is not None:
            self.headers.setdefault("Content-Type", JSON_API)
            return json.dumps(self.document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return self.body or b""


def no_content() -> Answer:
    return Answer(status=204)


def attachment(name: str) -> str:
    """A Content-Disposition header for a download.

    A name that is not plain ASCII is sent twice, as RFC 6266 advises: reduced for old clients, and in full as
    `filename*`.
    """
    plain = "".join(character if " " <= character <= "~" and character not in '"\\' else "_" for character in name)
    header = f'attachment; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"
