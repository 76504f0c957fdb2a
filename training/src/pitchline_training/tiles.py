"""Square tiles of pictures, and the masks of what they show.

Defects are small against the pictures, and the models see 256 or 320 pixels a side. They are
trained and measured on square tiles of 0.6 to 0.8 of the picture's height, as the product cuts
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from .photos import Photo

SIDE_RANGE = (0.6, 0.8)
"""Side of a tile as a share of the picture's height."""

SMALLEST_VISIBLE_SHARE = 0.25
"""An object of which a tile shows less is not asked for: nobody could name such a sliver."""

VALIDATION_SEED = 20
_FRACTION_BITS = 4


@dataclass(frozen=True)
class Tile:
    """A square wholly inside its picture; pixels, `left` and `top` inclusive."""

    left: int
    top: int
    side: int

    def cut(self, image: np.ndarray) -> np.ndarray:
        """The tile's part of an array [height, width, ...]; a view, not a copy."""
        return image[self.top : self.top + self.side, self.left : self.left + self.side]


def polygon_mask(polygon: np.ndarray, width: int, height: int) -> np.ndarray:
    """Bool [height, width]: the pixels of a polygon [points, 2], its outline included."""
    mask = np.zeros((height, width), dtype=np.uint8)
    # Pixel centres of OpenCV lie on whole numbers, those of the annotation on halves.
    points = np.round((polygon - 0.5) * (1 << _FRACTION_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [points], 1, shift=_FRACTION_BITS)
    return mask.astype(bool)


def photo_masks(photo: Photo) -> np.ndarray:
    """Bool [objects, height, width]."""
    masks = [polygon_mask(polygon, photo.width, photo.height) for polygon in photo.polygons]
    return np.stack(masks) if masks else np.zeros((0, photo.height, photo.width), dtype=bool)


def tile_masks(tile: Tile, masks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The objects that `tile` shows of `masks` (bool [objects, height, width]).

    Returns the clipped masks, bool [kept, side, side], and the kept objects' indices, int [kept].
    """
    clipped = masks[:, tile.top : tile.top + tile.side, tile.left : tile.left + tile.side]
    visible = clipped.sum(axis=(1, 2))
    whole = masks.sum(axis=(1, 2))
    kept = np.flatnonzero((visible > 0) & (visible >= SMALLEST_VISIBLE_SHARE * whole))
    return clipped[kept], kept


def random_tile(
    rng: np.random.Generator, width: int, height: int, sides: tuple[float, float] = SIDE_RANGE
) -> Tile:
    """A tile anywhere in the picture, its side drawn from `sides` (shares of the height)."""
    side = _random_side(rng, width, height, sides)
    return Tile(
        int(rng.integers(0, width - side + 1)), int(rng.integers(0, height - side + 1)), side
    )


def tile_near(
    rng: np.random.Generator,
    width: int,
    height: int,
    centre: tuple[float, float],
    sides: tuple[float, float] = SIDE_RANGE,
) -> Tile:
    """A tile that shows the point `centre` (x, y), off its edges where the picture allows it."""
    side = _random_side(rng, width, height, sides)
    offset = rng.uniform(0.2, 0.8, size=2) * side
    left, top = (round(value) for value in np.asarray(centre) - offset)
    return Tile(min(max(left, 0), width - side), min(max(top, 0), height - side), side)


def tiles_of_objects(
    rng: np.random.Generator,
    width: int,
    height: int,
    masks: np.ndarray,
    per_object: int = 1,
    sides: tuple[float, float] = SIDE_RANGE,
) -> list[Tile]:
    """`per_object` tiles around each object, and as many tries at one without any object."""
    centres = [_centre(mask) for mask in masks for _ in range(per_object)]
    tiles = [tile_near(rng, width, height, centre, sides) for centre in centres]
    for _ in range(per_object):
        anywhere = random_tile(rng, width, height, sides)
        if not anywhere.cut(np.asarray(masks.any(axis=0))).any():
            tiles.append(anywhere)
    return tiles


def photo_tiles(
    photos: Iterable[Photo], seed: int, per_object: int = 1
) -> list[tuple[Photo, Tile]]:
    """Tiles of many photographs, the same for the same `photos` and `seed`."""
    tiles: list[tuple[Photo, Tile]] = []
    for number, photo in enumerate(photos):
        rng = np.random.default_rng([seed, number])
        cut = tiles_of_objects(rng, photo.width, photo.height, photo_masks(photo), per_object)
        tiles.extend((photo, tile) for tile in cut)
    return tiles


def validation_tiles(held_out: Sequence[Photo]) -> list[tuple[Photo, Tile]]:
    """The fixed tiles of every figure for photographs: one for each object, and empty ones."""
    return photo_tiles(held_out, VALIDATION_SEED)


def _random_side(
    rng: np.random.Generator, width: int, height: int, sides: tuple[float, float]
) -> int:
    return min(round(rng.uniform(*sides) * height), width, height)


def _centre(mask: np.ndarray) -> tuple[float, float]:
    rows, columns = np.nonzero(mask)
    return float(columns.mean()), float(rows.mean())
