"""Builds tiny YOLO models that find something without ever having been trained.

Their weights are random. Three steps make the output look like that of a trained model, so that
thresholds, non-maximum suppression and masks have work to do: the batch statistics are taken from
real pictures (activations of a fresh network die out with depth), the last class convolution is
scaled and shifted until a chosen share of the anchors passes the threshold with widely spread
scores, and the box convolution until boxes are of many sizes.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from torch import nn

os.environ.setdefault("YOLO_OFFLINE", "true")

from ultralytics import YOLO
from ultralytics.data.augment import LetterBox
from ultralytics.nn.modules import Detect, Segment
from ultralytics.nn.tasks import yaml_model_load

NAMES = {0: "crack", 1: "fold's edge", 2: 'Riss "groß"', 3: "pitting, 孔蚀 {deep}: \\ '\"]"}
"""Names on which a reader of the metadata could stumble: quotes, brackets, other scripts."""

WIDTH = 0.0625
THRESHOLD = 0.25
BEST_SCORE = 0.93


def tiny_description(family: str, class_count: int) -> dict:
    """Ultralytics' own description of `family` ("yolo11n-seg.yaml") with very few channels."""
    description = yaml_model_load(family)
    description["nc"] = class_count
    description["scales"] = {"n": [0.33, WIDTH, 512]}
    if not family.startswith("yolo26"):
        # Sixteen bins a side would make the box branch the largest part. The output is the same.
        description["reg_max"] = 8
    return description


def build(
    family: str,
    names: dict[int, str],
    seed: int,
    pictures: Sequence[Path],
    size: int,
    passing_share: float = 0.02,
) -> YOLO:
    """A calibrated tiny model of `family`, fitted to `pictures` seen at `size` pixels a side.

    `passing_share` of the anchors of each level score more than THRESHOLD on those pictures.
    """
    torch.manual_seed(seed)
    task = "segment" if "-seg" in family else "detect"
    yolo = YOLO(family, task=task)
    network = type(yolo.model)(tiny_description(family, len(names)), ch=3, verbose=False)
    network.names = dict(names)
    network.args, network.task = yolo.model.args, task
    yolo.model = network
    images = _images(pictures, size)
    with torch.no_grad():
        _randomise(network)
        _settle_batch_statistics(network, images)
        _calibrate_head(network, images, passing_share)
    network.eval()
    return yolo


def _images(pictures: Sequence[Path], size: int) -> torch.Tensor:
    """Float32 [pictures, 3, size, size], RGB, 0 to 1, with the predictor's grey bars."""
    letterbox = LetterBox((size, size))
    arrays = []
    for path in pictures:
        image = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_COLOR)
        arrays.append(letterbox(image=image)[:, :, ::-1].transpose(2, 0, 1))
    return torch.from_numpy(np.ascontiguousarray(np.stack(arrays))).float() / 255


def _randomise(network: nn.Module) -> None:
    convolutions = [module for module in network.modules() if isinstance(module, nn.Conv2d)]
    for convolution in convolutions:
        if convolution.weight.requires_grad:
            nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
    # Without an answer to plain brightness, pictures differ less in how much is found on them.
    first = convolutions[0].weight
    first.sub_(first.mean(dim=(1, 2, 3), keepdim=True))


def _settle_batch_statistics(network: nn.Module, images: torch.Tensor) -> None:
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # a plain average over the passes
    network.train()
    # A layer's statistics depend on the layers before it, all in training mode: one pass is exact.
    network(images)
    network.eval()


def _calibrate_head(network: nn.Module, images: torch.Tensor, passing_share: float) -> None:
    head = network.model[-1]
    assert isinstance(head, Detect)
    features = _head_inputs(network, images)
    branches = [(head.cv2, head.cv3, getattr(head, "cv4", None))]
    if getattr(head, "one2one_cv2", None) is not None:
        branches.append((head.one2one_cv2, head.one2one_cv3, getattr(head, "one2one_cv4", None)))
    for boxes, classes, coefficients in branches:
        for level in range(head.nl):
            _level_pictures(classes[level])
            _fit_classes(classes[level], features[level], head.nc, passing_share)
            _fit_boxes(boxes[level], features[level], head.reg_max)
            if isinstance(head, Segment) and coefficients is not None:
                _standardise(coefficients[level], features[level], deviation=1.0, mean=0.0)


def _level_pictures(branch: nn.Sequential) -> None:
    """Normalise each picture by itself before the last convolution of `branch`.

    Without it nearly everything passes on a picture of high contrast and nothing on a dull one.
    """
    branch.insert(len(branch) - 1, nn.InstanceNorm2d(branch[-1].in_channels))


def _head_inputs(network: nn.Module, images: torch.Tensor) -> list[torch.Tensor]:
    seen: list[list[torch.Tensor]] = []
    hook = network.model[-1].register_forward_pre_hook(
        lambda _, inputs: seen.append(list(inputs[0]))
    )
    network(images)
    hook.remove()
    return seen[-1]


def _output(branch: nn.Sequential, features: torch.Tensor) -> torch.Tensor:
    """What the branch gives now, as [channels, everything else]."""
    return branch(features).transpose(0, 1).flatten(1)


def _affine(convolution: nn.Conv2d, scale: torch.Tensor, shift: torch.Tensor) -> None:
    """Make the convolution's output `scale * old + shift`, channel by channel."""
    convolution.weight.mul_(scale.view(-1, 1, 1, 1))
    convolution.bias.mul_(scale).add_(shift)


def _standardise(
    branch: nn.Sequential, features: torch.Tensor, deviation: float, mean: float
) -> None:
    values = _output(branch, features)
    scale = deviation / values.std(dim=1).clamp(min=1e-6)
    _affine(branch[-1], scale, mean - scale * values.mean(dim=1))


def _fit_classes(
    branch: nn.Sequential, features: torch.Tensor, class_count: int, share: float
) -> None:
    """Let `share` of the positions pass the threshold, over all classes; the best by far."""
    _standardise(branch, features, deviation=1.0, mean=0.0)
    values = _output(branch, features)
    quantile = torch.quantile(values, 1 - share / class_count, dim=1)
    top = values.amax(dim=1)
    threshold, best = np.log(THRESHOLD / (1 - THRESHOLD)), np.log(BEST_SCORE / (1 - BEST_SCORE))
    scale = (best - threshold) / (top - quantile).clamp(min=0.2)
    _affine(branch[-1], scale, threshold - scale * quantile)


def _fit_boxes(branch: nn.Sequential, features: torch.Tensor, bins: int) -> None:
    """Sides of about one to six strides from the anchor."""
    if bins == 1:
        _standardise(branch, features, deviation=0.5, mean=2.0)
        return
    _standardise(branch, features, deviation=0.6, mean=0.0)
    falling = -0.3 * torch.arange(bins, dtype=torch.float32)
    branch[-1].bias.add_(falling.repeat(4))


def export(yolo: YOLO, target: Path, size: int | tuple[int, int], **options: object) -> Path:
    """Export a copy of the model with Ultralytics' own exporter to `target` (an .onnx path)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    model = copy.deepcopy(yolo)
    # Ultralytics puts its result beside the file that the weights would have come from.
    model.model.pt_path = str(target.with_suffix(".pt"))
    model.ckpt_path = model.model.pt_path
    written = Path(model.export(format="onnx", imgsz=size, simplify=True, device="cpu", **options))
    file = onnx.load(written)
    # The shapes of all inner values, as formulas: a third of a dynamic file, and nobody reads them.
    del file.graph.value_info[:]
    onnx.save(file, target)
    return target
