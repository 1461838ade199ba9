"""Ten seconds of what `make soak` does for ten minutes."""

from tests.hardening.counting import counted
from tests.hardening.soak.soak import soak


def test_every_object_is_accounted_for_and_nothing_is_left_open() -> None:
    with counted("soak", "64 workers, a network that breaks one request in ten", "sync and async") as outcomes:
        found = soak(10)
        assert not found["problems"], found
        assert found["harms"] > 20
        assert found["objects"]["surely there"] > 50
        outcomes.update(found["outcomes"])
