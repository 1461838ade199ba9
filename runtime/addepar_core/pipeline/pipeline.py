"""The policies of a request as one list, in the order in which a request passes them on its way to the wire."""

from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from addepar_core.flow.messages import Timeout
from addepar_core.flow.steps import Flow, OpenStream, Policy, Send, Step, apply_policy
from addepar_core.pipeline.deadline import Deadline
from addepar_core.pipeline.retry import RetryLimits, retry_policy
from addepar_core.settings import Settings

if TYPE_CHECKING:
    from addepar_core.pipeline.budget.limiter import Budget


class Pipeline(NamedTuple):
    """The policies of a client's requests.

    Attributes:
        settings: the client's settings.
        credentials: the value of the authorization header, or an OAuth that authorizes each request.
        budget: the firm's budget, or None.
    """

    settings: Settings
    credentials: Any = None
    budget: "Budget | None" = None

    def policies(self, deadline: Deadline) -> Iterator[Policy]:
        """The policies of one call. If one sends a request again, it passes through all that follow."""
        settings, clock, remaining = self.settings, self.settings.clock, deadline.remaining
        oauth = self.credentials if hasattr(self.credentials, "authorize") else None

        # 1. The client's settings: timeout, headers, and credentials that never change.
        yield partial(_prepared, settings=settings, credentials=None if oauth else self.credentials)
        # 2. Retries: reads after any failure, writes only if they were refused or never sent.
        yield partial(
            retry_policy,
            limits=RetryLimits(settings.max_retries, settings.max_retry_wait),
            remaining=remaining,
            clock=clock,
        )
        # 3. OAuth: an access token, and a newer one after a 401.
        if oauth is not None:
            yield partial(oauth.authorize, root=settings.root, clock=clock)
        # 4. The firm's rate budget: every attempt waits for a slot, because the server counts it too.
        if self.budget is not None:
            yield self._budget_policy(self.budget, remaining)
        # 5. The deadline of the whole call, which limits every step, including waits and transfers.
        if settings.deadline is not None:
            yield deadline.deadline_policy

    def _budget_policy(self, budget: "Budget", remaining: Callable[[], float]) -> Policy:
        from addepar_core.pipeline.rate_budget import budget_policy

        wait = self.settings.budget_wait
        max_wait = inf if wait is None else wait
        return partial(budget_policy, budget=budget, max_wait=max_wait, remaining=remaining, clock=self.settings.clock)

    def apply(self, flow: Flow[object]) -> Flow[object]:
        """The flow with all policies applied to each of its steps, and a separate deadline."""
        for policy in self.policies(Deadline(self.settings.deadline, self.settings.clock.now)):
            flow = apply_policy(flow, policy)
        return flow


def _prepared(step: Step, settings: Settings, credentials: Any) -> Flow[object]:
    if not isinstance(step, Send | OpenStream):
        return (yield step)
    request = step.request
    prepared = request._replace(
        timeout=Timeout.of(request.timeout, settings.timeout),
        headers=request.headers if request.cross_origin else {**settings.headers, **request.headers},
        credentials=None if request.cross_origin else credentials,
    )
    return (yield type(step)(prepared))
