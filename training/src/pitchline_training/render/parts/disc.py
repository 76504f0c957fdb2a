"""Gears and rings seen face-on: discs with a bore, and with or without teeth."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas import Canvas, FloatImage, line_noise, look_up, smooth_step
from .part import TAU, Part, relief

ANGLE_ENTRIES = 4096
"""Entries of the tables of values by angle."""


@dataclass(frozen=True)
class _Polar:
    """Where each pixel lies on a disc, each of shape (height, width).

    Attributes:
        along: pixels from the centre along the keyway.
        across: pixels from the centre across the keyway.
        distance: pixels from the centre.
        turn: angle from the keyway, as a position in a table of `ANGLE_ENTRIES`.
        fine_turn: the same in a table eight times as long.
    """

    along: FloatImage
    across: FloatImage
    distance: FloatImage
    turn: FloatImage
    fine_turn: FloatImage


def _polar(rng: np.random.Generator, canvas: Canvas, centre: tuple[float, float]) -> _Polar:
    """Coordinates on a disc that is seen straight on or a little from the side."""
    along, across = canvas.rotated(rng.uniform(0, TAU), centre)
    across = across / np.float32(rng.uniform(0.86, 1.0))
    distance, angle = cv2.cartToPolar(along, across)
    return _Polar(
        along,
        across,
        distance,
        angle * np.float32((ANGLE_ENTRIES - 1) / TAU),
        angle * np.float32((ANGLE_ENTRIES * 8 - 1) / TAU),
    )


def _bow_tie(rng: np.random.Generator) -> NDArray[np.float32]:
    """Brightness by angle of a turned face: two opposite bright fans, as round marks reflect."""
    angles = np.linspace(0, TAU, ANGLE_ENTRIES, dtype=np.float32)
    direction, sharpness = rng.uniform(0, TAU), rng.uniform(2, 10)
    fans = np.abs(np.cos(angles - direction)) ** sharpness
    side = np.abs(np.cos(angles - direction - rng.uniform(0.6, 1.6))) ** (2 * sharpness)
    return (1 + rng.uniform(0.15, 0.6) * fans + rng.uniform(0, 0.3) * side - 0.15).astype(
        np.float32
    )


def _tooth_outline(
    rng: np.random.Generator, teeth: int, radius: float, depth: float
) -> NDArray[np.float32]:
    """Outer radius by angle of a spur gear, in pixels."""
    angles = np.linspace(0, TAU * teeth, ANGLE_ENTRIES * 8, dtype=np.float32)
    wave = np.cos(angles + rng.uniform(0, TAU)) + rng.uniform(-0.12, 0.12)
    sharpness = rng.uniform(1.6, 2.6)
    return (radius - depth / 2 + depth / 2 * np.tanh(sharpness * wave) / np.tanh(sharpness)).astype(
        np.float32
    )


def _bore_depth(rng: np.random.Generator, at: _Polar, bore: float) -> FloatImage:
    """Pixels outside the bore and, at times, its keyway; negative within them."""
    outside = at.distance - np.float32(bore)
    if rng.random() < 0.5:
        half, reach = bore * rng.uniform(0.16, 0.26), bore * rng.uniform(1.15, 1.35)
        keyway = np.maximum(np.abs(at.across) - np.float32(half), at.along - np.float32(reach))
        outside = np.minimum(outside, np.maximum(keyway, -at.along))
    return outside


def _hole_depth(rng: np.random.Generator, at: _Polar, bore: float, web: float) -> FloatImage:
    """Pixels outside a circle of bolt holes; negative within them."""
    holes = int(rng.integers(3, 9))
    ring_radius, hole = bore + web * rng.uniform(0.45, 0.6), web * rng.uniform(0.1, 0.2)
    # All holes are one hole seen in each sector; the law of cosines gives the distance to it.
    sector = np.linspace(0, TAU * holes, ANGLE_ENTRIES) % TAU - np.pi
    cosines = np.cos(sector / holes).astype(np.float32)
    squared = (
        at.distance * at.distance
        + np.float32(ring_radius**2)
        - at.distance * look_up(cosines, at.turn) * np.float32(2 * ring_radius)
    )
    return np.sqrt(np.maximum(squared, 0)) - np.float32(hole)


def _finish(
    rng: np.random.Generator, unit: float, radius: float, bore: float, web: float
) -> NDArray[np.float32]:
    """Brightness by radius: turning marks, and often a hub, a rim and the grooves between."""
    radii = np.arange(int(radius) + 2, dtype=np.float32)
    finish = 1 + rng.uniform(0.03, 0.09) * line_noise(rng, len(radii), 3 * unit, 9 * unit)
    if rng.random() < 0.7:
        edge = bore + web * rng.uniform(0.15, 0.35)
        finish = finish * (1 - rng.uniform(0.1, 0.3) * smooth_step(radii, edge, edge + 4 * unit))
        if rng.random() < 0.6:
            rim = bore + web * rng.uniform(0.75, 0.95)
            finish = finish * (1 + rng.uniform(0.1, 0.35) * smooth_step(radii, rim, rim + 4 * unit))
            for groove in (edge, rim):
                finish = finish * (1 - 0.45 * np.exp(-(((radii - groove) / (3 * unit)) ** 2)))
    return finish.astype(np.float32)


def _disc(
    rng: np.random.Generator,
    canvas: Canvas,
    light: float,
    centre: tuple[float, float],
    radius: float,
    bore: float,
    teeth: int,
) -> Part:
    """A gear or, with no teeth, a ring; `radius` and `bore` are radii in pixels."""
    at = _polar(rng, canvas, centre)
    # Twice the module deep and a quarter for clearance: the standard full-depth tooth (ISO 53).
    depth = 2.25 * 2 * radius / (teeth + 2) if teeth else 0.0
    web = radius - depth - bore
    if teeth:
        outline = _tooth_outline(rng, teeth, radius, depth)
        inside = look_up(outline, at.fine_turn) - at.distance
    else:
        inside = np.float32(radius) - at.distance
    inside = np.minimum(inside, _bore_depth(rng, at, bore))
    if teeth and rng.random() < 0.55:
        inside = np.minimum(inside, _hole_depth(rng, at, bore, web))
    finish = _finish(rng, canvas.unit, radius, bore, web)
    base = look_up(finish, at.distance) * look_up(_bow_tie(rng), at.turn)
    chamfer = np.float32(rng.uniform(5, 14) * canvas.unit)
    slopes = relief(np.clip(inside, 0, chamfer) * np.float32(1.3), light)
    luminance = rng.uniform(0.46, 0.64) * base + np.float32(0.38) * slopes
    return Part(luminance.astype(np.float32), inside > 0)


def gear(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A whole spur gear, face-on."""
    radius = rng.uniform(380, 560) * canvas.unit
    centre = tuple(rng.uniform(-90, 90, 2) * canvas.unit)
    bore = radius * rng.uniform(0.14, 0.34)
    return _disc(rng, canvas, light, centre, radius, bore, int(rng.integers(14, 37)))


def gear_teeth(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A close-up of the teeth of a large gear."""
    radius = rng.uniform(900, 1600) * canvas.unit
    teeth = round(TAU * radius / (rng.uniform(170, 300) * canvas.unit))
    direction = rng.uniform(0, TAU)
    away = radius - rng.uniform(120, 330) * canvas.unit
    centre = (away * np.cos(direction), away * np.sin(direction))
    return _disc(rng, canvas, light, centre, radius, radius * 0.25, teeth)


def ring(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A turned ring or flange, face-on."""
    radius = rng.uniform(400, 620) * canvas.unit
    centre = tuple(rng.uniform(-120, 120, 2) * canvas.unit)
    return _disc(rng, canvas, light, centre, radius, radius * rng.uniform(0.25, 0.5), 0)
