"""The probes on requests that are known to succeed: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_probes import test_every_probe_looks_at_something, test_probes

__all__ = ["test_every_probe_looks_at_something", "test_probes"]
