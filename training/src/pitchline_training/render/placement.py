"""Where defects go on a part, and how they are blended into its picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from .canvas import BoolImage, Canvas, FloatImage
from .defects import DEFECT_PAINTERS, Patch

DEFECTS_A_SCENE = (1, 2, 3, 4)
DEFECTS_A_SCENE_SHARES = (0.4, 0.3, 0.2, 0.1)
CROWDED_DEFECTS = (6, 14)
"""Fewest and most defects that are tried for in a crowded scene, which no line would see: an early
training learns several times as much from a picture with many."""

PLACING_TRIALS = 40
LEAST_SHARE_ON_PART = 0.97
LEAST_LUMINANCE = 0.27
"""Mean brightness below which metal is too dark for a defect on it to be seen."""


@dataclass(frozen=True)
class RenderedObject:
    """One defect: its class id and its exact mask, shape (height, width) of the scene."""

    class_id: int
    mask: BoolImage


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


def add_defects(
    rng: np.random.Generator,
    canvas: Canvas,
    picture: FloatImage,
    solid: BoolImage,
    taken: BoolImage,
    light: float,
    crowded: bool = False,
) -> tuple[RenderedObject, ...]:
    """Blend one to four defects into `picture`, in place, and return them.

    Args:
        picture: colours of about 0 to 1, shape (height, width, 3).
        solid: where the part is; masks never leave it.
        taken: where no defect is put.
        light: direction of the light in radians.
        crowded: as many defects as `CROWDED_DEFECTS` says, where there is room for them.
    """
    if crowded:
        wanted = int(rng.integers(CROWDED_DEFECTS[0], CROWDED_DEFECTS[1] + 1))
    else:
        wanted = int(rng.choice(DEFECTS_A_SCENE, p=DEFECTS_A_SCENE_SHARES))
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
