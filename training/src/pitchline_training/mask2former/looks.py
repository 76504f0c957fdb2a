"""Random changes of how a picture looks: light, colour, sharpness, noise."""

from __future__ import annotations

import cv2
import numpy as np


def vary(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """RGB uint8 [height, width, 3] as another camera, another lamp or another day would give it."""
    values = image.astype(np.float32) / 255
    if rng.random() < 0.15:
        values[:] = values.mean(axis=2, keepdims=True)
    values *= rng.uniform(0.94, 1.06, 3).astype(np.float32)
    values = _light(rng, values)
    if rng.random() < 0.25:
        values = cv2.GaussianBlur(values, (0, 0), rng.uniform(0.3, 1.3))
    if rng.random() < 0.3:
        values += rng.standard_normal(values.shape, dtype=np.float32) * rng.uniform(0.005, 0.03)
    return (np.clip(values, 0, 1) * 255).round().astype(np.uint8)


def _light(rng: np.random.Generator, values: np.ndarray) -> np.ndarray:
    """Contrast, brightness, gamma, and at times a slope of light across the picture."""
    mean = values.mean()
    values = (values - mean) * rng.uniform(0.7, 1.35) + mean + rng.uniform(-0.12, 0.12)
    values = np.clip(values, 0, 1) ** np.float32(np.exp(rng.uniform(-0.25, 0.25)))
    if rng.random() < 0.3:
        height, width = values.shape[:2]
        along, down = rng.uniform(-0.3, 0.3, 2)
        slope = np.linspace(-along, along, width) + np.linspace(-down, down, height)[:, None]
        values = values * (1 + slope[..., None]).astype(np.float32)
    return values
