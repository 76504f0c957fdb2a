"""The pictures that figures are measured on, none of which a model was trained on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from .ap import Found, with_mask
from .classes import PITTING
from .photos import Photo, load_photos, read_photo, split
from .render_cache import VALIDATION_SEEDS, cached_seeds, read_scene
from .tiles import (
    VALIDATION_SEED,
    photo_masks,
    polygon_mask,
    tile_masks,
    tiles_of_objects,
    validation_tiles,
)


@dataclass(frozen=True, eq=False)
class Example:
    """RGB uint8 [height, width, 3]; class ids [objects]; bool masks [objects, height, width]."""

    image: np.ndarray
    class_ids: np.ndarray
    masks: np.ndarray

    def truths(self, picture: int) -> list[Found]:
        pairs = zip(self.class_ids, self.masks, strict=True)
        return [with_mask(picture, int(class_id), mask) for class_id, mask in pairs]


def photo_tile_examples(folder: Path) -> Iterator[Example]:
    """The fixed tiles of the held-out photographs."""
    _, held_out = split(load_photos(folder))
    for photo, tile in validation_tiles(held_out):
        masks, kept = tile_masks(tile, photo_masks(photo))
        yield Example(tile.cut(read_photo(photo)), np.full(len(kept), PITTING), masks)


def render_tile_examples(cache: Path, share: float) -> Iterator[Example]:
    """Tiles of the validation scenes: one around each object, and empty ones.

    `share` is a tile's side as a share of the scene's height: that of the model's `pitchline.json`.
    Raises FileNotFoundError when a scene is not in the cache: figures for fewer are not comparable.
    """
    if len(cached_seeds(cache, VALIDATION_SEEDS)) < len(VALIDATION_SEEDS):
        raise FileNotFoundError(f"{cache}: validation scenes are missing; run cache-renders first")
    for seed in VALIDATION_SEEDS:
        scene = read_scene(cache, seed)
        masks = scene.masks().astype(bool)
        rng = np.random.default_rng([VALIDATION_SEED, seed])
        height, width = scene.image.shape[:2]
        for tile in tiles_of_objects(rng, width, height, masks, sides=(share, share)):
            shown, kept = tile_masks(tile, masks)
            yield Example(tile.cut(scene.image), scene.class_ids[kept], shown)


def held_out_photos(folder: Path) -> list[Photo]:
    """The held-out photographs as whole pictures."""
    return split(load_photos(folder))[1]


def truths_of_file(photo: Photo, picture: int) -> list[Found]:
    """The pits of a photograph in pixels of its file, which `read_photo` may scale down."""
    with Image.open(photo.path) as image:
        width, height = image.size
    polygons = [polygon * photo.shrink for polygon in photo.polygons]
    return [with_mask(picture, PITTING, polygon_mask(each, width, height)) for each in polygons]
