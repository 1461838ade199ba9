"""OAuth scopes by the specification: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_scopes import test_each_alternative_of_scopes_is_enough_and_no_part_of_it

__all__ = ["test_each_alternative_of_scopes_is_enough_and_no_part_of_it"]
