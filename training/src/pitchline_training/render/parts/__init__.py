"""Machined parts as a camera sees them before light, dirt and defects."""

from collections.abc import Callable

import numpy as np

from ..canvas import Canvas
from .disc import gear, gear_teeth, ring
from .part import Part
from .shaft import shaft
from .surface import surface
from .thread import thread

__all__ = ["PART_BUILDERS", "Part"]

PART_BUILDERS: dict[str, Callable[[np.random.Generator, Canvas, float], Part]] = {
    "gear": gear,
    "gear-teeth": gear_teeth,
    "ring": ring,
    "shaft": shaft,
    "thread": thread,
    "surface": surface,
}
"""How to draw each kind of part, given the direction of light in radians."""
