"""Writes tests/golden/expected: what the references find, file by file. See README.md.

`python make_goldens.py` makes everything; with the names of cases, only those.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import arithmetic
import cv2
import numpy
import onnxruntime
import reference_mask2former
import reference_yolo
import torch
from locations import (
    DEMO_MODELS,
    DEMO_PICTURES,
    EXPECTED,
    MODELS,
    PICTURES,
    name_of,
    pictures_in,
    sha256,
    shared_pictures,
    write_json,
)

REFERENCES = {"yolo": reference_yolo, "mask2former": reference_mask2former}
NAMES = {"yolo": "Ultralytics predictor", "mask2former": "Hugging Face Mask2FormerImageProcessor"}


@dataclass(frozen=True)
class Case:
    """One model, judged on a list of pictures."""

    name: str
    model: Path
    kind: str
    pictures: tuple[Path, ...]
    size: int | None = None


def all_cases() -> list[Case]:
    """A case for each file there is, and a second one, at 320 pixels, for dynamic YOLO files."""
    few = (*pictures_in(PICTURES), *shared_pictures("heads"))
    many = (*pictures_in(DEMO_PICTURES), *pictures_in(PICTURES), *shared_pictures("demo"))
    cases = [Case(path.stem, path, "yolo", few) for path in sorted(MODELS.glob("*.onnx"))]
    cases += [
        Case(f"{case.name}-320", case.model, case.kind, few, size=320)
        for case in cases
        if "dynamic" in case.name and "int8" not in case.name
    ]
    # Masks of random weights are ragged, and their run lengths long: fewer and smaller pictures.
    small = (*pictures_in(PICTURES), *shared_pictures("masks"))
    for path in sorted(MODELS.glob("mask2former-*/model.onnx")):
        fitting = reference_mask2former.fitting(path, small)
        cases.append(Case(path.parent.name, path, "mask2former", fitting))
    for path in sorted(DEMO_MODELS.glob("*/model.onnx")):
        kind = "mask2former" if (path.parent / "preprocessor_config.json").exists() else "yolo"
        cases.append(Case(path.parent.name, path, kind, many))
    return cases


def golden(case: Case) -> dict[str, Any]:
    """The golden document of a case."""
    reference = REFERENCES[case.kind]
    settings, results = reference.predict(case.model, case.pictures, case.size)
    pictures = [
        {
            "file": name_of(path),
            "sha256": sha256(path),
            "width": width,
            "height": height,
            "detections": detections,
        }
        for path, (width, height, detections) in zip(case.pictures, results, strict=True)
    ]
    return {
        "case": case.name,
        "model": name_of(case.model),
        "modelSha256": sha256(case.model),
        "kind": case.kind,
        "reference": {
            "name": NAMES[case.kind],
            "versions": {
                **reference.versions(),
                "onnxruntime": onnxruntime.__version__,
                "opencv": cv2.__version__,
                "numpy": numpy.__version__,
            },
        },
        "settings": settings,
        "pictures": pictures,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "names", nargs="*", help="only these cases (`arithmetic` for the plain sums)"
    )
    chosen = set(parser.parse_args().names)
    torch.set_num_threads(1)
    cases = all_cases()
    unknown = chosen - {case.name for case in cases} - {"arithmetic"}
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    for case in cases:
        if not chosen or case.name in chosen:
            document = golden(case)
            write_json(EXPECTED / f"{case.name}.json", document)
            counts = [len(picture["detections"]) for picture in document["pictures"]]
            print(f"{case.name}: {len(counts)} pictures, {sum(counts)} detections", flush=True)
    if not chosen or "arithmetic" in chosen:
        arithmetic.write_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
