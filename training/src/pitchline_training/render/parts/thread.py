"""Ball screws and worms."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas import Canvas, look_up, streaks
from .part import Part

PHASE_ENTRIES = 2048


def _land_and_groove(rng: np.random.Generator, light: float) -> NDArray[np.float32]:
    """Brightness over one pitch: a flat land, then a hollow groove, with bright edges."""
    t = np.linspace(0, 1, PHASE_ENTRIES, dtype=np.float32)
    land = rng.uniform(0.3, 0.5)
    hollow = np.clip((t - land) / (1 - land), 0, 1)
    shade = np.where(t < land, rng.uniform(0.6, 0.8), 0.28 + 0.3 * np.sin(np.pi * hollow) ** 2)
    shade = shade + np.where(t > land, 0.22 * np.cos(np.pi * hollow) * np.cos(light), 0)
    for edge in (0.0, land, 1.0):
        shade = shade + rng.uniform(0.1, 0.35) * np.exp(-(((t - edge) / 0.012) ** 2))
    return cv2.GaussianBlur(shade.astype(np.float32)[None, :], (0, 0), 8).ravel()


def thread(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A ball screw or worm seen close: slanting lands and hollow grooves."""
    unit = canvas.unit
    angle = rng.uniform(-0.45, 0.45)
    along, across = canvas.rotated(angle)
    bend = along * along * np.float32(rng.uniform(-1.5, 1.5) * 1e-4 / unit)
    pitch = rng.uniform(230, 460) * unit
    turns = (across + bend) / np.float32(pitch) + np.float32(rng.uniform(0, 1))
    phase = ((turns - np.floor(turns)) * (PHASE_ENTRIES - 1)).astype(np.float32, copy=False)
    shade = _land_and_groove(rng, light)
    marks = streaks(rng, canvas, 3 * unit, rng.uniform(200, 500) * unit, angle)
    grain = 1 + np.float32(0.05) * marks
    luminance = look_up(shade, phase) * grain
    centre, width = rng.uniform(-300, 300) * unit, rng.uniform(450, 800) * unit
    falloff = np.float32(0.55) + np.float32(0.6) * np.exp(
        -(((along - np.float32(centre)) / np.float32(width)) ** 2)
    )
    return Part(luminance * falloff, np.ones(canvas.shape, bool))
