"""A whole scene: a part, what lies on it, its defects, and the photograph of it all."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .camera import backdrop, colour_tint, compose, photograph
from .canvas import BoolImage, Canvas, FloatImage
from .defects import DEFECT_PAINTERS, Patch
from .distractors import add_distractors
from .parts import PART_BUILDERS

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
PLACING_TRIALS = 40
LEAST_SHARE_ON_PART = 0.97
LEAST_LUMINANCE = 0.27


@dataclass(frozen=True)
class RenderedObject:
    """One defect: its class id and its exact mask, shape (height, width) of the scene."""

    class_id: int
    mask: BoolImage


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


def _windows(
    patch: Patch, corner: tuple[int, int], canvas: Canvas
) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The pixels that a patch covers on the canvas, and the same pixels in the patch."""
    rows, columns = patch.mask.shape
    top, left = corner
    bottom, right = min(canvas.height, top + rows), min(canvas.width, left + columns)
    first_row, first_column = max(0, top), max(0, left)
    return (
        (slice(first_row, bottom), slice(first_column, right)),
        (slice(first_row - top, bottom - top), slice(first_column - left, right - left)),
    )


def _place(
    rng: np.random.Generator, canvas: Canvas, patch: Patch, luminance: FloatImage, free: BoolImage
) -> tuple[int, int] | None:
    """The top left corner of a place for a patch on bright, free metal, or None."""
    total = int(patch.mask.sum())
    rows, columns = patch.mask.shape
    for _ in range(PLACING_TRIALS):
        top = int(rng.integers(0, canvas.height)) - rows // 2
        left = int(rng.integers(0, canvas.width)) - columns // 2
        on_canvas, in_patch = _windows(patch, (top, left), canvas)
        mask = patch.mask[in_patch]
        if int((mask & free[on_canvas]).sum()) < LEAST_SHARE_ON_PART * total:
            continue
        values = luminance[on_canvas][mask]
        if float(values.mean()) >= LEAST_LUMINANCE:
            return top, left
    return None


def _add_defects(
    rng: np.random.Generator,
    canvas: Canvas,
    picture: FloatImage,
    solid: BoolImage,
    taken: BoolImage,
    light: float,
) -> tuple[RenderedObject, ...]:
    """Blend one to four defects into `picture`, in place, and return them."""
    wanted = int(rng.choice([1, 2, 3, 4], p=[0.4, 0.3, 0.2, 0.1]))
    luminance = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    free = solid & ~taken
    margin = np.ones((int(19 * canvas.unit) | 1,) * 2, np.uint8)
    objects: list[RenderedObject] = []
    for _ in range(4 * wanted):
        if len(objects) == wanted:
            break
        class_id = int(rng.integers(len(DEFECT_PAINTERS)))
        patch = DEFECT_PAINTERS[class_id](rng, canvas.unit, light)
        corner = _place(rng, canvas, patch, luminance, free)
        if corner is None:
            continue
        on_canvas, in_patch = _windows(patch, corner, canvas)
        # The soft edge of a defect stays on the part as well, or the backdrop would be dented.
        on_part = solid[on_canvas].astype(np.float32)[:, :, None]
        gain = 1 + (patch.gain[in_patch] - 1) * on_part
        lift = patch.lift[in_patch][:, :, None] * on_part
        picture[on_canvas] = np.maximum(picture[on_canvas] * gain + lift, 0)
        mask = np.zeros(canvas.shape, bool)
        mask[on_canvas] = patch.mask[in_patch] & solid[on_canvas]
        objects.append(RenderedObject(class_id, mask))
        near = np.zeros(canvas.shape, np.uint8)
        near[on_canvas] = patch.mask[in_patch]
        free &= cv2.dilate(near, margin) == 0
    return tuple(objects)


def render_scene(
    seed: int, size: tuple[int, int] = (1280, 960), defective: bool | None = None
) -> Scene:
    """Render a scene; the same arguments always give the same scene.

    Args:
        seed: chooses everything in the scene.
        size: width and height in pixels; every length in the scene grows with the height.
        defective: whether there are defects; None leaves that to the seed (`GOOD_SHARE`).
    """
    rng = np.random.default_rng(seed)
    canvas = Canvas(*size)
    kind = str(rng.choice(list(KIND_SHARES), p=list(KIND_SHARES.values())))
    backlit = kind in ("gear", "ring") and rng.random() < 0.18
    grey = bool(rng.random() < 0.35)
    good = bool(rng.random() < GOOD_SHARE) if defective is None else not defective
    light = rng.uniform(0, 2 * np.pi)

    part = PART_BUILDERS[kind](rng, canvas, light)
    luminance = part.luminance * np.float32(rng.uniform(0.6, 0.75)) if backlit else part.luminance
    behind = backdrop(rng, canvas, backlit)
    layer = compose(rng, np.maximum(luminance, 0.02), part.solid, behind, canvas.unit)
    picture = cv2.merge([layer * factor for factor in colour_tint(rng)])
    taken = add_distractors(rng, canvas, picture, part.solid)
    objects = () if good else _add_defects(rng, canvas, picture, part.solid, taken, light)
    image = photograph(rng, canvas, picture, grey)
    return Scene(image, objects, f"{kind}-backlit" if backlit else kind)
