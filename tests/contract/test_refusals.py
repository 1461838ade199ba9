"""Bodies that the specification does not allow: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_refusals import test_what_the_specification_refuses_is_refused

__all__ = ["test_what_the_specification_refuses_is_refused"]
