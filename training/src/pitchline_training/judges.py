"""Run a model's ONNX file the way its own library runs it, and collect what it finds.

These are the references that the product is held against: the library's preprocessing and
postprocessing around ONNX Runtime, and nothing of ours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime

from .ap import Found, with_mask

LOWEST_SCORE = 0.01
"""Average precision asks for weak detections too; what is below this changes no figure."""

Judge = Callable[[np.ndarray, int], list[Found]]
"""Takes RGB uint8 [height, width, 3] and the picture's number."""


def load_judge(folder: Path) -> Judge:
    """The judge of a model folder, whose `pitchline.json` names the kind.

    Raises ValueError for a kind that there is no reference for.
    """
    kind = json.loads((folder / "pitchline.json").read_text(encoding="utf-8"))["kind"]
    if kind == "mask2former":
        return mask2former_judge(folder)
    if kind == "yolo":
        return yolo_judge(folder / "model.onnx")
    raise ValueError(f"{folder}: pitchline.json names the kind {kind}, not mask2former or yolo")


def tile_share(folder: Path) -> float:
    """Side of the tiles that the model of `folder` asks for, as a share of the shorter side.

    1 for a model that judges whole pictures. Raises ValueError for tiles of a size in pixels.
    """
    tiles = json.loads((folder / "pitchline.json").read_text(encoding="utf-8")).get("tiles")
    if tiles is None:
        return 1.0
    if "share" not in tiles["size"]:
        raise ValueError(f"{folder}: pitchline.json asks for tiles in pixels, not as a share")
    return float(tiles["size"]["share"])


def mask2former_judge(folder: Path) -> Judge:
    """Hugging Face's processor, from preprocessing to masks, with ONNX Runtime in between."""
    import torch
    from transformers import Mask2FormerImageProcessor

    processor = Mask2FormerImageProcessor.from_pretrained(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder / "model.onnx", options, providers=["CPUExecutionProvider"]
    )
    names = ("class_queries_logits", "masks_queries_logits")

    def judge(image: np.ndarray, picture: int) -> list[Found]:
        pixels = processor(images=[image], return_tensors="np")["pixel_values"]
        logits = session.run(names, {"pixel_values": pixels})
        output = SimpleNamespace(**dict(zip(names, map(torch.from_numpy, logits), strict=True)))
        result = processor.post_process_instance_segmentation(
            output,
            threshold=LOWEST_SCORE,
            target_sizes=[image.shape[:2]],
            return_binary_maps=True,
        )[0]
        if not result["segments_info"]:
            return []
        masks = result["segmentation"].numpy() > 0
        pairs = zip(result["segments_info"], masks, strict=True)
        return [with_mask(picture, info["label_id"], mask, info["score"]) for info, mask in pairs]

    return judge


def yolo_judge(path: Path) -> Judge:
    """Ultralytics' predictor on the ONNX file, with its own defaults but the lowest score."""
    os.environ.setdefault("YOLO_OFFLINE", "true")
    from ultralytics import YOLO

    model = YOLO(str(path))

    def judge(image: np.ndarray, picture: int) -> list[Found]:
        # The predictor takes arrays as OpenCV reads them: blue first.
        bgr = np.ascontiguousarray(image[..., ::-1])
        result = model.predict(bgr, conf=LOWEST_SCORE, verbose=False, device="cpu")[0].numpy()
        pairs = zip(result.boxes.xyxy, result.boxes.cls, result.boxes.conf, strict=True)
        return [
            Found(picture, int(class_id), tuple(float(edge) for edge in box), float(score))
            for box, class_id, score in pairs
        ]

    return judge
