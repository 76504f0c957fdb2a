"""What a drawn defect is, and the strokes and scales that the four kinds share."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas import BoolImage, FloatImage

MASK_LEVEL = 0.3
"""Coverage from which a pixel belongs to a defect: its visible body and half its soft edge."""


@dataclass(frozen=True)
class Patch:
    """A defect to blend into a picture: ``picture * gain + lift``.

    Attributes:
        gain: factor for each colour, shape (height, width, 3).
        lift: luminance added, shape (height, width).
        mask: the defect's pixels, shape (height, width).
    """

    gain: FloatImage
    lift: FloatImage
    mask: BoolImage


def log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def stroke(coverage: FloatImage, path: NDArray[np.float64], widths: NDArray[np.float64]) -> None:
    """Draw a path of changing width into `coverage`, with sub-pixel ends."""
    fixed = np.round(path * 16).astype(int)
    for begin, end, width in zip(fixed[:-1], fixed[1:], widths, strict=False):
        cv2.line(
            coverage,
            tuple(int(v) for v in begin),
            tuple(int(v) for v in end),
            1.0,
            max(1, round(width)),
            cv2.LINE_8,
            4,
        )


def coloured(gain: FloatImage, tint: tuple[float, float, float]) -> FloatImage:
    """Give a grey gain a colour where it darkens: `tint` is the colour of full darkness."""
    return 1 - (1 - gain)[:, :, None] * (1 - np.array(tint, np.float32))
