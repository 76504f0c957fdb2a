"""Renders kept on disk, so that both models train on the same scenes and none is rendered twice.

`python -m pitchline_training.render_cache FOLDER` writes `<seed>.png` (RGB) and `<seed>.npz` (class
ids and packed masks) for the training scenes, plain and crowded, and the validation scenes; what is
there stays.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .render import Scene, render_scene

TRAINING_SEEDS = range(0, 1000)
CROWDED_SEEDS = range(100_000, 101_000)
"""Scenes with many defects each, which the training of Mask2Former starts with."""

VALIDATION_SEEDS = range(500_000, 500_100)
"""Every figure for renders is measured on these; nothing is trained on seeds from here on."""


@dataclass(frozen=True, eq=False)
class CachedScene:
    """A scene read back from the cache: RGB uint8 [height, width, 3], class ids int64 [objects].

    Its masks stay packed, eight pixels a byte, because a training holds all scenes in memory.
    """

    image: np.ndarray
    class_ids: np.ndarray
    packed_masks: np.ndarray
    kind: str

    def masks(self) -> np.ndarray:
        """Uint8 0 or 1 [objects, height, width]."""
        return np.unpackbits(self.packed_masks, axis=2, count=self.image.shape[1])


def write_scene(folder: Path, seed: int, scene: Scene) -> None:
    """Write one scene; the masks last, so that a scene whose masks are there is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    height, width = scene.image.shape[:2]
    masks = np.stack([item.mask for item in scene.objects]) if scene.objects else None
    picture = cv2.cvtColor(scene.image, cv2.COLOR_RGB2BGR)
    if not cv2.imwrite(str(folder / f"{seed}.png"), picture, [cv2.IMWRITE_PNG_COMPRESSION, 1]):
        raise OSError(f"{folder / f'{seed}.png'} could not be written")
    temporary = folder / f"{seed}.partial.npz"
    np.savez_compressed(
        temporary,
        class_ids=np.array([item.class_id for item in scene.objects], dtype=np.int64),
        masks=np.packbits(np.zeros((0, height, width), bool) if masks is None else masks, axis=2),
        kind=scene.kind,
    )
    temporary.replace(folder / f"{seed}.npz")


def read_scene(folder: Path, seed: int) -> CachedScene:
    """Raises FileNotFoundError when `seed` is not in the cache yet."""
    with np.load(folder / f"{seed}.npz") as stored:
        masks, class_ids, kind = stored["masks"], stored["class_ids"], str(stored["kind"])
    image = cv2.imread(str(folder / f"{seed}.png"), cv2.IMREAD_COLOR)
    if image is None:
        raise FileNotFoundError(f"{folder / f'{seed}.png'}: delete {seed}.npz and render it again")
    return CachedScene(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), class_ids, masks, kind)


def cached_seeds(folder: Path, seeds: range) -> list[int]:
    """Those of `seeds` that the cache holds."""
    return [seed for seed in seeds if (folder / f"{seed}.npz").exists()]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the scenes are kept (about 4 GB)")
    parser.add_argument("--scenes", type=int, default=len(TRAINING_SEEDS), help="training scenes")
    parser.add_argument(
        "--crowded", type=int, default=len(CROWDED_SEEDS), help="training scenes of many defects"
    )


def run(args: argparse.Namespace) -> int:
    seeds = [*range(args.scenes), *CROWDED_SEEDS[: args.crowded], *VALIDATION_SEEDS]
    missing = [seed for seed in seeds if not (args.folder / f"{seed}.npz").exists()]
    for number, seed in enumerate(missing, start=1):
        write_scene(args.folder, seed, render_scene(seed, crowded=seed in CROWDED_SEEDS))
        if number % 50 == 0:
            print(f"{number} of {len(missing)} scenes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
