"""Pits of the training photographs pasted onto other training photographs.

Copy-paste (Ghiasi et al., arXiv:2012.07177) makes 256 annotated pits go further. A quarter of the
pasted patches are clean surface, so that the seam of a patch does not betray a pit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from .crops import Picture

DECOY_SHARE = 0.25
_TRIES = 6
_RIM = 9


@dataclass(frozen=True, eq=False)
class Patch:
    """A pit with its surroundings: RGB uint8 [h, w, 3], its mask uint8 0 or 1 [h, w], its class."""

    image: np.ndarray
    mask: np.ndarray
    class_id: int


def patches_of(picture: Picture) -> list[Patch]:
    """A patch for every object of `picture`, with a rim of its surroundings."""
    height, width = picture.image.shape[:2]
    patches = []
    for class_id, mask in zip(picture.class_ids, picture.masks, strict=True):
        left, top, across, down = cv2.boundingRect(mask)
        rows = slice(max(top - _RIM, 0), min(top + down + _RIM, height))
        columns = slice(max(left - _RIM, 0), min(left + across + _RIM, width))
        patches.append(Patch(picture.image[rows, columns], mask[rows, columns], int(class_id)))
    return patches


def paste(rng: np.random.Generator, picture: Picture, patches: Sequence[Patch]) -> Picture:
    """`picture` with one to three patches where no object is; a copy."""
    image = picture.image.astype(np.float32)
    taken = picture.masks.any(axis=0).astype(np.uint8)
    class_ids, masks = list(picture.class_ids), list(picture.masks)
    for _ in range(rng.integers(1, 4)):
        patch = _turned(rng, patches[rng.integers(len(patches))])
        place = _free_place(rng, taken, patch.mask)
        if place is None:
            continue
        decoy = rng.random() < DECOY_SHARE
        source = _free_place(rng, taken, patch.mask) if decoy else None
        if decoy and source is None:
            continue
        pixels = image[source].copy() if source is not None else patch.image.astype(np.float32)
        _blend(rng, image[place], pixels, patch.mask)
        taken[place] |= cv2.dilate(patch.mask, np.ones((5, 5), np.uint8))
        if not decoy:
            mask = np.zeros_like(taken)
            mask[place] = patch.mask
            class_ids.append(patch.class_id)
            masks.append(mask)
    stacked = np.stack(masks) if masks else picture.masks
    return Picture(
        np.clip(image, 0, 255).astype(np.uint8), np.array(class_ids, dtype=np.int64), stacked
    )


def _turned(rng: np.random.Generator, patch: Patch) -> Patch:
    """The patch flipped, turned by any quarter, and half to one and a half times as large."""
    quarters, flipped = int(rng.integers(4)), rng.random() < 0.5
    image, mask = (np.rot90(array, quarters) for array in (patch.image, patch.mask))
    if flipped:
        image, mask = image[:, ::-1], mask[:, ::-1]
    height, width = mask.shape
    scale = np.exp(rng.uniform(np.log(0.5), np.log(1.5)))
    size = (max(round(width * scale), 3), max(round(height * scale), 3))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    image = cv2.resize(np.ascontiguousarray(image), size, interpolation=interpolation)
    grey = cv2.resize(np.ascontiguousarray(mask) * 255, size, interpolation=interpolation)
    return Patch(image, (grey > 127).astype(np.uint8), patch.class_id)


def _free_place(
    rng: np.random.Generator, taken: np.ndarray, mask: np.ndarray
) -> tuple[slice, slice] | None:
    height, width = mask.shape
    if height >= taken.shape[0] or width >= taken.shape[1] or not mask.any():
        return None
    for _ in range(_TRIES):
        top = int(rng.integers(taken.shape[0] - height))
        left = int(rng.integers(taken.shape[1] - width))
        place = (slice(top, top + height), slice(left, left + width))
        if not taken[place].any():
            return place
    return None


def _blend(
    rng: np.random.Generator, target: np.ndarray, pixels: np.ndarray, mask: np.ndarray
) -> None:
    """Lay `pixels` over `target` in place, with a soft edge and the brightness of the new place."""
    wide = cv2.dilate(mask, np.ones((7, 7), np.uint8))
    alpha = cv2.GaussianBlur(wide.astype(np.float32), (0, 0), rng.uniform(0.8, 2.0))[..., None]
    rim = mask == 0
    if rim.any():
        gain = (target[rim].mean() + 1) / (pixels[rim].mean() + 1)
        pixels = pixels * np.clip(gain, 0.4, 2.5)
    target += alpha * (pixels - target)
