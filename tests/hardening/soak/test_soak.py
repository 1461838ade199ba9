"""Ten seconds in `make test`, ten minutes in `make hardening` (ADDEPAR_SOAK)."""

import os

from tests.hardening.counting import counted
from tests.hardening.soak.soak import soak

SECONDS = int(os.environ.get("ADDEPAR_SOAK", "10"))


def test_every_object_is_accounted_for_and_nothing_is_left_open() -> None:
    what = f"64 workers for {SECONDS} s on a network that breaks one request in ten"
    with counted("soak", what, "sync and async") as outcomes:
        found = soak(SECONDS)
        assert not found["problems"], found
        assert found["harms"] > 20
        assert found["objects"]["surely there"] > 50
        outcomes.update(found["outcomes"])
