"""Every item of a bulk request is checked: the installed suite, on a sandbox here."""

from addepar_contract.suite.test_items import (
    test_each_item_is_checked,
    test_items_do_not_affect_each_other,
)

__all__ = [
    "test_each_item_is_checked",
    "test_items_do_not_affect_each_other",
]
