"""What must be true after a request, beyond what a schema can express.

A probe checks one request with its response, and sends further requests to the API. It raises AssertionError if the
responses contradict each other. `hooks.py` turns probes into `@schemathesis.check`s.
"""

from addepar_contract.probes import access, files, jobs, lists, others, pages, reads, writes
from addepar_contract.probes.probing import PROBES, Done, Probe

__all__ = ["PROBES", "Done", "Probe", "access", "files", "jobs", "lists", "others", "pages", "reads", "writes"]
