"""Machined parts as a camera sees them before light, dirt and defects."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import (
    BoolImage,
    Canvas,
    FloatImage,
    line_noise,
    look_up,
    smooth_noise,
    smooth_step,
    streaks,
)

TAU = 2 * np.pi
ANGLE_ENTRIES = 4096


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


def _disc(
    rng: np.random.Generator,
    canvas: Canvas,
    light: float,
    centre: tuple[float, float],
    radius: float,
    bore: float,
    teeth: int,
) -> Part:
    """A gear (or, with no teeth, a ring) seen face-on or a little from the side."""
    unit = canvas.unit
    along, across = canvas.rotated(rng.uniform(0, TAU), centre)
    across = across / np.float32(rng.uniform(0.86, 1.0))
    distance, angle = cv2.cartToPolar(along, across)
    angle_position = angle * np.float32((ANGLE_ENTRIES - 1) / TAU)

    depth = 2.25 * 2 * radius / (teeth + 2) if teeth else 0.0
    root = radius - depth
    if teeth:
        outline = _tooth_outline(rng, teeth, radius, depth)
        inside = look_up(outline, angle * np.float32((len(outline) - 1) / TAU)) - distance
    else:
        inside = np.float32(radius) - distance
    if bore > 0:
        inside = np.minimum(inside, distance - np.float32(bore))
        if rng.random() < 0.5:
            half, reach = bore * rng.uniform(0.16, 0.26), bore * rng.uniform(1.15, 1.35)
            keyway = np.maximum(np.abs(across) - np.float32(half), along - np.float32(reach))
            inside = np.minimum(inside, np.maximum(keyway, -along))
    web = root - bore
    holes = int(rng.integers(3, 9)) if teeth and bore > 0 and rng.random() < 0.55 else 0
    if holes:
        hole_ring, hole = bore + web * rng.uniform(0.45, 0.6), web * rng.uniform(0.1, 0.2)
        sector = np.linspace(0, TAU * holes, ANGLE_ENTRIES) % TAU - np.pi
        cosines = np.cos(sector / holes).astype(np.float32)
        squared = (
            distance * distance
            + np.float32(hole_ring**2)
            - distance * look_up(cosines, angle_position) * np.float32(2 * hole_ring)
        )
        inside = np.minimum(inside, np.sqrt(np.maximum(squared, 0)) - np.float32(hole))

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
    base = look_up(finish.astype(np.float32), distance) * look_up(_bow_tie(rng), angle_position)

    chamfer = np.float32(rng.uniform(5, 14) * unit)
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


def thread(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A ball screw or worm seen close: slanting lands and hollow grooves."""
    unit = canvas.unit
    angle = rng.uniform(-0.45, 0.45)
    along, across = canvas.rotated(angle)
    bend = along * along * np.float32(rng.uniform(-1.5, 1.5) * 1e-4 / unit)
    pitch = rng.uniform(230, 460) * unit
    entries = 2048
    phase = ((across + bend) / np.float32(pitch) + np.float32(rng.uniform(0, 1))) % 1
    t = np.linspace(0, 1, entries, dtype=np.float32)
    land = rng.uniform(0.3, 0.5)
    hollow = np.clip((t - land) / (1 - land), 0, 1)
    shade = np.where(t < land, rng.uniform(0.6, 0.8), 0.28 + 0.3 * np.sin(np.pi * hollow) ** 2)
    shade = shade + np.where(t > land, 0.22 * np.cos(np.pi * hollow) * np.cos(light), 0)
    for edge in (0.0, land, 1.0):
        shade = shade + rng.uniform(0.1, 0.35) * np.exp(-(((t - edge) / 0.012) ** 2))
    shade = cv2.GaussianBlur(shade.astype(np.float32)[None, :], (0, 0), 8).ravel()
    marks = streaks(rng, canvas, 3 * unit, rng.uniform(200, 500) * unit, angle)
    luminance = look_up(shade, phase * np.float32(entries - 1)) * (1 + np.float32(0.05) * marks)
    centre, width = rng.uniform(-300, 300) * unit, rng.uniform(450, 800) * unit
    falloff = np.float32(0.55) + np.float32(0.6) * np.exp(
        -(((along - np.float32(centre)) / np.float32(width)) ** 2)
    )
    return Part(luminance * falloff, np.ones(canvas.shape, bool))


def surface(rng: np.random.Generator, canvas: Canvas, light: float) -> Part:
    """A flat face: ground, brushed or milled, at times with an edge and drilled holes."""
    unit = canvas.unit
    angle = rng.uniform(0, np.pi)
    level = rng.uniform(0.45, 0.65)
    texture = streaks(rng, canvas, 2.2 * unit, rng.uniform(80, 500) * unit, angle)
    luminance = 1 + np.float32(rng.uniform(0.03, 0.08)) * texture
    if rng.random() < 0.5:
        far = rng.uniform(500, 1600) * unit
        direction = rng.uniform(0, TAU)
        x = canvas.x - np.float32(far * np.cos(direction))
        y = canvas.y - np.float32(far * np.sin(direction))
        distance = np.sqrt(x * x + y * y)
        arcs = line_noise(rng, int(distance.max()) + 2, 5 * unit, 14 * unit)
        luminance += np.float32(rng.uniform(0.04, 0.1)) * look_up(arcs, distance)
    inside = np.full(canvas.shape, 1e3 * unit, np.float32)
    if rng.random() < 0.5:
        along, _ = canvas.rotated(rng.uniform(0, TAU))
        inside = along + np.float32(rng.uniform(250, 450) * unit)
    for _ in range(int(rng.integers(0, 3))):
        x, y = (rng.uniform(-0.45, 0.45) * side for side in (canvas.width, canvas.height))
        hole = rng.uniform(30, 75) * unit
        away = np.sqrt((canvas.x - np.float32(x)) ** 2 + (canvas.y - np.float32(y)) ** 2)
        inside = np.minimum(inside, away - np.float32(hole))
    chamfer = np.float32(rng.uniform(5, 12) * unit)
    slopes = relief(np.clip(inside, 0, chamfer) * np.float32(1.3), light)
    luminance = luminance * np.float32(level) + np.float32(0.35) * slopes
    luminance *= 1 + np.float32(0.05) * smooth_noise(rng, canvas.shape, 160 * unit)
    return Part(luminance, inside > 0)


PART_BUILDERS: dict[str, Callable[[np.random.Generator, Canvas, float], Part]] = {
    "gear": gear,
    "gear-teeth": gear_teeth,
    "ring": ring,
    "shaft": shaft,
    "thread": thread,
    "surface": surface,
}
"""How to draw each kind of part, given the direction of light in radians."""
