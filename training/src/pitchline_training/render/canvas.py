"""The pixel grid that a scene is drawn on, and the noise that gives its surfaces their texture."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

FloatImage = NDArray[np.float32]
BoolImage = NDArray[np.bool_]

REFERENCE_HEIGHT = 960.0
"""Lengths in this package are pixels of a picture this high; `Canvas.unit` scales them."""


@dataclass(frozen=True)
class Canvas:
    """A picture's size in pixels, with the coordinates of its pixels."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """Pixels of this picture in one pixel of a picture of `REFERENCE_HEIGHT`."""
        return self.height / REFERENCE_HEIGHT

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width, the order of numpy."""
        return (self.height, self.width)

    @cached_property
    def x(self) -> FloatImage:
        """Distance to the picture's vertical middle line, in pixels, shape (1, width)."""
        return (np.arange(self.width, dtype=np.float32) - self.width / 2)[None, :]

    @cached_property
    def y(self) -> FloatImage:
        """Distance to the picture's horizontal middle line, in pixels, shape (height, 1)."""
        return (np.arange(self.height, dtype=np.float32) - self.height / 2)[:, None]

    def rotated(
        self, angle: float, centre: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[FloatImage, FloatImage]:
        """Coordinates along and across a direction, in pixels, each of shape (height, width).

        Args:
            angle: the direction, in radians from the x axis.
            centre: the point at (0, 0), measured from the middle of the picture.
        """
        cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        x, y = self.x - np.float32(centre[0]), self.y - np.float32(centre[1])
        return x * cos + y * sin, y * cos - x * sin


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> FloatImage:
    """Noise of about unit spread whose bumps are about `cell` pixels wide."""
    rows, columns = (int(np.ceil(side / cell)) + 3 for side in shape)
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def streaks(
    rng: np.random.Generator, canvas: Canvas, thickness: float, length: float, angle: float
) -> FloatImage:
    """Noise drawn out along a direction, as grinding and brushing leave it.

    Args:
        thickness: width of a streak in pixels.
        length: length of a streak in pixels.
        angle: direction of the streaks, in radians from the x axis.
    """
    diagonal = float(np.hypot(canvas.width, canvas.height)) + 2 * length
    rows, columns = int(diagonal / thickness) + 4, int(diagonal / length) + 6
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    cos, sin = np.cos(angle), np.sin(angle)
    to_coarse = np.array(
        [[cos / length, sin / length, 0], [-sin / thickness, cos / thickness, 0]], np.float64
    )
    middle = np.array([canvas.width / 2, canvas.height / 2])
    to_coarse[:, 2] = np.array([columns / 2, rows / 2]) - to_coarse[:, :2] @ middle
    return cv2.warpAffine(
        coarse,
        to_coarse,
        (canvas.width, canvas.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT,
    )


def line_noise(rng: np.random.Generator, count: int, *cells: float) -> NDArray[np.float32]:
    """A line of `count` values: the mean of noises with bumps `cells` values wide."""
    positions = np.arange(count, dtype=np.float32)
    total = np.zeros(count, np.float32)
    for cell in cells:
        knots = rng.standard_normal(int(count / cell) + 3)
        total += np.interp(positions / cell, np.arange(len(knots)), knots).astype(np.float32)
    return total / np.float32(np.sqrt(max(len(cells), 1)))


def look_up(table: NDArray[np.float32], positions: FloatImage) -> FloatImage:
    """Values of `table` at `positions` (in entries), the ends standing for all beyond them."""
    return table[np.clip(positions, 0, len(table) - 1).astype(np.int32)]


def smooth_step(values: NDArray[np.float32], start: float, end: float) -> NDArray[np.float32]:
    """0 at `start` and below, 1 at `end` and above, without a kink between."""
    t = np.clip((values - np.float32(start)) / np.float32(end - start), 0, 1)
    return t * t * (3 - 2 * t)
