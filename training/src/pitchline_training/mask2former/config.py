"""The shape of the small Mask2Former, and the preprocessing that belongs to it."""

from __future__ import annotations

from transformers import Mask2FormerConfig, Mask2FormerImageProcessor, SwinConfig

from ..classes import CLASSES

INPUT_SIDE = 256
"""Pixels a side of the square that the model sees."""

WINDOW = 7
"""Side of Swin's attention window, in patches of 4 x 4 pixels."""


def model_config() -> Mask2FormerConfig:
    """3.95 million parameters: small enough to train on two CPU cores within an hour or two.

    A Swin transformer (Liu et al., arXiv:2103.14030) of four short stages below a Mask2Former head
    (Cheng et al., arXiv:2112.01527) of width 96. 15 queries, because no tile shows more defects.
    """
    backbone = SwinConfig(
        image_size=INPUT_SIDE,
        embed_dim=48,
        depths=[1, 1, 2, 1],
        num_heads=[2, 4, 8, 16],
        window_size=WINDOW,
        drop_path_rate=0.1,
        out_features=["stage1", "stage2", "stage3", "stage4"],
    )
    return Mask2FormerConfig(
        backbone_config=backbone,
        feature_size=96,
        mask_feature_size=96,
        hidden_dim=96,
        num_attention_heads=6,
        encoder_layers=2,
        encoder_feedforward_dim=256,
        decoder_layers=4,
        dim_feedforward=256,
        num_queries=15,
        train_num_points=2048,
        no_object_weight=0.1,
        class_weight=2.0,
        mask_weight=5.0,
        dice_weight=5.0,
        id2label=dict(enumerate(CLASSES)),
        label2id={name: number for number, name in enumerate(CLASSES)},
    )


def image_processor() -> Mask2FormerImageProcessor:
    """Squares of `INPUT_SIDE`, bilinear, ImageNet's mean and deviation."""
    return Mask2FormerImageProcessor(
        do_resize=True,
        size={"height": INPUT_SIDE, "width": INPUT_SIDE},
        resample=2,
        do_rescale=True,
        do_normalize=True,
        num_labels=len(CLASSES),
        ignore_index=255,
    )
