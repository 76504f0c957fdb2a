"""A whole scene: a part, what lies on it, its defects, and the photograph of it all."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .camera import backdrop, colour_tint, compose, photograph
from .canvas import Canvas
from .distractors import add_distractors
from .parts import PART_BUILDERS
from .placement import RenderedObject, add_defects

GOOD_SHARE = 0.25
"""Share of scenes without a defect, where the caller leaves the choice to the seed."""

KIND_SHARES = {
    "gear": 0.27,
    "gear-teeth": 0.17,
    "ring": 0.13,
    "shaft": 0.13,
    "thread": 0.13,
    "surface": 0.17,
}


@dataclass(frozen=True)
class Scene:
    """A rendered picture.

    Attributes:
        image: 8-bit RGB, shape (height, width, 3).
        objects: the defects in it, none overlapping another.
        kind: the kind of part, a key of `PART_BUILDERS`, or that with ``-backlit`` behind it.
    """

    image: NDArray[np.uint8]
    objects: tuple[RenderedObject, ...]
    kind: str


def render_scene(
    seed: int,
    size: tuple[int, int] = (1280, 960),
    defective: bool | None = None,
    crowded: bool = False,
) -> Scene:
    """Render a scene; the same arguments always give the same scene.

    Args:
        seed: chooses everything in the scene.
        size: width and height in pixels; every length in the scene grows with the height.
        defective: whether there are defects; None leaves that to the seed (`GOOD_SHARE`).
        crowded: many defects on every part, for training only.
    """
    rng = np.random.default_rng(seed)
    canvas = Canvas(*size)
    kind = str(rng.choice(list(KIND_SHARES), p=list(KIND_SHARES.values())))
    backlit = kind in ("gear", "ring") and rng.random() < 0.18
    grey = bool(rng.random() < 0.35)
    good = bool(rng.random() < GOOD_SHARE) if defective is None else not defective
    good = good and not crowded
    light = rng.uniform(0, 2 * np.pi)

    part = PART_BUILDERS[kind](rng, canvas, light)
    luminance = part.luminance * np.float32(rng.uniform(0.6, 0.75)) if backlit else part.luminance
    behind = backdrop(rng, canvas, backlit)
    layer = compose(rng, np.maximum(luminance, 0.02), part.solid, behind, canvas.unit)
    picture = cv2.merge([layer * factor for factor in colour_tint(rng)])
    taken = add_distractors(rng, canvas, picture, part.solid)
    objects: tuple[RenderedObject, ...] = ()
    if not good:
        objects = add_defects(rng, canvas, picture, part.solid, taken, light, crowded)
    image = photograph(rng, canvas, picture, grey)
    return Scene(image, objects, f"{kind}-backlit" if backlit else kind)
