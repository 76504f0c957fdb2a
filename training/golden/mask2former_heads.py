"""Builds tiny Mask2Formers with random weights that find something without having been trained.

As with the YOLO heads, the last layers are scaled: the classes until several queries pass the
threshold with different scores, the mask embedding until the masks are sure of themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from locations import MODELS, PICTURES, ROOT, pictures_in, shared_pictures
from reference_mask2former import read_upright
from torch import nn
from transformers import (
    Mask2FormerConfig,
    Mask2FormerForUniversalSegmentation,
    Mask2FormerImageProcessor,
    SwinConfig,
)

sys.path.insert(0, str(ROOT / "training/src"))

from pitchline_training.mask2former.export import export, write
from pitchline_training.mask2former.onnx_file import set_metadata

NAMES = ("crack", "fold's edge", 'Riss "groß"')
QUERIES = 10
NO_OBJECT_LEAD = 2.0
"""Added to the logit of "no object", so that about half of the queries stay below the threshold."""


@dataclass(frozen=True)
class Head:
    """One folder: the fixed input (height, width) and what differs in the processor."""

    name: str
    size: tuple[int, int]
    processor: dict[str, Any] = field(default_factory=dict)


HALF = [0.5, 0.5, 0.5]
HEADS = (
    Head("mask2former-square", (128, 128)),
    Head("mask2former-wide", (96, 160), {"resample": 3, "image_mean": HALF, "image_std": HALF}),
    # Pictures of 4:3 become 128 x 170, and by the divisor 128 x 192: only those fit the file.
    Head(
        "mask2former-edges",
        (128, 192),
        {"size": {"shortest_edge": 128, "longest_edge": 256}, "size_divisor": 32},
    ),
)


def processor_of(head: Head) -> Mask2FormerImageProcessor:
    """The processor that belongs to a head."""
    height, width = head.size
    options = {"size": {"height": height, "width": width}, "size_divisor": 0, **head.processor}
    return Mask2FormerImageProcessor(resample=options.pop("resample", 2), **options)


def config(image_size: int) -> Mask2FormerConfig:
    """The smallest Mask2Former with all its parts."""
    return Mask2FormerConfig(
        backbone_config=SwinConfig(
            image_size=image_size,
            embed_dim=8,
            depths=[1, 1, 1, 1],
            num_heads=[1, 2, 4, 8],
            window_size=4,
            out_features=["stage1", "stage2", "stage3", "stage4"],
        ),
        feature_size=32,
        mask_feature_size=32,
        hidden_dim=32,
        num_attention_heads=4,
        encoder_layers=1,
        encoder_feedforward_dim=64,
        decoder_layers=2,
        dim_feedforward=64,
        num_queries=QUERIES,
        id2label=dict(enumerate(NAMES)),
        label2id={name: number for number, name in enumerate(NAMES)},
    )


def build(seed: int, pixels: torch.Tensor) -> Mask2FormerForUniversalSegmentation:
    """A calibrated tiny model, fitted to `pixels` [pictures, 3, height, width]."""
    torch.manual_seed(seed)
    model = Mask2FormerForUniversalSegmentation(config(pixels.shape[2])).eval()
    with torch.no_grad():
        _enliven(model)
        _calibrate(model, pixels)
    return model


def _enliven(model: nn.Module) -> None:
    """Weights large enough that the picture matters; the library's own start near zero."""
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            nn.init.kaiming_normal_(module.weight, nonlinearity="linear")


def _calibrate(model: Mask2FormerForUniversalSegmentation, pixels: torch.Tensor) -> None:
    embedder = model.model.transformer_module.decoder.mask_predictor.mask_embedder
    last = [module for module in embedder.modules() if isinstance(module, nn.Linear)][-1]
    masks = model(pixel_values=pixels).masks_queries_logits
    # Scaling all of a mask's logits keeps their signs, and so the attention that they steer.
    scale = 4.0 / masks.std()
    last.weight.mul_(scale)
    last.bias.mul_(scale)
    classes = model(pixel_values=pixels).class_queries_logits.flatten(0, 1)
    spread = 2.5 / classes.std(dim=0).clamp(min=1e-6)
    predictor = model.class_predictor
    predictor.weight.mul_(spread[:, None])
    predictor.bias.copy_((predictor.bias - classes.mean(dim=0)) * spread)
    predictor.bias[-1] += NO_OBJECT_LEAD


def make(head: Head, pictures: Sequence[Path]) -> Path:
    """Build and export one head with the training package's own exporter."""
    processor = processor_of(head)
    fixed = Mask2FormerImageProcessor.from_dict(
        {**processor.to_dict(), "size": {"height": head.size[0], "width": head.size[1]}}
    )
    images = [read_upright(path) for path in pictures]
    pixels = fixed(images=images, return_tensors="pt")["pixel_values"]
    model = build(5, pixels)
    out = MODELS / head.name
    result = export(model, fixed)
    set_metadata(result.model, {"preprocessor_config": processor.to_json_string()})
    write(result, model, processor, out)
    return out / "model.onnx"


def main() -> int:
    torch.set_num_threads(1)
    pictures = pictures_in(PICTURES) + shared_pictures("calibration")
    for head in HEADS:
        path = make(head, pictures)
        print(f"{path.parent.name}: {path.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
