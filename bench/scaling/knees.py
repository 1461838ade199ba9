"""Finds the points at which curves bend."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.9
"""A rate of at least this share of the best rate counts as good."""
MORE = 1.25
"""A cost has begun to grow if it exceeds this multiple of the least one."""
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Knee:
    """The point at which a curve bends.

    Attributes:
        x: its x; None if the curve does not bend.
        y: its y; the last y if the curve does not bend.
        best: the highest rate, or the least cost.
    """

    x: float | None
    y: float
    best: float


def flattens(points: Points) -> Knee:
    """The first point of a rising rate that reaches the share ENOUGH of the best rate."""
    best = max(y for _, y in points)
    x, y = next((x, y) for x, y in points if y >= ENOUGH * best)
    return Knee(x if x != points[-1][0] else None, y, best)


def climbs(points: Points) -> Knee:
    """The first point from which a cost stays above MORE times the least cost before it, for at least two points."""
    least = min(y for _, y in points)
    for at, (x, y) in enumerate(points[:-1]):
        before = [cost for _, cost in points[:at]]
        if before and all(cost > MORE * min(before) for _, cost in points[at:]):
            return Knee(x, y, least)
    return Knee(None, points[-1][1], least)
