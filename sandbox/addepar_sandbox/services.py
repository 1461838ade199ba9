"""The objects that the parts of a sandbox share."""

from __future__ import annotations

from dataclasses import dataclass

from addepar_sandbox.spec.spec import Spec
from addepar_sandbox.state.blobs import Blobs
from addepar_sandbox.state.clock import Clock
from addepar_sandbox.state.job_settings import JobSettings
from addepar_sandbox.state.store import Store


@dataclass
class Services:
    """The parts of a sandbox that handlers, faults and the OAuth endpoint share."""

    spec: Spec
    store: Store
    blobs: Blobs
    clock: Clock
    jobs: JobSettings
