"""Every value that the specification allows is stored as sent: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_values import (
    test_an_upload_in_any_form,
    test_any_bytes_come_back,
    test_each_change_has_its_time,
    test_each_value_is_kept,
    test_spelling_does_not_matter,
)

__all__ = [
    "test_an_upload_in_any_form",
    "test_any_bytes_come_back",
    "test_each_change_has_its_time",
    "test_each_value_is_kept",
    "test_spelling_does_not_matter",
]
