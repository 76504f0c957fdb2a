"""Random crops of pictures with their masks, squeezed into the square that the model sees."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..tiles import SMALLEST_VISIBLE_SHARE
from .config import INPUT_SIDE

SIDE_RANGE = (0.38, 0.85)
"""Side of a crop as a share of the picture's height: wider than the tiles, so that size varies."""

NEAR_OBJECT_SHARE = 0.8
LARGEST_TURN = 12.0
SMALLEST_OBJECT = 12
"""Pixels of the model's input below which an object is not asked for."""

_MARGIN = 8


@dataclass(frozen=True, eq=False)
class Picture:
    """RGB uint8 [height, width, 3], class ids [objects], masks uint8 [objects, height, width]."""

    image: np.ndarray
    class_ids: np.ndarray
    masks: np.ndarray


@dataclass(frozen=True)
class Window:
    """A square of a picture before it is turned and stretched; pixels, x and y of its centre."""

    x: float
    y: float
    side: float


def random_window(rng: np.random.Generator, picture: Picture) -> Window:
    """Near an object in four cases of five, else anywhere; inside the picture where it fits."""
    height, width = picture.image.shape[:2]
    side = rng.uniform(*SIDE_RANGE) * height
    if len(picture.masks) and rng.random() < NEAR_OBJECT_SHARE:
        mask = picture.masks[rng.integers(len(picture.masks))]
        left, top, across, down = cv2.boundingRect(mask)
        x, y = np.array([left + across / 2, top + down / 2]) + rng.uniform(-0.4, 0.4, 2) * side
    else:
        x, y = rng.uniform(0, width), rng.uniform(0, height)
    half = side / 2
    return Window(
        float(np.clip(x, min(half, width / 2), max(width - half, width / 2))),
        float(np.clip(y, min(half, height / 2), max(height - half, height / 2))),
        side,
    )


def cut(picture: Picture, window: Window) -> tuple[Picture, Window]:
    """The part of `picture` that a turned and stretched `window` can show, and the window in it."""
    height, width = picture.image.shape[:2]
    reach = window.side * 0.85 + _MARGIN
    left, top = max(int(window.x - reach), 0), max(int(window.y - reach), 0)
    right, bottom = min(int(window.x + reach) + 1, width), min(int(window.y + reach) + 1, height)
    masks = picture.masks[:, top:bottom, left:right]
    shown = masks.any(axis=(1, 2)) if len(masks) else np.zeros(0, dtype=bool)
    part = Picture(picture.image[top:bottom, left:right], picture.class_ids[shown], masks[shown])
    return part, Window(window.x - left, window.y - top, window.side)


def warp(rng: np.random.Generator, picture: Picture, window: Window) -> Picture:
    """`window` of `picture` as a square of `INPUT_SIDE`, turned, stretched and flipped at random.

    Objects of which less than `SMALLEST_VISIBLE_SHARE` is left are dropped.
    """
    scale = INPUT_SIDE / window.side
    shrunk, factors = _shrink(picture, scale)
    stretch = np.exp(rng.uniform(-0.15, 0.15))
    flips = rng.choice([-1.0, 1.0], 2)
    angle = np.deg2rad(rng.uniform(-LARGEST_TURN, LARGEST_TURN))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    sizes = scale / factors * np.array([stretch, 1 / stretch]) * flips
    linear = np.diag(sizes) @ turn
    if rng.random() < 0.25:
        linear = linear[::-1]
    centre = np.array([window.x, window.y]) * factors
    matrix = np.column_stack([linear, INPUT_SIDE / 2 - linear @ centre])

    def moved(array: np.ndarray) -> np.ndarray:
        size = (INPUT_SIDE, INPUT_SIDE)
        return cv2.warpAffine(
            array, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )

    class_ids, masks = [], []
    whole = picture.masks.sum(axis=(1, 2), dtype=np.int64) * scale * scale
    for class_id, mask, area in zip(picture.class_ids, shrunk.masks, whole, strict=True):
        clipped = moved(mask) > 127
        if clipped.sum() >= max(SMALLEST_OBJECT, SMALLEST_VISIBLE_SHARE * area):
            class_ids.append(class_id)
            masks.append(clipped)
    stacked = np.stack(masks) if masks else np.zeros((0, INPUT_SIDE, INPUT_SIDE), dtype=bool)
    return Picture(moved(shrunk.image), np.array(class_ids, dtype=np.int64), stacked)


def _shrink(picture: Picture, scale: float) -> tuple[Picture, np.ndarray]:
    """`picture` with masks of 0 to 255, averaged down to about `scale` if that is below 1.

    `warpAffine` alone would skip pixels, where the preprocessing of the product averages them.
    Returns the factors of x and y too.
    """
    height, width = picture.image.shape[:2]
    scale = min(scale, 1.0)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    image = cv2.resize(picture.image, size, interpolation=cv2.INTER_AREA)
    masks = [cv2.resize(mask * 255, size, interpolation=cv2.INTER_AREA) for mask in picture.masks]
    stacked = np.stack(masks) if masks else np.zeros((0, size[1], size[0]), dtype=np.uint8)
    factors = np.array([size[0] / width, size[1] / height])
    return Picture(image, picture.class_ids, stacked), factors
