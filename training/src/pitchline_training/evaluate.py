"""Average precision of a model, or of what the product printed, on pictures held out from training.

    pitchline-training evaluate --model-dir FOLDER --photos FOLDER --renders FOLDER
    pitchline-training evaluate --predictions FILE --photos FOLDER

The first runs the model's ONNX file through its own library on tiles; the second scores JSON Lines
of `pitchline inspect --json` on whole photographs.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .ap import Found, Precision, average_precision
from .classes import CLASSES
from .examples import (
    Example,
    held_out_photos,
    photo_tile_examples,
    render_tile_examples,
    truths_of_file,
)
from .judges import Judge, load_judge, tile_share
from .predictions import PredictionsError, read_predictions


@dataclass(frozen=True)
class Score:
    """Figures for one set of pictures; `mask` is None for a model that gives boxes only."""

    pictures: int
    objects: int
    box: Precision
    mask: Precision | None


def score_model(judge: Judge, examples: Iterable[Example]) -> Score:
    """Judge every example and score the detections."""
    truths: list[Found] = []
    found: list[Found] = []
    pictures = 0
    for picture, example in enumerate(examples):
        truths.extend(example.truths(picture))
        found.extend(judge(example.image, picture))
        pictures = picture + 1
    return score(pictures, truths, found)


def score_predictions(file: Path, photos_folder: Path) -> Score:
    """Score what the product printed against the polygons of the held-out photographs."""
    photos = held_out_photos(photos_folder)
    truths = [
        truth for number, photo in enumerate(photos) for truth in truths_of_file(photo, number)
    ]
    return score(len(photos), truths, read_predictions(file, photos))


def score(pictures: int, truths: list[Found], found: list[Found]) -> Score:
    masked = all(detection.mask is not None for detection in found)
    return Score(
        pictures,
        len(truths),
        average_precision(pictures, truths, found, by="box"),
        average_precision(pictures, truths, found, by="mask") if masked else None,
    )


def table(scores: dict[str, Score]) -> str:
    """The figures as lines of text."""
    lines = [f"{'':24}{'pictures':>9}{'objects':>9}{'AP50':>8}{'AP':>8}  AP50 by class"]
    for name, each in scores.items():
        for kind, precision in (("boxes", each.box), ("masks", each.mask)):
            if precision is None:
                continue
            by_class = " ".join(
                f"{CLASSES[class_id]} {value:.3f}"
                for class_id, value in precision.ap50_by_class.items()
            )
            counts = f"{each.pictures:>9}{each.objects:>9}"
            figures = f"{precision.ap50:>8.3f}{precision.ap:>8.3f}"
            lines.append(f"{f'{name}, {kind}':24}{counts}{figures}  {by_class}")
    return "\n".join(lines)


def as_json(scores: dict[str, Score]) -> str:
    """The same as one JSON object; a figure that is undefined is null."""

    def figures(precision: Precision | None) -> dict | None:
        if precision is None:
            return None
        values = {CLASSES[number]: value for number, value in precision.ap50_by_class.items()}
        ap50, ap = (None if math.isnan(v) else v for v in (precision.ap50, precision.ap))
        return {"ap50": ap50, "ap": ap, "ap50ByClass": values}

    return json.dumps(
        {
            name: {
                "pictures": each.pictures,
                "objects": each.objects,
                "box": figures(each.box),
                "mask": figures(each.mask),
            }
            for name, each in scores.items()
        }
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--model-dir", type=Path, help="folder with model.onnx and pitchline.json")
    what.add_argument("--predictions", type=Path, help="JSON Lines of the product, whole pictures")
    parser.add_argument("--photos", type=Path, help="folder of the BSData photographs")
    parser.add_argument("--renders", type=Path, help="folder written by cache-renders")
    parser.add_argument("--out", type=Path, help="write the figures here as JSON too")


def run(args: argparse.Namespace) -> int:
    scores: dict[str, Score] = {}
    if args.predictions is not None:
        if args.photos is None:
            print("--predictions needs --photos, which holds the polygons.", file=sys.stderr)
            return 2
        try:
            scores["whole photographs"] = score_predictions(args.predictions, args.photos)
        except PredictionsError as error:
            print(f"Not scored: {error}.", file=sys.stderr)
            return 1
    else:
        judge = load_judge(args.model_dir)
        if args.photos is not None:
            scores["photo tiles"] = score_model(judge, photo_tile_examples(args.photos))
        if args.renders is not None:
            share = tile_share(args.model_dir)
            examples = render_tile_examples(args.renders, share)
            scores[f"render tiles of {share:g}"] = score_model(judge, examples)
    print(table(scores))
    if args.out is not None:
        args.out.write_text(f"{as_json(scores)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
