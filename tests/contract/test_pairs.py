"""Every status that the pages list for an operation can be provoked, and so can those from beyond the pages.

That each answer is one that openapi.yaml describes is seen to by the recorder, as in every other test.
"""

import pytest
from tests.contract import pairs
from tests.contract.pairs import DOCUMENTED, LISTED, NEVER, SPEC, TABLE

from addepar_contract.calls.calling import Caller
from addepar_sandbox import Sandbox

PAIRS = [pair for pair in LISTED if pair not in NEVER]


def test_the_table_fits_the_specification() -> None:
    assert set(TABLE) <= set(LISTED)
    assert set(NEVER) <= set(LISTED) - set(DOCUMENTED)


@pytest.mark.parametrize(("operation", "status"), PAIRS, ids=lambda each: each)
def test_pair(sandbox: Sandbox, caller: Caller, operation: str, status: str) -> None:
    lacking = f"no request is known that {operation} answers with {status}: add one to _SINGLE in {pairs.__file__}"
    assert (operation, status) in TABLE, lacking
    request, prepare = TABLE[operation, status]
    prepare(sandbox)
    answer = caller.send(request)
    assert str(answer.status_code) == status, answer.text
    if status == "429":
        assert int(answer.headers[SPEC["x-limits"]["retry-after-header"]]) > 0  # more than the schema says
