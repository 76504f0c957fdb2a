"""Trains YOLOv8n from scratch on a CPU, for a given wall-clock time."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import torch

# Ultralytics asks the network for updates and weights unless told otherwise before its import.
os.environ.setdefault("YOLO_OFFLINE", "true")

from ultralytics.models.yolo.detect import DetectionTrainer
from ultralytics.nn.tasks import DetectionModel

IMAGE_SIZE = 320
EPOCHS_BETWEEN_VALIDATIONS = 5


class Bfloat16DetectionModel(DetectionModel):
    """A detection model whose training pass multiplies in bfloat16.

    On a processor with AVX-512 bf16 a step takes 0.6 of its time in float32. Ultralytics' own
    switch (`amp`) refuses bfloat16 on CPUs. The loss stays in float32, and so does everything
    outside training.
    """

    def loss(self, batch: dict[str, Any], preds: Any = None) -> Any:
        if preds is None and self.training:
            images = batch["img"].contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                preds = self.forward(images)
            preds = _as_float32(preds)
        return super().loss(batch, preds)


class CpuTrainer(DetectionTrainer):
    """Ultralytics' trainer with the model above and a validation only every few epochs."""

    def get_model(
        self, cfg: Any = None, weights: torch.nn.Module | None = None, verbose: bool = True
    ) -> DetectionModel:
        model = Bfloat16DetectionModel(
            cfg, nc=self.data["nc"], ch=self.data["channels"], verbose=verbose
        )
        if weights:
            model.load(weights)
        return self.set_model_names_for_load(model).to(memory_format=torch.channels_last)


def train(
    data: Path,
    runs: Path,
    name: str,
    hours: float,
    threads: int,
    weights: Path | None,
    learning_rate: float,
) -> Path:
    """Train for `hours` and return the checkpoint of the last epoch.

    The last and not the best one: the learning rate has come down by then and the weights are an
    average over steps, while "best" is picked on the pictures on which figures are reported.
    """
    # Ultralytics reads the number of threads from the environment when it chooses a device.
    os.environ["OMP_NUM_THREADS"] = str(threads)
    torch.set_num_threads(threads)
    overrides = {
        "model": "yolov8n.yaml",
        "data": str(data),
        "project": str(runs),
        "name": name,
        "exist_ok": True,
        "pretrained": str(weights) if weights else False,
        "device": "cpu",
        "imgsz": IMAGE_SIZE,
        "batch": 8,
        # The default of 64 gathers the gradients of eight batches: too few steps in a short run.
        "nbs": 8,
        "time": hours,
        "optimizer": "AdamW",
        "lr0": learning_rate,
        "cos_lr": True,
        "warmup_epochs": 1.0,
        "warmup_bias_lr": 0.0,
        "close_mosaic": 6,
        "degrees": 10.0,
        "flipud": 0.5,
        "scale": 0.4,
        "amp": False,
        "workers": 0,
        "cache": "ram",
        "plots": False,
        "val": False,
        "patience": 0,
        "seed": 3,
    }
    trainer = CpuTrainer(overrides=overrides)
    trainer.add_callback("on_train_epoch_start", _validate_now_and_then)
    trainer.train()
    return Path(trainer.last)


def _validate_now_and_then(trainer: DetectionTrainer) -> None:
    trainer.args.val = (trainer.epoch + 1) % EPOCHS_BETWEEN_VALIDATIONS == 0


def _as_float32(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.float() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {key: _as_float32(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_as_float32(item) for item in value)
    return value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, required=True, help="description (.yaml) written by prepare"
    )
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and logs")
    parser.add_argument("--name", default="yolov8n", help="name of this run")
    parser.add_argument("--hours", type=float, default=0.85, help="wall-clock time to train")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--weights", type=Path, help="checkpoint to start from")
    parser.add_argument("--learning-rate", type=float, default=2e-3)


def run(args: argparse.Namespace) -> int:
    checkpoint = train(
        args.data, args.runs, args.name, args.hours, args.threads, args.weights, args.learning_rate
    )
    print(checkpoint)
    return 0
