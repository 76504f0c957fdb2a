"""The `render` subcommand: scenes as picture files with their labels in one COCO file."""

import argparse
from pathlib import Path

import cv2

from ..coco import coco_document, coco_scene
from .scene import render_scene


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write, how many scenes, and the first seed."""
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--count", type=int, default=20, help="number of scenes")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first scene")
    parser.add_argument(
        "--size", type=int, nargs=2, default=(1280, 960), metavar=("WIDTH", "HEIGHT")
    )


def run(args: argparse.Namespace) -> int:
    """Write ``SEED.jpg`` for each scene and ``labels.json``; return the exit status."""
    args.out.mkdir(parents=True, exist_ok=True)
    entries = []
    for seed in range(args.seed, args.seed + args.count):
        scene = render_scene(seed, tuple(args.size))
        name = f"{seed:06d}.jpg"
        cv2.imwrite(str(args.out / name), scene.image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])
        entries.append(coco_scene(name, scene))
    (args.out / "labels.json").write_text(coco_document(entries), encoding="utf-8")
    print(f"Wrote {args.count} scenes and labels.json to {args.out}.")
    return 0
