"""Describes a request to its handler, after routing, authentication and validation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from addepar_sandbox.auth.access import Identity
from addepar_sandbox.http.request.body import Upload
from addepar_sandbox.services import Services
from addepar_sandbox.spec.spec import Operation, Spec
from addepar_sandbox.state.store import Collection


@dataclass
class Call:
    """The input of a handler.

    `ids` are the path parameters, `query` the query parameters by wire name (typed), `raw_query` the same as sent;
    `document` is the JSON body and `received` the multipart body, each None if the operation has none.
    """

    services: Services
    operation: Operation
    identity: Identity
    ids: dict[str, str]
    query: dict[str, Any]
    raw_query: list[tuple[str, str]]
    document: Any = None
    received: Upload | None = None

    @property
    def spec(self) -> Spec:
        return self.services.spec

    def rows(self, kind: str) -> Collection:
        """The stored resources of one kind in the firm of this request."""
        return self.services.store.collection(self.identity.firm, kind)

    @property
    def upload(self) -> Upload:
        """The multipart body of an operation that takes one."""
        if self.received is None:
            raise LookupError(f"{self.operation.id} has no multipart body")
        return self.received

    def now(self) -> str:
        return self.services.clock.timestamp()
