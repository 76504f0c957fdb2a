"""What changes while training goes on, as functions of the share of the time that has passed.

Time and not steps, because other work shares the machine: whatever the speed, training ends when it
was promised to end, with the learning rate where it belongs.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

PEAK_LEARNING_RATE = 4e-4
WARM_UP_SHARE = 0.02
FLOOR = 0.01
"""The learning rate at the end, as a share of the peak."""

STRICT_FROM = 0.2
"""Until here a query without an object costs little, so that objects are found at all; from here
on it costs as much as an object, which cures two queries on one object."""

PHOTO_SHARE = 0.35
"""Share of crops from photographs. They show pits only; the renders have more to teach."""

CROWDED_UNTIL = 0.5
"""Until here half the crops of renders are of crowded ones; afterwards few, because no line has
such parts, and the model must learn how seldom a defect is."""

PASTE_LESS_FROM = 0.8
"""Pasted pits are plentiful but not quite real: towards the end most crops are left as they are."""


@dataclass(frozen=True)
class Clock:
    """Seconds of training, over interruptions: `before` were spent before this process started."""

    budget: float
    before: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def elapsed(self) -> float:
        return self.before + time.monotonic() - self.started

    def share(self) -> float:
        """From 0 at the start to 1 when the time is over."""
        return min(self.elapsed() / self.budget, 1.0)


def learning_rate(share: float, peak: float = PEAK_LEARNING_RATE) -> float:
    """A linear warm-up, then half a cosine down to `FLOOR` of the peak."""
    if share < WARM_UP_SHARE:
        return peak * max(share / WARM_UP_SHARE, FLOOR)
    passed = (share - WARM_UP_SHARE) / (1 - WARM_UP_SHARE)
    return peak * (FLOOR + (1 - FLOOR) * (1 + math.cos(math.pi * passed)) / 2)


def no_object_weight(share: float) -> float:
    """Weight of the class "no object" in the classification loss."""
    return 0.1 if share < STRICT_FROM else 1.0


def crowded_share(share: float) -> float:
    """Share of crowded renders among the crops of renders."""
    return 0.5 if share < CROWDED_UNTIL else 0.15


def paste_probability(share: float) -> float:
    """How often a crop of a photograph gets pasted pits."""
    return 0.5 if share < PASTE_LESS_FROM else 0.15
