"""Every status that the pages list for an operation can be provoked, and so can those from beyond the pages.

That each answer is one that openapi.yaml describes is seen to by the recorder, as in every other test.
"""

import pytest
from tests.contract.calling import OPERATIONS, Caller
from tests.contract.pairs import DOCUMENTED, LISTED, NEVER, SPEC, SUCCEEDING, TABLE

from addepar_sandbox import Sandbox

PAIRS = [pair for pair in LISTED if pair not in NEVER]


def test_the_table_fits_the_specification() -> None:
    assert set(SUCCEEDING) == set(OPERATIONS)
    assert set(TABLE) <= set(LISTED)
    assert set(NEVER) <= set(LISTED) - set(DOCUMENTED)


@pytest.mark.parametrize(("operation", "status"), PAIRS, ids=lambda each: each)
def test_pair(sandbox: Sandbox, caller: Caller, operation: str, status: str) -> None:
    assert (operation, status) in TABLE, f"no request is known that {operation} answers with {status}"
    request, prepare = TABLE[operation, status]
    prepare(sandbox)
    answer = caller.send(request)
    assert str(answer.status_code) == status, answer.text
    if status == "429":
        assert int(answer.headers[SPEC["x-limits"]["retry-after-header"]]) > 0  # more than the schema says
