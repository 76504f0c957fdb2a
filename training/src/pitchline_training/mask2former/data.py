"""An endless stream of training batches, made while training goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset

from ..classes import PITTING
from ..photos import load_photos, read_photo, split
from ..render_cache import (
    CROWDED_SEEDS,
    TRAINING_SEEDS,
    CachedScene,
    cached_seeds,
    read_scene,
)
from ..tiles import photo_masks
from .config import image_processor
from .crops import Picture, cut, random_window, warp
from .looks import vary
from .pasting import Patch, paste, patches_of
from .schedule import PHOTO_SHARE, Clock, crowded_share, paste_probability


@dataclass(frozen=True, eq=False)
class Batch:
    """Pixels float32 [batch, 3, side, side]; for each picture masks float32 [objects, side, side]
    and class ids int64 [objects]."""

    pixel_values: Tensor
    mask_labels: list[Tensor]
    class_labels: list[Tensor]


@dataclass(frozen=True, eq=False)
class Sources:
    """What crops are taken from. All of it is held in memory: 1 MB a photograph, 4 MB a render."""

    photos: list[Picture]
    scenes: list[CachedScene]
    crowded: list[CachedScene]
    patches: list[Patch]


def load_sources(photos_folder: Path, renders_folder: Path) -> Sources:
    """The training photographs and the renders that are in the cache.

    Raises FileNotFoundError when either is missing.
    """
    train, _ = split(load_photos(photos_folder))
    photos = [
        Picture(
            read_photo(photo),
            np.full(len(photo.polygons), PITTING),
            photo_masks(photo).astype(np.uint8),
        )
        for photo in train
    ]
    seeds = cached_seeds(renders_folder, TRAINING_SEEDS)
    if not seeds:
        raise FileNotFoundError(f"{renders_folder}: no renders there; run render_cache first")
    patches = [patch for picture in photos for patch in patches_of(picture)]
    crowded = cached_seeds(renders_folder, CROWDED_SEEDS)
    return Sources(
        photos,
        [read_scene(renders_folder, seed) for seed in seeds],
        [read_scene(renders_folder, seed) for seed in crowded],
        patches,
    )


class Batches(IterableDataset):
    """Batches without end; how often pits are pasted follows the clock."""

    def __init__(self, sources: Sources, batch_size: int, clock: Clock, seed: int) -> None:
        self.sources = sources
        self.batch_size = batch_size
        self.clock = clock
        self.seed = seed
        processor = image_processor()
        self.mean = np.array(processor.image_mean, dtype=np.float32)
        self.deviation = np.array(processor.image_std, dtype=np.float32)

    def __iter__(self) -> Iterator[Batch]:
        rng = np.random.default_rng([self.seed, int(self.clock.before)])
        while True:
            share = self.clock.share()
            crops = [random_crop(rng, self.sources, share) for _ in range(self.batch_size)]
            # The library's loss cannot do without any object in a whole batch.
            if any(len(crop.class_ids) for crop in crops):
                yield self._batch(crops)

    def _batch(self, crops: list[Picture]) -> Batch:
        pixels = np.stack([crop.image for crop in crops]).astype(np.float32) / 255
        pixels = (pixels - self.mean) / self.deviation
        return Batch(
            torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous(),
            [torch.from_numpy(crop.masks.astype(np.float32)) for crop in crops],
            [torch.from_numpy(crop.class_ids) for crop in crops],
        )


def random_crop(rng: np.random.Generator, sources: Sources, share: float) -> Picture:
    """One crop as the model sees it: of a photograph or a render, varied in shape and look."""
    from_photo = rng.random() < PHOTO_SHARE
    if from_photo:
        picture = sources.photos[rng.integers(len(sources.photos))]
    else:
        crowded = sources.crowded and rng.random() < crowded_share(share)
        scenes = sources.crowded if crowded else sources.scenes
        scene = scenes[rng.integers(len(scenes))]
        picture = Picture(scene.image, scene.class_ids, scene.masks())
    part, window = cut(picture, random_window(rng, picture))
    if from_photo and rng.random() < paste_probability(share):
        part = paste(rng, part, sources.patches)
    crop = warp(rng, part, window)
    return Picture(vary(rng, crop.image), crop.class_ids, crop.masks)
