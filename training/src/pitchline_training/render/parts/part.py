"""What a drawn part is, and the light on its slopes."""

from dataclasses import dataclass

import cv2
import numpy as np

from ..canvas import BoolImage, FloatImage

TAU = 2 * np.pi


@dataclass(frozen=True)
class Part:
    """A part on a canvas.

    Attributes:
        luminance: brightness of its surface, about 0 to 1, shape (height, width).
        solid: where the part is, shape (height, width).
    """

    luminance: FloatImage
    solid: BoolImage


def relief(height: FloatImage, light: float) -> FloatImage:
    """Brightness added by slopes, -1 to 1, for light from the direction `light` (radians)."""
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=0.125)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=0.125)
    slope = slope_x * np.float32(-np.cos(light)) + slope_y * np.float32(-np.sin(light))
    return slope / np.sqrt(1 + slope * slope)
