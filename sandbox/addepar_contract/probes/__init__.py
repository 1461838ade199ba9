"""What must be true after a request, beyond what a schema can say.

A probe looks at one request with its response and asks the API further questions; it raises AssertionError where the
answers do not fit together. `@schemathesis.check`s are made of them (`hooks.py`).
"""

from addepar_contract.probes import access, jobs, lists, reads, writes
from addepar_contract.probes.probing import PROBES, Done, Probe

__all__ = ["PROBES", "Done", "Probe", "access", "jobs", "lists", "reads", "writes"]
