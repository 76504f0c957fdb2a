"""Cracks."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .patch import MASK_LEVEL, Patch, coloured, log_uniform, stroke


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


def crack(rng: np.random.Generator, unit: float, light: float) -> Patch:
    """A thin dark jagged line, often branching, in a faint dark halo."""
    length = log_uniform(rng, 85, 230) * unit
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
        stroke(core, path, 0.5 * thick * rng.uniform(0.6, 1.2, len(path)))
        stroke(halo, path, thick)
    core = cv2.GaussianBlur(core, (0, 0), 0.9 * unit)
    halo = cv2.GaussianBlur(halo, (0, 0), 1.1 * unit)
    shift = 0.4 * width * np.array([np.cos(light), np.sin(light)])
    moved = cv2.warpAffine(halo, np.array([[1, 0, shift[0]], [0, 1, shift[1]]]), (side, side))
    rim = np.clip(moved - halo, 0, 1) * np.float32(rng.uniform(0.02, 0.09))
    dark = 1 - rng.uniform(0.82, 0.95) * core
    gain = dark * (1 - rng.uniform(0.3, 0.5) * halo)
    warm = rng.uniform(0.0, 0.12)
    return Patch(coloured(gain, (warm, warm * 0.5, 0.0)), rim, halo > MASK_LEVEL)
