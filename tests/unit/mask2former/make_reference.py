"""Writes reference.json: what Hugging Face makes of small pictures and small outputs.

Run with transformers 5.23, torch and torchvision installed: python make_reference.py
The uint8 resize is PyTorch's for processors with AVX2 or NEON; without them it rounds otherwise.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from transformers import Mask2FormerImageProcessor

SIZES = {
    "small": {"height": 12, "width": 16},
    "edges": {"shortest_edge": 10, "longest_edge": 17},
}


def encode(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def picture(height: int, width: int, seed: int) -> np.ndarray:
    """Noise over a gradient: every grey level, and edges that a resize must not lose."""
    random = np.random.default_rng(seed)
    ramp = np.linspace(0, 200, width)[None, :, None] * np.array([1, 0.5, 0.25])
    noise = random.integers(0, 56, (height, width, 3))
    blocks = 255 * (random.random((height, width, 3)) > 0.97)
    return np.clip(ramp + noise + blocks, 0, 255).astype(np.uint8)


def preprocessing() -> list[dict]:
    settings = [
        {},
        {"size": SIZES["small"], "size_divisor": 0},
        {"size": SIZES["small"], "resample": 3, "size_divisor": 0},
        {"size": SIZES["small"], "resample": 0, "size_divisor": 0},
        {"size": SIZES["small"], "resample": 1, "size_divisor": 0},
        {"size": {"height": 15, "width": 9}, "size_divisor": 8},
        {"size": SIZES["edges"], "size_divisor": 0},
        {"size": SIZES["edges"], "size_divisor": 4},
        {"size": SIZES["small"], "size_divisor": 0, "do_normalize": False},
        {"size": SIZES["small"], "size_divisor": 0, "do_rescale": False},
        {
            "size": SIZES["small"],
            "size_divisor": 0,
            "rescale_factor": 1 / 127.5,
            "image_mean": [1, 1, 1],
            "image_std": [1, 0.5, 2],
        },
        {"do_resize": False},
    ]
    pictures = [picture(23, 37, 1), picture(37, 23, 2), picture(12, 16, 3), picture(5, 7, 4)]
    cases = []
    for setting in settings:
        # The default is 800 pixels a side: one picture of it is enough. Shapes matter to edges.
        by_edges = setting.get("size") is SIZES["edges"]
        for pixels in pictures if by_edges else pictures[:1] if setting == {} else pictures[::3]:
            processor = Mask2FormerImageProcessor(**setting)
            values = processor(pixels, return_tensors="np")["pixel_values"][0].astype(np.float32)
            case = {
                "preprocessor": json.loads(processor.to_json_string()),
                "width": pixels.shape[1],
                "height": pixels.shape[0],
                "picture": encode(pixels),
                "dims": [1, *values.shape],
            }
            if values.size <= 5_000:
                case["values"] = encode(values)
            else:
                case["sum"] = float(values.sum(dtype=np.float64))
                case["last"] = [float(values[c, -1, -1]) for c in range(3)]
            cases.append(case)
    return cases


def smooth(random: np.random.Generator, count: int, height: int, width: int) -> np.ndarray:
    """Blobs: coarse noise enlarged, so that masks have shapes, holes and several parts."""
    coarse = torch.from_numpy(random.normal(-1, 4, (1, count, 4, 4)).astype(np.float32))
    fine = torch.nn.functional.interpolate(coarse, size=(height, width), mode="bicubic")
    return fine[0].numpy()


def runs(mask: np.ndarray) -> list[int]:
    """COCO's uncompressed run lengths of a whole picture."""
    flat = mask.astype(bool).flatten(order="F")
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]])))
    counts = np.diff(np.concatenate([[0], edges, [flat.size]])).tolist()
    return counts[:-1] if counts[-1] == 0 else counts


def postprocessing() -> list[dict]:
    processor = Mask2FormerImageProcessor()
    cases = []
    grids = [(16, 16), (12, 20)]
    targets = [(384, 384), (37, 50), (60, 512), (768, 30), (1, 9), (401, 41)]
    pairs = [(grid, target) for grid in grids for target in targets[grids.index(grid) :]]
    for seed, ((height, width), target) in enumerate(pairs):
        random = np.random.default_rng(seed)
        masks = smooth(random, 6, height, width)
        masks[1] = -5  # a query without a pixel
        masks[2] = -8
        masks[2, height // 2, width // 3] = 9  # and one that is hardly more than one
        classes = np.round(random.normal(0, 2, (6, 4)), 2).astype(np.float32)
        classes[0] = [6, 1, 0, 0]
        classes[2] = [0, 5, 1, 0]
        classes[3] = [0, 0, 2.5, 2.5]
        classes[4] = classes[0]  # a tie of class probabilities
        outputs = SimpleNamespace(
            class_queries_logits=torch.from_numpy(classes)[None],
            masks_queries_logits=torch.from_numpy(masks)[None],
        )
        for threshold in (0.5, 0.2) if (height, width) == grids[0] else (0.2,):
            result = processor.post_process_instance_segmentation(
                outputs, threshold=threshold, target_sizes=[target], return_binary_maps=True
            )[0]
            found = []
            for index, segment in enumerate(result["segments_info"]):
                found.append(
                    {
                        "classId": segment["label_id"],
                        "score": segment["score"],
                        "counts": runs(result["segmentation"][index].numpy()),
                    }
                )
            cases.append(
                {
                    "queries": 6,
                    "classes": 3,
                    "maskHeight": height,
                    "maskWidth": width,
                    "classLogits": encode(classes),
                    "maskLogits": encode(masks),
                    "pictureHeight": target[0],
                    "pictureWidth": target[1],
                    "threshold": threshold,
                    "found": found,
                }
            )
    return cases


def main() -> None:
    torch.manual_seed(0)
    path = Path(__file__).with_name("reference.json")
    document = {"preprocessing": preprocessing(), "postprocessing": postprocessing()}
    path.write_text(json.dumps(document))
    print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
