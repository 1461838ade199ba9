"""Where a curve bends, found in its points and said in words."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.9
"""A rate is as good as the best one from this share of it on."""
MORE = 1.25
"""A cost that is this much above the least one has begun to grow."""
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Knee:
    """Where a curve bends.

    Attributes:
        x: there; None where it does not bend.
        y: there; else the last one.
        best: the highest rate, or the least cost.
    """

    x: float | None
    y: float
    best: float


def flattens(points: Points) -> Knee:
    """The first x of a rising rate whose rate no greater x exceeds by more than a tenth."""
    best = max(y for _, y in points)
    x, y = next((x, y) for x, y in points if y >= ENOUGH * best)
    return Knee(x if x != points[-1][0] else None, y, best)


def climbs(points: Points) -> Knee:
    """The first x from which on, for two points at least, a cost stays a quarter above the least before it."""
    least = min(y for _, y in points)
    for at, (x, y) in enumerate(points[:-1]):
        before = [cost for _, cost in points[:at]]
        if before and all(cost > MORE * min(before) for _, cost in points[at:]):
            return Knee(x, y, least)
    return Knee(None, points[-1][1], least)
