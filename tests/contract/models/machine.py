"""What the machines share: a sandbox of their own, served over HTTP, empty at the beginning of each walk."""

from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine

from addepar_contract.calls.calling import Caller
from addepar_sandbox import Sandbox

START = "2024-03-01T09:00:00Z"


class Machine(RuleBasedStateMachine):
    """A walk through one resource. `sandbox` and `caller` are set by the test that runs it."""

    sandbox: ClassVar[Sandbox]
    caller: ClassVar[Caller]

    def __init__(self) -> None:
        super().__init__()
        self.sandbox.reset()
        self.sandbox.clock.freeze(START)

    def refused(self, status: int, operation: str, resource_id: str = "", **more: Any) -> None:
        """A request that has to be answered with an error; what it leaves behind is for the invariants to see."""
        answer = self.caller.call(operation, resource_id, **more)
        assert answer.status_code == status, f"{answer.status_code}, not {status}: {answer.text[:300]}"
        assert answer.json()["errors"][0]["detail"]

    def accepted(self, status: int, operation: str, resource_id: str = "", **more: Any) -> Any:
        """A request that has to succeed; gives its document, None where there is none."""
        answer = self.caller.call(operation, resource_id, **more)
        assert answer.status_code == status, f"{answer.status_code}, not {status}: {answer.text[:300]}"
        if status == 204:
            assert answer.content == b""
            return None
        return answer.json()


def identifiers(kind: str, ids: list[str]) -> dict[str, Any]:
    return {"data": [{"type": kind, "id": each} for each in ids]}
