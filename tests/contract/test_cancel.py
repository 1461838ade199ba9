"""Canceling a job in each of its statuses: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_cancel import test_canceled_jobs

__all__ = ["test_canceled_jobs"]
