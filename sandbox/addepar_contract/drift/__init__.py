"""The comparison of a real environment with openapi.yaml, for `addepar drift`."""

from addepar_contract.drift.environments import DEFAULT_REQUESTS, Refused, announcement, check
from addepar_contract.drift.explorer import Explorer, Report
from addepar_contract.drift.recording import Recorder
from addepar_sandbox.spec.overlay import OverlayError

__all__ = ["DEFAULT_REQUESTS", "Explorer", "OverlayError", "Recorder", "Refused", "Report", "announcement", "check"]
