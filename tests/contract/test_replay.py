"""Every printed request is answered as printed: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_replay import (
    test_everything_printed_is_replayed,
    test_printed_changes_of_associations_take_effect,
    test_printed_deletions_take_effect,
    test_printed_request_gives_the_printed_answer,
)

__all__ = [
    "test_everything_printed_is_replayed",
    "test_printed_changes_of_associations_take_effect",
    "test_printed_deletions_take_effect",
    "test_printed_request_gives_the_printed_answer",
]
