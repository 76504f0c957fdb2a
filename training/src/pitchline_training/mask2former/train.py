"""Train the small Mask2Former from nothing on a CPU, within a given time.

    python -m pitchline_training.mask2former.train --photos FOLDER --renders FOLDER \
        --out FOLDER --minutes 78

`OUT/checkpoint.pt` holds everything to go on after an interruption (the same command does), and
`OUT/pretrained` the averaged weights as the library's `from_pretrained` reads them.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader
from transformers import Mask2FormerForUniversalSegmentation

from .average import WeightAverage
from .config import image_processor, model_config
from .data import Batch, Batches, load_sources
from .deformable import fast_sampling
from .schedule import PEAK_LEARNING_RATE, Clock, learning_rate, no_object_weight

WEIGHT_DECAY = 0.02
LARGEST_GRADIENT = 1.0
SECONDS_BETWEEN_CHECKPOINTS = 180
STEPS_BETWEEN_LINES = 20


@dataclass
class Training:
    """All that a checkpoint has to remember."""

    model: Mask2FormerForUniversalSegmentation
    average: WeightAverage
    optimizer: torch.optim.Optimizer
    steps: int = 0


def new_training(seed: int) -> Training:
    torch.manual_seed(seed)
    model = Mask2FormerForUniversalSegmentation(model_config())
    model.train()
    return Training(model, WeightAverage(model), _optimizer(model))


def step(training: Training, batch: Batch, rate: float, empty_weight: float) -> dict[str, float]:
    """One step of the optimizer; returns the losses of the last decoder layer, and the sum."""
    for group in training.optimizer.param_groups:
        group["lr"] = rate
    training.model.criterion.empty_weight[-1] = empty_weight
    losses = _losses(training.model, batch)
    total = training.model.get_loss(losses)
    training.optimizer.zero_grad(set_to_none=True)
    total.backward()
    nn.utils.clip_grad_norm_(training.model.parameters(), LARGEST_GRADIENT)
    training.optimizer.step()
    training.average.update(training.model)
    training.steps += 1
    shown = {name: losses[f"loss_{name}"].item() for name in ("cross_entropy", "mask", "dice")}
    return {"total": total.item(), **shown}


def save(training: Training, clock: Clock, out: Path) -> None:
    """Write the checkpoint by way of a temporary file, and the averaged model."""
    state = {
        "model": training.model.state_dict(),
        "average": training.average.state_dict(),
        "optimizer": training.optimizer.state_dict(),
        "steps": training.steps,
        "elapsed": clock.elapsed(),
    }
    temporary = out / "checkpoint.partial"
    torch.save(state, temporary)
    temporary.replace(out / "checkpoint.pt")
    averaged = copy.deepcopy(training.model)
    averaged.load_state_dict(training.average.weights, strict=False)
    averaged.save_pretrained(out / "pretrained")
    image_processor().save_pretrained(out / "pretrained")


def load(path: Path, training: Training) -> float:
    """Fill `training` from a checkpoint; returns the seconds that it took so far."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    training.model.load_state_dict(state["model"])
    training.average.load_state_dict(state["average"])
    training.optimizer.load_state_dict(state["optimizer"])
    training.steps = state["steps"]
    return float(state["elapsed"])


def train(training: Training, batches: Batches, clock: Clock, out: Path, peak: float) -> None:
    """Until the clock's budget is over."""
    # A process of its own makes the batches; "fork" lets it share the pictures without a copy.
    loader = DataLoader(
        batches, batch_size=None, num_workers=1, multiprocessing_context="fork", prefetch_factor=6
    )
    saved = shown = time.monotonic()
    sums: dict[str, float] = {}
    for batch in loader:
        share = clock.share()
        if share >= 1:
            break
        rate = learning_rate(share, peak)
        for name, value in step(training, batch, rate, no_object_weight(share)).items():
            sums[name] = sums.get(name, 0.0) + value
        now = time.monotonic()
        if training.steps % STEPS_BETWEEN_LINES == 0:
            print(_line(training.steps, share, rate, sums, now - shown), flush=True)
            sums, shown = {}, now
        if now - saved > SECONDS_BETWEEN_CHECKPOINTS:
            save(training, clock, out)
            saved = now
    save(training, clock, out)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--photos", type=Path, required=True, help="the BSData photographs")
    parser.add_argument("--renders", type=Path, required=True, help="a folder of render_cache")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train")
    parser.add_argument("--batch", type=int, default=8, help="crops a step")
    parser.add_argument("--threads", type=int, default=2, help="threads of torch")
    parser.add_argument("--peak", type=float, default=PEAK_LEARNING_RATE, help="learning rate")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    torch.set_num_threads(args.threads)
    # Before its first use: a pool of OpenCV's threads would not survive the fork of the loader.
    cv2.setNumThreads(0)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    sources = load_sources(args.photos, args.renders)
    training = new_training(args.seed)
    checkpoint = args.out / "checkpoint.pt"
    before = load(checkpoint, training) if checkpoint.exists() else 0.0
    clock = Clock(budget=args.minutes * 60, before=before)
    found = f"{len(sources.photos)} photographs, {len(sources.scenes)} renders"
    print(f"{found}; from step {training.steps}, second {before:.0f}", flush=True)
    with fast_sampling():
        train(training, Batches(sources, args.batch, clock, args.seed), clock, args.out, args.peak)
    return 0


def _losses(model: Mask2FormerForUniversalSegmentation, batch: Batch) -> dict[str, Tensor]:
    """Weighted losses by name. The network runs in bfloat16, the losses in float32."""
    with torch.autocast("cpu", torch.bfloat16):
        output = model(pixel_values=batch.pixel_values, output_auxiliary_logits=True)
    auxiliary = [
        {name: logits.float() for name, logits in layer.items()}
        for layer in output.auxiliary_logits
    ]
    losses: dict[str, Tensor] = model.get_loss_dict(
        output.masks_queries_logits.float(),
        output.class_queries_logits.float(),
        batch.mask_labels,
        batch.class_labels,
        auxiliary,
    )
    return losses


def _optimizer(model: nn.Module) -> torch.optim.Optimizer:
    """AdamW; no decay for what has one dimension (norms and biases)."""
    matrices = [weight for weight in model.parameters() if weight.ndim > 1]
    vectors = [weight for weight in model.parameters() if weight.ndim <= 1]
    groups = [
        {"params": matrices, "weight_decay": WEIGHT_DECAY},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=PEAK_LEARNING_RATE)


def _line(steps: int, share: float, rate: float, sums: dict[str, float], seconds: float) -> str:
    means = " ".join(f"{name} {sums[name] / STEPS_BETWEEN_LINES:.3f}" for name in sums)
    pace = seconds / STEPS_BETWEEN_LINES
    return f"step {steps} share {share:.3f} rate {rate:.2e} {means} seconds/step {pace:.2f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
