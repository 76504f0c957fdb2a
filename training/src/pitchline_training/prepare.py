"""Cuts photographs and renders into the square tiles that YOLO is trained and measured on.

Tiles are written at their own size and not at the size of the model: Ultralytics shrinks a training
picture with the same plain bilinear step as a picture to be judged, and it has to be the same one.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .classes import CLASSES, PITTING
from .photos import Photo, load_photos, read_photo, split
from .render_cache import TRAINING_SEEDS, VALIDATION_SEEDS, cached_seeds, read_scene
from .tiles import (
    VALIDATION_SEED,
    Tile,
    photo_masks,
    photo_tiles,
    tile_masks,
    tiles_of_objects,
    validation_tiles,
)

TRAINING_SEED = 10
TRAINING_TILES_PER_OBJECT = 2
JPEG_QUALITY = 95


@dataclass(frozen=True, eq=False)
class LabelledTile:
    """One square picture and what is on it."""

    name: str
    image: np.ndarray
    """RGB uint8 [side, side, 3]."""
    class_ids: np.ndarray
    """int [objects]."""
    boxes: np.ndarray
    """float64 [objects, 4]: x1, y1, x2, y2 in pixels of the tile, x2 and y2 exclusive."""


def labelled_tile(
    name: str, image: np.ndarray, tile: Tile, class_ids: Sequence[int], masks: np.ndarray
) -> LabelledTile:
    """Cut `tile` out of an RGB `image` and its `masks` (bool [objects, height, width])."""
    clipped, kept = tile_masks(tile, masks)
    boxes = np.array([tight_box(mask) for mask in clipped], dtype=np.float64).reshape(-1, 4)
    return LabelledTile(name, tile.cut(image), np.asarray(class_ids, dtype=int)[kept], boxes)


def tight_box(mask: np.ndarray) -> tuple[int, int, int, int]:
    """(x1, y1, x2, y2) around the true pixels of a mask that has some; x2 and y2 exclusive."""
    rows = np.flatnonzero(mask.any(axis=1))
    columns = np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def label_lines(tile: LabelledTile) -> list[str]:
    """YOLO's text form of the boxes: class, then centre, width and height as shares of the side."""
    height, width = tile.image.shape[:2]
    lines = []
    for class_id, (x1, y1, x2, y2) in zip(tile.class_ids, tile.boxes, strict=True):
        shares = (
            (x1 + x2) / 2 / width,
            (y1 + y2) / 2 / height,
            (x2 - x1) / width,
            (y2 - y1) / height,
        )
        lines.append(" ".join([str(class_id), *(f"{share:.6f}" for share in shares)]))
    return lines


def photo_examples(tiles: Iterable[tuple[Photo, Tile]]) -> Iterator[LabelledTile]:
    """The labelled tiles of photographs; everything annotated on them is pitting."""
    current: Photo | None = None
    for number, (photo, tile) in enumerate(tiles):
        if photo is not current:
            current, image, masks = photo, read_photo(photo), photo_masks(photo)
        yield labelled_tile(
            f"{photo.path.stem}-{number:04d}", image, tile, [PITTING] * len(masks), masks
        )


def render_examples(
    folder: Path, seeds: Sequence[int], stream: int, per_scene: int
) -> Iterator[LabelledTile]:
    """Up to `per_scene` labelled tiles of each cached scene; `stream` fixes the choice of tiles."""
    for seed in seeds:
        scene = read_scene(folder, seed)
        masks = scene.masks().astype(bool)
        rng = np.random.default_rng([stream, seed])
        height, width = scene.image.shape[:2]
        tiles = tiles_of_objects(rng, width, height, masks)
        for number in rng.permutation(len(tiles))[:per_scene]:
            yield labelled_tile(
                f"{seed}-{number}", scene.image, tiles[number], scene.class_ids.tolist(), masks
            )


def write_part(root: Path, part: str, examples: Iterable[LabelledTile]) -> int:
    """Write `images/<part>` and `labels/<part>` under `root` anew; returns the number of tiles."""
    images, labels = root / "images" / part, root / "labels" / part
    for folder in (images, labels):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    count = 0
    for example in examples:
        picture = images / f"{example.name}.jpg"
        bgr = cv2.cvtColor(example.image, cv2.COLOR_RGB2BGR)
        if not cv2.imwrite(str(picture), bgr, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]):
            raise OSError(f"{picture}: could not be written")
        lines = "".join(f"{line}\n" for line in label_lines(example))
        (labels / f"{example.name}.txt").write_text(lines, encoding="utf-8")
        count += 1
    return count


def write_description(root: Path, name: str, train: Sequence[str], val: Sequence[str]) -> Path:
    """Write the data set description `<name>.yaml` that Ultralytics reads. (JSON is YAML.)"""
    description = {
        "path": str(root.resolve()),
        "train": [f"images/{part}" for part in train],
        "val": [f"images/{part}" for part in val],
        "names": dict(enumerate(CLASSES)),
    }
    path = root / f"{name}.yaml"
    path.write_text(json.dumps(description, indent=1), encoding="utf-8")
    return path


def prepare_photos(folder: Path, root: Path) -> tuple[int, int]:
    """Write the parts `photos-train` and `photos-val`; returns their numbers of tiles."""
    train, held_out = split(load_photos(folder))
    tiles = photo_tiles(train, TRAINING_SEED, TRAINING_TILES_PER_OBJECT)
    counts = (
        write_part(root, "photos-train", photo_examples(tiles)),
        write_part(root, "photos-val", photo_examples(validation_tiles(held_out))),
    )
    write_description(root, "photos", ["photos-train"], ["photos-val"])
    return counts


def prepare_renders(cache: Path, root: Path) -> tuple[int, int]:
    """Write the parts `renders-train` and `renders-val`; returns their numbers of tiles."""
    training = cached_seeds(cache, TRAINING_SEEDS)
    held_out = cached_seeds(cache, VALIDATION_SEEDS)
    if not training or not held_out:
        raise FileNotFoundError(f"{cache}: no scenes there; run the render_cache step first")
    counts = (
        write_part(root, "renders-train", render_examples(cache, training, TRAINING_SEED, 2)),
        write_part(root, "renders-val", render_examples(cache, held_out, VALIDATION_SEED, 2)),
    )
    write_description(root, "renders", ["renders-train"], ["renders-val"])
    return counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--photos", type=Path, required=True, help="folder of the BSData photographs"
    )
    parser.add_argument(
        "--renders", type=Path, required=True, help="folder written by render_cache"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the tiles go (about 400 MB)")


def run(args: argparse.Namespace) -> int:
    photos = prepare_photos(args.photos, args.out)
    renders = prepare_renders(args.renders, args.out)
    write_description(
        args.out, "both", ["photos-train", "renders-train"], ["photos-val", "renders-val"]
    )
    for part, (train, val) in {"photographs": photos, "renders": renders}.items():
        print(f"{part}: {train} tiles to train on, {val} held out")
    return 0
