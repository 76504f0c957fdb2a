"""A second task for the first layers while training: which class is at each place.

The loss of Mask2Former reaches the pixels by way of the few queries that were matched to objects.
From nothing and within hours that is little to learn from. This head says at every place of the
mask features which defect is there, and is thrown away with the training.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

CROSS_ENTROPY_WEIGHT = 4.0
DICE_WEIGHT = 2.0
_DEFECT_WEIGHT = 4.0
"""Defects take up one place in fifty; without it the head says "nothing" for long."""


class DenseGuide(nn.Module):
    """One 1 x 1 convolution from mask features to a logit for each class."""

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        self.head = nn.Conv2d(channels, classes, 1)
        nn.init.constant_(self.head.bias, -3.0)

    def forward(self, features: Tensor, masks: list[Tensor], class_ids: list[Tensor]) -> Tensor:
        """The weighted loss.

        Shapes: features [batch, channels, height / 4, width / 4]; for each picture masks
        [objects, height, width] and class ids [objects].
        """
        logits = self.head(features)
        wanted = class_maps(masks, class_ids, tuple(logits.shape[1:]))
        cross_entropy = functional.binary_cross_entropy_with_logits(
            logits, wanted, pos_weight=torch.tensor(_DEFECT_WEIGHT)
        )
        return CROSS_ENTROPY_WEIGHT * cross_entropy + DICE_WEIGHT * _dice(logits, wanted)


def class_maps(masks: list[Tensor], class_ids: list[Tensor], shape: tuple[int, int, int]) -> Tensor:
    """How much of each place each class covers, 0 to 1: [batch, classes, rows, columns]."""
    maps = torch.zeros(len(masks), *shape)
    for number, (objects, ids) in enumerate(zip(masks, class_ids, strict=True)):
        if len(ids):
            shares = functional.adaptive_avg_pool2d(objects, shape[1:])
            maps[number].index_add_(0, ids, shares)
    return maps.clamp_(max=1)


def _dice(logits: Tensor, wanted: Tensor) -> Tensor:
    """One minus Dice's overlap of each class that is there, over the whole batch."""
    shown = logits.sigmoid()
    together = (shown * wanted).sum(dim=(0, 2, 3))
    apart = (shown + wanted).sum(dim=(0, 2, 3))
    there = wanted.sum(dim=(0, 2, 3)) > 0
    overlaps = (2 * together + 1) / (apart + 1)
    return (1 - overlaps)[there].sum() / max(int(there.sum()), 1)
