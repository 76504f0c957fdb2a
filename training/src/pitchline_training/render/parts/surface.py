"""Flat machined faces."""

import numpy as np

from ..canvas import Canvas, FloatImage, line_noise, look_up, smooth_noise, streaks
from .part import TAU, Part, relief


def _milling_arcs(rng: np.random.Generator, canvas: Canvas) -> FloatImage:
    """The brightness that the round marks of a face mill add."""
    unit = canvas.unit
    far = rng.uniform(500, 1600) * unit
    direction = rng.uniform(0, TAU)
    x = canvas.x - np.float32(far * np.cos(direction))
    y = canvas.y - np.float32(far * np.sin(direction))
    distance = np.sqrt(x * x + y * y)
    arcs = line_noise(rng, int(distance.max()) + 2, 5 * unit, 14 * unit)
    return np.float32(rng.uniform(0.04, 0.1)) * look_up(arcs, distance)


def _outline(rng: np.random.Generator, canvas: Canvas) -> FloatImage:
    """Pixels from the part's edges: at times a straight one, and those of drilled holes."""
    unit = canvas.unit
    inside = np.full(canvas.shape, 1e3 * unit, np.float32)
    if rng.random() < 0.5:
        along, _ = canvas.rotated(rng.uniform(0, TAU))
        inside = along + np.float32(rng.uniform(250, 450) * unit)
    for _ in range(int(rng.integers(0, 3))):
        x, y = (rng.uniform(-0.45, 0.45) * side for side in (canvas.width, canvas.height))
        hole = rng.uniform(30, 75) * unit
        away = np.sqrt((canvas.x - np.float32(x)) ** 2 + (canvas.y - np.float32(y)) ** 2)
        inside = np.minimum(inside, away - np.float32(hole))
    return inside


def surface(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A flat face: ground, brushed or milled, at times with an edge and drilled holes."""
    unit = canvas.unit
    angle = rng.uniform(0, np.pi)
    level = rng.uniform(0.45, 0.65)
    texture = streaks(rng, canvas, 2.2 * unit, rng.uniform(80, 500) * unit, angle)
    luminance = 1 + np.float32(rng.uniform(0.03, 0.08)) * texture
    if rng.random() < 0.5:
        luminance += _milling_arcs(rng, canvas)
    inside = _outline(rng, canvas)
    chamfer = np.float32(rng.uniform(5, 12) * unit)
    slopes = relief(np.clip(inside, 0, chamfer) * np.float32(1.3), light)
    luminance = luminance * np.float32(level) + np.float32(0.35) * slopes
    luminance *= 1 + np.float32(0.05) * smooth_noise(rng, canvas.shape, 160 * unit)
    return Part(luminance, inside > 0)
