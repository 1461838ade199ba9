"""Rate limits: off by default, counted per firm over all credentials, with the header that says how long to wait."""

from __future__ import annotations

import pytest
from tests.sandbox.tools import connect, refused

from addepar_sandbox import Clock, Sandbox, Window


def test_there_are_no_limits_unless_asked_for(sandbox: Sandbox) -> None:
    with connect(sandbox) as api:
        assert {api.get("/v1/files/123").status_code for _ in range(60)} == {200}


def test_a_full_window_refuses_until_it_has_moved_on() -> None:
    clock = Clock("2024-01-31T09:00:00Z")
    with Sandbox(clock=clock, limits=[Window(2, 60)]) as sandbox, sandbox.serve(), connect(sandbox) as api:
        assert api.get("/v1/files/123").status_code == 200
        clock.advance(10)
        assert api.get("/v1/files/123").status_code == 200
        response = api.get("/v1/files/123")
        refused(response, 429, "50")
        assert response.headers["X-RateLimit-Retry-After"] == "50"
        clock.advance(49.5)
        assert api.get("/v1/files/123").headers["X-RateLimit-Retry-After"] == "1"
        clock.advance(0.5)
        # Refusals do not count: one place has become free, and only one.
        assert api.get("/v1/files/123").status_code == 200
        refused(api.get("/v1/files/123"), 429)


def test_all_keys_of_a_firm_share_the_limit_and_firms_do_not() -> None:
    with Sandbox(limits=[Window(2, 60)]) as sandbox, sandbox.serve():
        sandbox.add_firm("2", key="second", secret="second")  # noqa: S106
        with (
            connect(sandbox) as one,
            connect(sandbox, "readonly") as two,
            connect(sandbox, "second", firm="2") as other,
        ):
            assert one.get("/v1/files").status_code == two.get("/v1/files").status_code == 200
            refused(one.get("/v1/files"), 429)
            refused(two.get("/v1/files"), 429)
            assert other.get("/v1/files").status_code == 200


def test_requests_without_credentials_do_not_count() -> None:
    with (
        Sandbox(limits=[Window(1, 60)]) as sandbox,
        sandbox.serve(),
        connect(sandbox, secret="wrong") as stranger,  # noqa: S106
        connect(sandbox) as api,
    ):
        for _ in range(3):
            refused(stranger.get("/v1/files"), 401)
        assert api.get("/v1/files").status_code == 200


@pytest.mark.parametrize(("requests", "wait"), [(50, 900), (1000, 86400)])
def test_the_documented_windows(requests: int, wait: int) -> None:
    clock = Clock("2024-01-31T09:00:00Z")
    with Sandbox(clock=clock, limits=True) as sandbox:
        assert [(window.requests, window.seconds) for window in sandbox.limits.windows] == [(50, 900), (1000, 86400)]
        for number in range(requests):
            if number % 50 == 0 and number:
                clock.advance(900)
            sandbox.limits.count("1", clock)
        with pytest.raises(Exception, match="used up") as refusal:
            clock.advance(0 if requests == 50 else 900)
            sandbox.limits.count("1", clock)
        elapsed = 0 if requests == 50 else 20 * 900
        assert refusal.value.headers == {"X-RateLimit-Retry-After": str(wait - elapsed)}  # type: ignore[attr-defined]


def test_a_refused_write_changes_nothing() -> None:
    with Sandbox(limits=[Window(1, 60)]) as sandbox, sandbox.serve(), connect(sandbox) as api:
        assert api.get("/v1/files/123").status_code == 200
        refused(api.delete("/v1/files/123"), 429)
        sandbox.limits.set(())
        assert api.get("/v1/files/123").status_code == 200


@pytest.mark.parametrize(("requests", "seconds"), [(0, 60), (-1, 60), (1, 0)])
def test_a_window_that_lets_nothing_through_is_refused(requests: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="at least one request"):
        Window(requests, seconds)
