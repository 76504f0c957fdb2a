"""Pits, after the photographs of worn ball screws by Schlagenhauf and others (arXiv:2103.13003)."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas import FloatImage, smooth_noise
from .patch import MASK_LEVEL, Patch, coloured, log_uniform

Scatter = Callable[[float], NDArray[np.float64]]
"""A random point round the middle of a pit; the argument stretches the spread of the points."""


def _jagged(
    rng: np.random.Generator, centre: NDArray[np.float64], radius: float, corners: int
) -> NDArray[np.int32]:
    """An angular polygon round `centre`, in sixteenths of a pixel."""
    angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
    reach = radius * rng.uniform(0.35, 1.25, corners)
    points = centre + reach[:, None] * np.stack([np.cos(angles), np.sin(angles)], 1)
    return np.round(points * 16).astype(np.int32)


def _scatter(rng: np.random.Generator, size: float, side: int) -> Scatter:
    """Points spread in an ellipse with random proportions and direction."""
    along = rng.uniform(0, np.pi)
    spread = np.array([1.0, rng.uniform(0.5, 1.0)]) * size * 0.3
    turn = np.array([[np.cos(along), -np.sin(along)], [np.sin(along), np.cos(along)]])

    def place(share: float) -> NDArray[np.float64]:
        offset = rng.normal(0, 0.5, 2)
        offset /= max(1.0, float(np.linalg.norm(offset)))
        return np.full(2, side / 2) + share * (turn @ (offset * spread))

    return place


def _outline(
    rng: np.random.Generator, unit: float, size: float, side: int, place: Scatter
) -> FloatImage:
    """One connected ragged shape, 0 or 1: overlapping angular breaks."""
    body = np.zeros((side, side), np.float32)
    cv2.fillPoly(body, [_jagged(rng, np.full(2, side / 2), size * 0.3, 9)], 1.0, cv2.LINE_8, 4)
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
    return body


def _facets(
    rng: np.random.Generator, unit: float, size: float, side: int, place: Scatter
) -> FloatImage:
    """What the broken faces add to the level: most are darker, some catch the light."""
    tones = np.zeros((side, side), np.float32)
    for _ in range(int(rng.integers(40, 75))):
        facet = _jagged(rng, place(1.6), size * rng.uniform(0.03, 0.09), 6)
        tone = rng.uniform(-0.35, 0.1) if rng.random() < 0.7 else rng.uniform(0.15, 0.5)
        cv2.fillPoly(tones, [facet], tone, cv2.LINE_8, 4)
    tones = cv2.GaussianBlur(tones, (0, 0), 1.4 * unit)
    return tones + 0.07 * smooth_noise(rng, tones.shape, 3 * unit)


def pitting(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A rough pit: metal broken out, a jagged outline, dark rusty facets with a few bright ones."""
    size = log_uniform(rng, 50, 150) * unit
    side = int(1.9 * size)
    place = _scatter(rng, size, side)
    body = _outline(rng, unit, size, side, place)
    tones = _facets(rng, unit, size, side, place)
    coverage = cv2.GaussianBlur(body, (0, 0), 1.2 * unit)
    deep = cv2.GaussianBlur(body, (0, 0), size * 0.06)
    level = np.clip(rng.uniform(0.3, 0.42) + tones + 0.12 * (1 - deep), 0.06, 0.85)
    gain = 1 - coverage * (1 - level)
    # The colour of full darkness has most red, so that a dark pit is brown, as the oxide in it is.
    rust = rng.uniform(0.05, 0.2)
    tint = (rust, rust * 0.45, 0.0)
    return Patch(coloured(gain.astype(np.float32), tint), 0.0 * coverage, coverage > MASK_LEVEL)
