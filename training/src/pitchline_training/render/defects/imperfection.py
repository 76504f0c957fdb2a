"""Dents, lumps and inclusions."""

import numpy as np
from numpy.typing import NDArray

from ..canvas import FloatImage, smooth_noise
from .patch import MASK_LEVEL, Patch, coloured, log_uniform

Look = tuple[NDArray[np.floating], NDArray[np.floating], tuple[float, float, float]]
"""Gain, lift and the colour of full darkness."""


def _blob(
    rng: np.random.Generator, side: int, radius: float, stretch: float, roughness: float
) -> tuple[FloatImage, FloatImage, FloatImage]:
    """A closed shape round the middle: distance as a share of its radius, and both offsets."""
    axis = np.arange(side, dtype=np.float32) - np.float32(side / 2)
    turn = rng.uniform(0, np.pi)
    x = axis[None, :] * np.float32(np.cos(turn)) + axis[:, None] * np.float32(np.sin(turn))
    y = axis[:, None] * np.float32(np.cos(turn)) - axis[None, :] * np.float32(np.sin(turn))
    angle = np.arctan2(y * np.float32(stretch), x)
    outline = np.ones_like(angle)
    for harmonic in range(2, 7):
        share = roughness * rng.normal() / harmonic
        outline += np.float32(share) * np.cos(harmonic * angle + rng.uniform(0, 6))
    reach = np.sqrt(x * x + (y * np.float32(stretch)) ** 2) / (np.float32(radius) * outline)
    offset = axis / np.float32(radius)
    return reach.astype(np.float32, copy=False), offset[None, :], offset[:, None]


def _dent_or_lump(
    rng: np.random.Generator, reach: FloatImage, coverage: FloatImage, lit: FloatImage
) -> Look:
    """The shading of a hollow (mostly) or of a raised spot; `lit` grows towards the light."""
    # A hollow is dark on the side of the light and bright on the far side; a lump is opposite.
    sign = -1.0 if rng.random() < 0.75 else 1.0
    bowl = np.clip(reach, 0, 1) * np.exp(-((np.clip(reach, 0, 3) / 0.95) ** 6))
    shade = np.float32(sign * rng.uniform(0.75, 1.0)) * lit * bowl
    rim = np.exp(-(((reach - 0.98) / 0.1) ** 2)) * np.clip(-sign * lit, -0.15, 1)
    gain = 1 + np.clip(1.25 * shade, -0.78, 0.55) - rng.uniform(0.14, 0.3) * coverage
    lift = 0.24 * np.clip(shade, 0, 1) + rng.uniform(0.14, 0.28) * np.clip(rim, 0, 1)
    return gain, lift, (0.0, 0.0, 0.0)


def _inclusion(
    rng: np.random.Generator, unit: float, reach: FloatImage, coverage: FloatImage
) -> Look:
    """The grain of foreign matter, darker or brighter than the metal, with a dark border."""
    grain = smooth_noise(rng, reach.shape, 3 * unit) * 0.7
    grain += smooth_noise(rng, reach.shape, 16 * unit) * 0.6
    strength = coverage * (1 + 0.2 * grain)
    ring = np.exp(-(((reach - 0.95) / 0.09) ** 2))
    if rng.random() < 0.6:
        gain = (1 - rng.uniform(0.45, 0.6) * strength) * (1 - 0.3 * ring)
        return gain, 0.08 * coverage, (rng.uniform(0, 0.1), 0.04, rng.uniform(0, 0.12))
    gain = 1 - rng.uniform(0.3, 0.45) * coverage - 0.35 * ring
    return gain, rng.uniform(0.34, 0.5) * strength, (0.0, 0.0, 0.0)


def imperfection(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A dent, a raised lump or an inclusion: a smooth blob that is shaded or of other stuff."""
    radius = log_uniform(rng, 20, 44) * unit
    side = int(4 * radius)
    reach, x, y = _blob(rng, side, radius, rng.uniform(1, 1.7), 0.16)
    coverage = np.clip((1 - reach) * (radius / (2.5 * unit)) + 0.5, 0, 1)
    if rng.random() < 0.6:
        lit = x * np.float32(np.cos(light)) + y * np.float32(np.sin(light))
        gain, lift, tint = _dent_or_lump(rng, reach, coverage, lit)
    else:
        gain, lift, tint = _inclusion(rng, unit, reach, coverage)
    return Patch(
        coloured(gain.astype(np.float32), tint), lift.astype(np.float32), coverage > MASK_LEVEL
    )
