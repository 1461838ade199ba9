"""Permissions by the specification: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_permissions import (
    test_attributes_need_their_own_permission,
    test_the_named_permissions_are_enough,
    test_what_a_permission_allows_is_refused_without_it,
)

__all__ = [
    "test_attributes_need_their_own_permission",
    "test_the_named_permissions_are_enough",
    "test_what_a_permission_allows_is_refused_without_it",
]
