"""The four kinds of defect, each drawn on a small patch of its own with its exact mask."""

from collections.abc import Callable

import numpy as np

from ...classes import CRACK, FOLD, IMPERFECTION, PITTING
from .crack import crack
from .fold import fold
from .imperfection import imperfection
from .patch import Patch
from .pitting import pitting

__all__ = ["DEFECT_PAINTERS", "Patch"]

DEFECT_PAINTERS: dict[int, Callable[[np.random.Generator, float, float], Patch]] = {
    CRACK: crack,
    FOLD: fold,
    IMPERFECTION: imperfection,
    PITTING: pitting,
}
"""How to draw each class of defect, given pixels per unit and the direction of light."""
