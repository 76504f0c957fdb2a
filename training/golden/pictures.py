"""Draws the small pictures of tests/golden/pictures: plain machined surfaces with marks on them.

They are made once and kept: the golden files name them by their sha256. They are independent of the
renderer of the training data, so that a change there does not move the goldens of the small heads.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

PICTURES: dict[str, tuple[int, int]] = {
    "disc.jpg": (640, 480),
    "teeth.jpg": (640, 480),
    "plate.jpg": (640, 480),
    "dark.jpg": (640, 480),
    "odd size.png": (333, 517),
    "line camera.bmp": (600, 200),
}
"""File name to (width, height). The content of a picture depends on its place in this list."""


def draw(seed: int, width: int, height: int) -> np.ndarray:
    """A grey surface with tool marks, a toothed disc and marks: BGR uint8 [height, width, 3]."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    surface = 110 + 40 * np.sin(angle + x / width * 2) + 10 * np.sin(along / rng.uniform(1.5, 4))
    surface += cv2.GaussianBlur(rng.normal(0, 60, (height, width)).astype(np.float32), (0, 0), 4)
    _add_toothed_disc(surface, rng)
    for _ in range(12):
        _add_mark(surface, rng)
    surface += rng.normal(0, 3, surface.shape)
    tint = rng.uniform(0.9, 1.1, 3)
    return np.clip(surface[:, :, None] * tint, 0, 255).astype(np.uint8)


def _add_toothed_disc(surface: np.ndarray, rng: np.random.Generator) -> None:
    height, width = surface.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    centre_x, centre_y = rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height
    radius = np.hypot(x - centre_x, y - centre_y)
    direction = np.arctan2(y - centre_y, x - centre_x)
    outer = (
        0.33 * min(width, height) * (1 + 0.07 * np.sign(np.sin(direction * rng.integers(12, 24))))
    )
    ring = (radius < outer) & (radius > 0.12 * min(width, height))
    surface[ring] += 50 * np.cos(direction[ring] - 1) + 20


def _add_mark(surface: np.ndarray, rng: np.random.Generator) -> None:
    height, width = surface.shape
    start = rng.uniform(0, 1, 2) * (width, height)
    if rng.random() < 0.5:
        axes = tuple(int(value) for value in rng.uniform(3, 18, 2))
        centre = (int(start[0]), int(start[1]))
        cv2.ellipse(
            surface,
            centre,
            axes,
            float(rng.uniform(0, 180)),
            0,
            360,
            float(rng.uniform(20, 80)),
            -1,
        )
        return
    points = start + np.cumsum(rng.normal(0, 12, (12, 2)) + rng.normal(0, 8, 2), axis=0)
    shade = float(rng.uniform(10, 60))
    cv2.polylines(surface, [points.astype(np.int32)], False, shade, int(rng.integers(1, 4)))


def write_pictures(folder: Path) -> None:
    """Write those of PICTURES that are not there yet; what is there is never touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, (width, height)) in enumerate(PICTURES.items()):
        path = folder / name
        if not path.exists():
            image = draw(seed, width, height)
            if name == "dark.jpg":
                image = (image * 0.3).astype(np.uint8)
            options = [cv2.IMWRITE_JPEG_QUALITY, 90] if path.suffix == ".jpg" else []
            cv2.imwrite(str(path), image, options)
