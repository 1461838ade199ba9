"""The policies of a request as one list, read from top to bottom: a request passes them on its way to the wire."""

from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from addepar_core.flow.steps import Flow, Layer, Open, Send, Step, through
from addepar_core.pipeline.deadline import Deadline
from addepar_core.pipeline.retry import Patience, retried
from addepar_core.settings import Settings, Timeout

if TYPE_CHECKING:
    from addepar_core.budget.limiter import Budget


class Pipeline(NamedTuple):
    """What the policies of a client go by.

    Attributes:
        settings: of the client.
        credentials: the value of the authorization header, or an OAuth that looks after each request.
        budget: of the firm, or None.
    """

    settings: Settings
    credentials: Any = None
    budget: "Budget | None" = None

    def policies(self, deadline: Deadline) -> Iterator[Layer]:
        """The policies of one call. One that sends a request again sends it through all that follow."""
        settings, clock, left = self.settings, self.settings.clock, deadline.left
        oauth = self.credentials if hasattr(self.credentials, "authorised") else None

        # 1. The client's settings: timeout, headers, and credentials that never change.
        yield partial(_prepared, settings=settings, credentials=None if oauth else self.credentials)
        # 2. Retries: reads after any failure, writes only if they were refused or never sent.
        yield partial(retried, patience=Patience(settings.max_retries, settings.max_retry_wait), left=left, clock=clock)
        # 3. OAuth: an access token, and a newer one after a 401.
        if oauth is not None:
            yield partial(oauth.authorised, root=settings.root, clock=clock)
        # 4. The firm's rate budget: every attempt waits for a place of its own, as the server counts it.
        if self.budget is not None:
            yield self._budget_policy(self.budget, left)
        # 5. The deadline of the whole call, which bounds every step, waits and transfers included.
        if settings.deadline is not None:
            yield deadline.bounded

    def _budget_policy(self, budget: "Budget", left: Callable[[], float]) -> Layer:
        from addepar_core.pipeline.rate_budget import paced

        wait = self.settings.budget_wait
        longest = inf if wait is None else wait
        return partial(paced, budget=budget, longest=longest, left=left, clock=self.settings.clock)

    def apply(self, flow: Flow[Any]) -> Flow[Any]:
        """The flow with all policies around each of its steps, and a deadline of its own."""
        for policy in self.policies(Deadline(self.settings.deadline, self.settings.clock.now)):
            flow = through(flow, policy)
        return flow


def _prepared(step: Step, settings: Settings, credentials: Any) -> Flow[Any]:
    if not isinstance(step, Send | Open):
        return (yield step)
    request = step.request
    prepared = request._replace(
        timeout=Timeout.of(request.timeout, settings.timeout),
        headers=request.headers if request.foreign else {**settings.headers, **request.headers},
        credentials=None if request.foreign else credentials,
    )
    return (yield step._replace(request=prepared))
