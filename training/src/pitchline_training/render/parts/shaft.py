"""Turned shafts."""

import numpy as np
from numpy.typing import NDArray

from ..canvas import Canvas, line_noise, look_up, smooth_step
from .part import Part


def _cylinder(rng: np.random.Generator, entries: int) -> NDArray[np.float32]:
    """Brightness across a polished cylinder: bands of lamps and dark surroundings mirrored."""
    t = np.linspace(-1, 1, entries, dtype=np.float32)
    shade = 0.35 + 0.35 * np.sqrt(np.maximum(0, 1 - t * t))
    for _ in range(int(rng.integers(2, 5))):
        place, width = rng.uniform(-0.75, 0.75), rng.uniform(0.06, 0.3)
        shade = shade + rng.uniform(-0.18, 0.3) * np.exp(-(((t - place) / width) ** 2))
    return np.clip(shade, 0.12, 1.1).astype(np.float32)


def shaft(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A turned shaft with shoulders and grooves, lying across the picture."""
    unit = canvas.unit
    along, across = canvas.rotated(rng.uniform(-0.35, 0.35) + rng.choice([0, np.pi / 2]))
    count = int(np.hypot(canvas.width, canvas.height)) + 4
    position = along + np.float32(count / 2)
    places = np.arange(count, dtype=np.float32)
    radius = np.full(count, rng.uniform(260, 420) * unit, np.float32)
    marks = np.ones(count, np.float32)
    for _ in range(int(rng.integers(0, 4))):
        start = rng.uniform(0.15, 0.85) * count
        if rng.random() < 0.5:
            step = smooth_step(places, start, start + 8 * unit)
            radius = radius * (1 - rng.uniform(0.06, 0.2) * step)
            marks = marks * (1 - rng.uniform(0, 0.25) * step)
            marks = marks * (1 + 0.5 * np.exp(-(((places - start) / (6 * unit)) ** 2)))
        else:
            width = rng.uniform(12, 40) * unit
            groove = smooth_step(places, start, start + 4 * unit) * (
                1 - smooth_step(places, start + width, start + width + 4 * unit)
            )
            radius, marks = radius * (1 - 0.05 * groove), marks * (1 - 0.5 * groove)
    # Drawn last, as a larger picture takes more numbers for it: the shape must not depend on that.
    marks = marks * (1 + rng.uniform(0.02, 0.07) * line_noise(rng, count, 2.5 * unit, 7 * unit))
    local = look_up(radius.astype(np.float32), position)
    turn = across / local
    profile = _cylinder(rng, 1024)
    luminance = look_up(profile, (turn + 1) * np.float32(511.5)) * look_up(
        marks.astype(np.float32), position
    )
    return Part(luminance * np.float32(rng.uniform(0.75, 1.0)), np.abs(turn) < 1)
