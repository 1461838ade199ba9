"""Each operation needs one complete alternative of its OAuth scopes."""

import pytest

from addepar_contract.calls.calling import OPERATIONS
from addepar_contract.calls.succeeding import SUCCEEDING
from addepar_contract.calls.target import Target

_ALTERNATIVES = {
    operation.id: [frozenset(each["oauth2"]) for each in operation.body["security"] if "oauth2" in each]
    for operation in OPERATIONS.values()
}


@pytest.mark.parametrize("operation", _ALTERNATIVES)
def test_each_alternative_of_scopes_is_enough_and_no_part_of_it(addepar_target: Target, operation: str) -> None:
    alternatives = _ALTERNATIVES[operation]
    assert alternatives
    for number, scopes in enumerate(alternatives):
        for lacking in (None, *sorted(scopes)):
            held = scopes - {lacking}
            if lacking is not None and any(each <= held for each in alternatives):
                continue
            addepar_target.reset()
            key = f"holds-{number}"
            addepar_target.add_user("90", sorted(held))
            addepar_target.add_key(key, "90")
            status = addepar_target.caller.send(SUCCEEDING[operation]._replace(key=key)).status_code
            # Jobs belong to who submitted them, so another user does not find the default data's.
            assert (status == 403) == (lacking is not None), f"{sorted(held)}: {status}"
