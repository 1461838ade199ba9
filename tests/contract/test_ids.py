"""An id names a record of its own kind: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_ids import (
    test_a_portfolio_is_of_its_kind,
    test_an_id_in_the_body_is_of_its_kind,
    test_an_id_in_the_path_is_of_its_kind,
)

__all__ = [
    "test_a_portfolio_is_of_its_kind",
    "test_an_id_in_the_body_is_of_its_kind",
    "test_an_id_in_the_path_is_of_its_kind",
]
