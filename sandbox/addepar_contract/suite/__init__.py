"""Tests for a sandbox at any address; run by `pytest --pyargs addepar_contract.suite`."""
