"""The four kinds of defect, each drawn on a small patch of its own with its exact mask."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..classes import CRACK, FOLD, IMPERFECTION, PITTING
from .canvas import BoolImage, FloatImage, smooth_noise

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


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _wander(
    rng: np.random.Generator, start: NDArray[np.float64], heading: float, length: float, step: float
) -> NDArray[np.float64]:
    """A jagged path: short straight pieces whose direction keeps changing."""
    points, point, drift = [start], start, 0.0
    for _ in range(max(2, round(length / step))):
        drift = 0.6 * drift + rng.normal(0, 0.22)
        turn = heading + drift + rng.normal(0, 0.6)
        point = point + step * np.array([np.cos(turn), np.sin(turn)])
        points.append(point)
    return np.array(points)


def _stroke(coverage: FloatImage, path: NDArray[np.float64], widths: NDArray[np.float64]) -> None:
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


def _coloured(gain: FloatImage, tint: tuple[float, float, float]) -> FloatImage:
    """Give a grey gain a colour where it darkens: `tint` is the colour of full darkness."""
    return 1 - (1 - gain)[:, :, None] * (1 - np.array(tint, np.float32))


def crack(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A thin dark jagged line, often branching, in a faint dark halo."""
    length = _log_uniform(rng, 85, 230) * unit
    width = rng.uniform(9.5, 13) * unit
    side = int(length + 8 * width)
    heading = rng.uniform(0, 2 * np.pi)
    middle = np.full(2, side / 2)
    start = middle - length / 2 * np.array([np.cos(heading), np.sin(heading)])
    main = _wander(rng, start, heading, length, rng.uniform(6, 11) * unit)
    core, halo = np.zeros((side, side), np.float32), np.zeros((side, side), np.float32)
    paths = [(main, 1.0)]
    for _ in range(int(rng.integers(0, 3))):
        turn = heading + rng.choice([-1, 1]) * rng.uniform(0.5, 1.1)
        root = main[int(rng.integers(len(main) // 4, max(2, 3 * len(main) // 4)))]
        reach = length * rng.uniform(0.2, 0.4)
        paths.append((_wander(rng, root, turn, reach, 7 * unit), 0.75))
    for path, share in paths:
        taper = 1 - 0.6 * np.abs(np.linspace(-1 if share == 1.0 else 0, 1, len(path))) ** 3
        thick = width * share * taper * rng.uniform(0.75, 1.2, len(path))
        _stroke(core, path, 0.5 * thick * rng.uniform(0.6, 1.2, len(path)))
        _stroke(halo, path, thick)
    core = cv2.GaussianBlur(core, (0, 0), 0.9 * unit)
    halo = cv2.GaussianBlur(halo, (0, 0), 1.1 * unit)
    shift = 0.4 * width * np.array([np.cos(light), np.sin(light)])
    moved = cv2.warpAffine(halo, np.array([[1, 0, shift[0]], [0, 1, shift[1]]]), (side, side))
    rim = np.clip(moved - halo, 0, 1) * np.float32(rng.uniform(0.02, 0.09))
    dark = 1 - rng.uniform(0.82, 0.95) * core
    gain = dark * (1 - rng.uniform(0.3, 0.5) * halo)
    warm = rng.uniform(0.0, 0.12)
    return Patch(_coloured(gain, (warm, warm * 0.5, 0.0)), rim, halo > MASK_LEVEL)


def fold(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A lap of metal: a curved bright ridge beside the dark band of its shadow."""
    length = _log_uniform(rng, 80, 210) * unit
    width = rng.uniform(15, 26) * unit
    side = int(length + 4 * width)
    heading, bow = rng.uniform(0, 2 * np.pi), rng.uniform(-0.35, 0.35) * length
    forward = np.array([np.cos(heading), np.sin(heading)])
    aside = np.array([-forward[1], forward[0]])
    t = np.linspace(0, 1, 40)[:, None]
    path = (
        np.full(2, side / 2)
        + (t - 0.5) * length * forward
        + (4 * t * (1 - t) - 0.5) * bow * aside
        + np.sin(t * rng.uniform(4, 9) + rng.uniform(0, 6)) * 2.5 * unit * aside
    )
    tangent = np.gradient(path, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    taper = np.sqrt(np.maximum(0.05, 1 - np.linspace(-1, 1, len(path)) ** 4))
    half = width / 2 * taper
    towards = np.sign(np.mean(normal @ np.array([np.cos(light), np.sin(light)]))) or 1.0
    ridge, shadow, body = (np.zeros((side, side), np.float32) for _ in range(3))
    offset = normal * (half * towards)[:, None] / 2
    _stroke(body, path, 2 * half)
    _stroke(ridge, path + offset, half)
    _stroke(shadow, path - offset, half)
    ridge, shadow = (cv2.GaussianBlur(layer, (0, 0), 0.14 * width) for layer in (ridge, shadow))
    seam = np.zeros_like(body)
    _stroke(seam, path - offset * 1.6, np.full(len(path), max(2.0, 2.5 * unit)))
    seam = cv2.GaussianBlur(seam, (0, 0), 0.8 * unit)
    body = cv2.GaussianBlur(body, (0, 0), 1.0 * unit)
    uneven = 1 + 0.15 * smooth_noise(rng, body.shape, 12 * unit)
    gain = (1 - rng.uniform(0.6, 0.78) * np.clip(shadow * uneven, 0, 1)) * (1 - 0.6 * seam)
    gain = gain + 0.35 * ridge
    lift = np.float32(rng.uniform(0.14, 0.26)) * ridge * uneven
    return Patch(_coloured(gain, (0, 0, 0)), lift.astype(np.float32), body > 0.5)


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
    return reach, axis[None, :] / np.float32(radius), axis[:, None] / np.float32(radius)


def imperfection(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A dent, a raised lump or an inclusion: a smooth blob that is shaded or of other stuff."""
    radius = _log_uniform(rng, 20, 44) * unit
    side = int(4 * radius)
    reach, x, y = _blob(rng, side, radius, rng.uniform(1, 1.7), 0.16)
    coverage = np.clip((1 - reach) * (radius / (2.5 * unit)) + 0.5, 0, 1)
    lit = x * np.float32(np.cos(light)) + y * np.float32(np.sin(light))
    if rng.random() < 0.6:
        # A hollow is dark on the side of the light and bright on the far side; a lump is opposite.
        sign = -1.0 if rng.random() < 0.75 else 1.0
        bowl = np.clip(reach, 0, 1) * np.exp(-((np.clip(reach, 0, 3) / 0.95) ** 6))
        shade = np.float32(sign * rng.uniform(0.75, 1.0)) * lit * bowl
        rim = np.exp(-(((reach - 0.98) / 0.1) ** 2)) * np.clip(-sign * lit, -0.15, 1)
        gain = 1 + np.clip(1.25 * shade, -0.78, 0.55) - rng.uniform(0.14, 0.3) * coverage
        lift = 0.24 * np.clip(shade, 0, 1) + rng.uniform(0.14, 0.28) * np.clip(rim, 0, 1)
        tint = (0.0, 0.0, 0.0)
    else:
        grain = smooth_noise(rng, reach.shape, 3 * unit) * 0.7
        grain += smooth_noise(rng, reach.shape, 16 * unit) * 0.6
        strength = coverage * (1 + 0.2 * grain)
        ring = np.exp(-(((reach - 0.95) / 0.09) ** 2))
        if rng.random() < 0.6:
            gain = (1 - rng.uniform(0.45, 0.6) * strength) * (1 - 0.3 * ring)
            lift = 0.08 * coverage
            tint = (rng.uniform(0, 0.1), 0.04, rng.uniform(0, 0.12))
        else:
            gain = 1 - rng.uniform(0.3, 0.45) * coverage - 0.35 * ring
            lift = rng.uniform(0.34, 0.5) * strength
            tint = (0.0, 0.0, 0.0)
    return Patch(
        _coloured(gain.astype(np.float32), tint), lift.astype(np.float32), coverage > MASK_LEVEL
    )


def _jagged(
    rng: np.random.Generator, centre: NDArray[np.float64], radius: float, corners: int
) -> NDArray[np.int32]:
    """An angular polygon round `centre`, in sixteenths of a pixel."""
    angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
    reach = radius * rng.uniform(0.35, 1.25, corners)
    points = centre + reach[:, None] * np.stack([np.cos(angles), np.sin(angles)], 1)
    return np.round(points * 16).astype(np.int32)


def pitting(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A rough pit: metal broken out, a jagged outline, dark rusty facets with a few bright ones."""
    size = _log_uniform(rng, 50, 150) * unit
    side = int(1.9 * size)
    along = rng.uniform(0, np.pi)
    spread = np.array([1.0, rng.uniform(0.5, 1.0)]) * size * 0.3
    turn = np.array([[np.cos(along), -np.sin(along)], [np.sin(along), np.cos(along)]])
    middle = np.full(2, side / 2)
    body = np.zeros((side, side), np.float32)
    tones = np.zeros((side, side), np.float32)

    def place(share: float) -> NDArray[np.float64]:
        offset = rng.normal(0, 0.5, 2)
        offset /= max(1.0, float(np.linalg.norm(offset)))
        return middle + share * (turn @ (offset * spread))

    cv2.fillPoly(body, [_jagged(rng, middle, size * 0.3, 9)], 1.0, cv2.LINE_8, 4)
    for _ in range(int(rng.integers(9, 18))):
        reach = size * rng.uniform(0.12, 0.22)
        cv2.fillPoly(body, [_jagged(rng, place(1.0), reach, 7)], 1.0, cv2.LINE_8, 4)
    closing = np.ones((max(3, int(4 * unit)),) * 2, np.uint8)
    body = cv2.morphologyEx(body, cv2.MORPH_CLOSE, closing)
    # Blurred and cut again: broken metal has small notches, but no knife-sharp corners.
    body = (cv2.GaussianBlur(body, (0, 0), 1.8 * unit) > 0.5).astype(np.float32)
    labels, regions, stats, _ = cv2.connectedComponentsWithStats((body > 0).astype(np.uint8))
    if labels > 2:
        body *= regions == 1 + np.argmax(stats[1:, cv2.CC_STAT_AREA])
    for _ in range(int(rng.integers(40, 75))):
        facet = _jagged(rng, place(1.6), size * rng.uniform(0.03, 0.09), 6)
        tone = rng.uniform(-0.35, 0.1) if rng.random() < 0.7 else rng.uniform(0.15, 0.5)
        cv2.fillPoly(tones, [facet], tone, cv2.LINE_8, 4)
    tones = cv2.GaussianBlur(tones, (0, 0), 1.4 * unit)
    tones += 0.07 * smooth_noise(rng, tones.shape, 3 * unit)
    coverage = cv2.GaussianBlur(body, (0, 0), 1.2 * unit)
    deep = cv2.GaussianBlur(body, (0, 0), size * 0.06)
    level = np.clip(rng.uniform(0.3, 0.42) + tones + 0.12 * (1 - deep), 0.06, 0.85)
    gain = 1 - coverage * (1 - level)
    rust = rng.uniform(0.05, 0.2)
    tint = (rust, rust * 0.45, 0.0)
    # `tint` lifts red most, so that a dark pit is brown, as the oxide in it is.
    return Patch(_coloured(gain.astype(np.float32), tint), 0.0 * coverage, coverage > MASK_LEVEL)


DEFECT_PAINTERS: dict[int, Callable[[np.random.Generator, float, float], Patch]] = {
    CRACK: crack,
    FOLD: fold,
    IMPERFECTION: imperfection,
    PITTING: pitting,
}
"""How to draw each class of defect, given pixels per unit and the direction of light."""
