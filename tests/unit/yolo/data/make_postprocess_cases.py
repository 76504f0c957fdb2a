"""Writes postprocess-cases.json: what Ultralytics makes of noise predictions and noise prototypes.

Run with an environment that has ultralytics, torchvision and pycocotools. The numbers are a hash of
the element's index, so that the test can make the same ones.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torchvision  # noqa: F401  (makes Ultralytics use torchvision's suppression, as its predictor does)
import ultralytics
from pycocotools import mask as coco
from ultralytics.utils.nms import non_max_suppression
from ultralytics.utils.ops import process_mask_native, scale_boxes


def noise(count: int, seed: int) -> np.ndarray:
    """Float32 in 0…1 with 12 bits, so that ties happen."""
    mixed = ((np.arange(count, dtype=np.uint64) + seed * 7919) * 2654435761) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = (mixed * 2246822519) & 0xFFFFFFFF
    mixed ^= mixed >> 13
    return ((mixed >> 8 & 0xFFF).astype(np.float32) / np.float32(4096)).astype(np.float32)


def predictions(anchors: int, classes: int, spread: float) -> torch.Tensor:
    values = noise((4 + classes) * anchors, 1).reshape(4 + classes, anchors)
    values[0:2] = values[0:2] * np.float32(spread) + np.float32(30)
    values[2:4] = values[2:4] * np.float32(40) + np.float32(20)
    return torch.from_numpy(values)[None]


# anchors, classes, spread of the centres, confidence, iou, max_det
SUPPRESSION = [(500, 3, 60, 0.9, 0.7, 300), (500, 1, 30, 0.5, 0.45, 300), (300, 12, 40, 0.25, 0.7, 20), (50, 2, 20, 1, 0.7, 5)]

# input height and width, picture height and width, boxes in the input
SCALING = [(640, 640, 1080, 1920), (384, 640, 1080, 1920), (352, 640, 351, 641), (320, 320, 37, 53), (64, 64, 1, 3000), (256, 160, 517, 333)]

# prototype height and width, picture height and width
MASKS = [(20, 20, 60, 80), (20, 20, 53, 37), (12, 20, 45, 80), (16, 10, 90, 57), (20, 20, 80, 80), (8, 8, 1, 40), (20, 20, 33, 79)]
COEFFICIENTS = 4
MASKS_EACH = 3


def suppression_cases() -> list[dict]:
    cases = []
    for anchors, classes, spread, confidence, iou, max_det in SUPPRESSION:
        _, kept = non_max_suppression(
            predictions(anchors, classes, spread), confidence, iou, max_det=max_det, return_idxs=True
        )
        cases.append(
            {"anchors": anchors, "classes": classes, "spread": spread, "confidence": confidence, "iou": iou,
             "maxDetections": max_det, "anchorsKept": kept[0].view(-1).int().tolist()}
        )
    return cases


def scaling_cases() -> list[dict]:
    cases = []
    for height, width, picture_height, picture_width in SCALING:
        boxes = torch.from_numpy(noise(8, 3).reshape(2, 4)) * torch.tensor([width, height, width, height]) * 1.2 - 10
        scaled = scale_boxes((height, width), boxes.clone(), (picture_height, picture_width))
        cases.append(
            {"input": [height, width], "picture": [picture_height, picture_width], "boxes": boxes.tolist(),
             "scaled": scaled.tolist()}
        )
    return cases


def mask_cases() -> list[dict]:
    cases = []
    for height, width, picture_height, picture_width in MASKS:
        prototypes = torch.from_numpy(noise(COEFFICIENTS * height * width, 5).reshape(COEFFICIENTS, height, width)) - 0.5
        coefficients = torch.from_numpy(noise(MASKS_EACH * COEFFICIENTS, 6).reshape(MASKS_EACH, COEFFICIENTS)) - 0.5
        w, h = picture_width, picture_height
        boxes = torch.tensor([[0, 0, w, h], [0.3 * w, 0.2 * h, 0.8 * w, 0.9 * h], [0, 0.5 * h, 0.45 * w, h]])
        masks = process_mask_native(prototypes, coefficients, boxes, (picture_height, picture_width)).numpy()
        encoded = [coco.encode(np.asfortranarray(mask)) for mask in masks]
        cases.append(
            {"prototypes": [height, width], "picture": [picture_height, picture_width], "boxes": boxes.tolist(),
             "masks": [code["counts"].decode() for code in encoded]}
        )
    return cases


def main() -> None:
    value = {
        "madeWith": {"ultralytics": ultralytics.__version__, "torchvision": torchvision.__version__},
        "suppression": suppression_cases(),
        "scaling": scaling_cases(),
        "masks": mask_cases(),
    }
    Path(__file__).with_name("postprocess-cases.json").write_text(json.dumps(value) + "\n")


main()
