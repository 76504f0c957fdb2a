"""Folds: laps of metal pressed flat."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas import FloatImage, smooth_noise
from .patch import Patch, coloured, log_uniform, stroke

PATH_POINTS = 40


def _bowed_path(
    rng: np.random.Generator, unit: float, length: float, side: int
) -> NDArray[np.float64]:
    """A bent, slightly wavy line through the middle of a square, shape (`PATH_POINTS`, 2)."""
    heading, bow = rng.uniform(0, 2 * np.pi), rng.uniform(-0.35, 0.35) * length
    forward = np.array([np.cos(heading), np.sin(heading)])
    aside = np.array([-forward[1], forward[0]])
    t = np.linspace(0, 1, PATH_POINTS)[:, None]
    return (
        np.full(2, side / 2)
        + (t - 0.5) * length * forward
        + (4 * t * (1 - t) - 0.5) * bow * aside
        + np.sin(t * rng.uniform(4, 9) + rng.uniform(0, 6)) * 2.5 * unit * aside
    )


def _normals(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit vectors across a path, one for each of its points."""
    tangent = np.gradient(path, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    return normal / np.linalg.norm(normal, axis=1, keepdims=True)


def _layer(
    side: int, path: NDArray[np.float64], widths: NDArray[np.float64], blur: float
) -> FloatImage:
    """The coverage of one soft stroke on a square of its own."""
    layer = np.zeros((side, side), np.float32)
    stroke(layer, path, widths)
    return cv2.GaussianBlur(layer, (0, 0), blur)


def fold(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A curved bright ridge beside the dark band of its shadow, with a seam at the foot."""
    length = log_uniform(rng, 80, 210) * unit
    width = rng.uniform(15, 26) * unit
    side = int(length + 4 * width)
    path = _bowed_path(rng, unit, length, side)
    normal = _normals(path)
    half = width / 2 * np.sqrt(np.maximum(0.05, 1 - np.linspace(-1, 1, len(path)) ** 4))
    towards = np.sign(np.mean(normal @ np.array([np.cos(light), np.sin(light)]))) or 1.0
    offset = normal * (half * towards)[:, None] / 2
    thin = np.full(len(path), max(2.0, 2.5 * unit))
    body = _layer(side, path, 2 * half, 1.0 * unit)
    ridge = _layer(side, path + offset, half, 0.14 * width)
    shadow = _layer(side, path - offset, half, 0.14 * width)
    seam = _layer(side, path - offset * 1.6, thin, 0.8 * unit)
    uneven = 1 + 0.15 * smooth_noise(rng, body.shape, 12 * unit)
    gain = (1 - rng.uniform(0.6, 0.78) * np.clip(shadow * uneven, 0, 1)) * (1 - 0.6 * seam)
    gain = gain + 0.35 * ridge
    lift = np.float32(rng.uniform(0.14, 0.26)) * ridge * uneven
    return Patch(coloured(gain, (0, 0, 0)), lift.astype(np.float32), body > 0.5)
