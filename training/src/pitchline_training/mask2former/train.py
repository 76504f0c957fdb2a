"""Train the small Mask2Former from nothing on a CPU, within a given time.

    python -m pitchline_training.mask2former.train --photos FOLDER --renders FOLDER \
        --out FOLDER --minutes 110 --processes 2

`OUT/checkpoint.pt` holds everything to go on after an interruption (the same command does), and
`OUT/pretrained` the averaged weights as the library's `from_pretrained` reads them; `--initial`
starts from such a folder, or from an ONNX file of ours, instead of from random weights.
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
from .data import Batch, Batches, Sources, load_sources
from .deformable import fast_sampling
from .guide import DenseGuide
from .processes import Team, in_processes
from .restore import restore
from .schedule import PEAK_LEARNING_RATE, Clock, learning_rate, no_object_weight

WEIGHT_DECAY = 0.02
LARGEST_GRADIENT = 1.0
SECONDS_BETWEEN_CHECKPOINTS = 180
STEPS_BETWEEN_LINES = 20


@dataclass
class Training:
    """All that a checkpoint has to remember."""

    model: Mask2FormerForUniversalSegmentation
    guide: DenseGuide
    average: WeightAverage
    optimizer: torch.optim.Optimizer
    steps: int = 0


def new_training(seed: int, initial: Path | None = None) -> Training:
    """From random weights, or from those of `initial`, whose shapes must be ours.

    `initial` is a folder as `save` writes it, or an ONNX file that this package exported.
    """
    torch.manual_seed(seed)
    model = Mask2FormerForUniversalSegmentation(model_config())
    if initial is not None and initial.suffix == ".onnx":
        restore(initial, model)
    elif initial is not None:
        start = Mask2FormerForUniversalSegmentation.from_pretrained(initial)
        model.load_state_dict(start.state_dict())
    model.train()
    guide = DenseGuide(model.config.mask_feature_size, len(model.config.id2label))
    return Training(model, guide, WeightAverage(model), _optimizer(nn.ModuleList([model, guide])))


def step(
    training: Training, batch: Batch, rate: float, empty_weight: float, team: Team | None = None
) -> dict[str, float]:
    """One step of the optimizer; returns the losses of the last decoder layer, and the sum."""
    for group in training.optimizer.param_groups:
        group["lr"] = rate
    training.model.criterion.empty_weight[-1] = empty_weight
    losses, features = _losses(training.model, batch)
    guided = training.guide(features, batch.mask_labels, batch.class_labels)
    total = training.model.get_loss(losses)
    training.optimizer.zero_grad(set_to_none=True)
    (total + guided).backward()
    if team is not None:
        team.average_gradients(nn.ModuleList([training.model, training.guide]))
    nn.utils.clip_grad_norm_(training.model.parameters(), LARGEST_GRADIENT)
    training.optimizer.step()
    training.average.update(training.model)
    training.steps += 1
    shown = {name: losses[f"loss_{name}"].item() for name in ("cross_entropy", "mask", "dice")}
    return {"total": total.item(), "guide": guided.item(), **shown}


def save(training: Training, clock: Clock, out: Path) -> None:
    """Write the checkpoint by way of a temporary file, and the averaged model."""
    state = {
        "model": training.model.state_dict(),
        "guide": training.guide.state_dict(),
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
    training.guide.load_state_dict(state["guide"])
    training.average.load_state_dict(state["average"])
    training.optimizer.load_state_dict(state["optimizer"])
    training.steps = state["steps"]
    return float(state["elapsed"])


def train(
    training: Training, batches: Batches, clock: Clock, out: Path, peak: float, team: Team
) -> None:
    """Until the clock's budget is over."""
    # A process of its own makes the batches; "fork" lets it share the pictures without a copy.
    loader = DataLoader(
        batches, batch_size=None, num_workers=1, multiprocessing_context="fork", prefetch_factor=6
    )
    saved = shown = time.monotonic()
    sums: dict[str, float] = {}
    for batch in loader:
        # All of a team must agree when to end, or the last would wait for the others.
        share = team.average(torch.tensor([clock.share()])).item()
        if share > 0.9999:
            break
        rate = learning_rate(share, peak)
        for name, value in step(training, batch, rate, no_object_weight(share), team).items():
            sums[name] = sums.get(name, 0.0) + value
        now = time.monotonic()
        if not team.leads:
            continue
        if training.steps % STEPS_BETWEEN_LINES == 0:
            print(_line(training.steps, share, rate, sums, now - shown), flush=True)
            sums, shown = {}, now
        if now - saved > SECONDS_BETWEEN_CHECKPOINTS:
            save(training, clock, out)
            saved = now
    if team.leads:
        save(training, clock, out)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--photos", type=Path, required=True, help="the BSData photographs")
    parser.add_argument("--renders", type=Path, required=True, help="a folder of render_cache")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train")
    parser.add_argument("--batch", type=int, default=4, help="crops a step, for each process")
    parser.add_argument("--processes", type=int, default=1, help="one for each core to be used")
    parser.add_argument("--port", type=int, default=29500, help="where the processes meet")
    parser.add_argument("--initial", type=Path, help="start from this folder or ONNX file")
    parser.add_argument("--peak", type=float, default=PEAK_LEARNING_RATE, help="learning rate")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    torch.set_num_threads(1)
    # Before its first use: a pool of OpenCV's threads would not survive the fork of the loader.
    cv2.setNumThreads(0)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    sources = load_sources(args.photos, args.renders)
    return in_processes(args.processes, args.port, lambda team: _work(args, sources, team))


def _work(args: argparse.Namespace, sources: Sources, team: Team) -> None:
    training = new_training(args.seed, args.initial)
    checkpoint = args.out / "checkpoint.pt"
    before = load(checkpoint, training) if checkpoint.exists() else 0.0
    clock = Clock(budget=args.minutes * 60, before=before)
    if team.leads:
        found = f"{len(sources.photos)} photographs, {len(sources.scenes)} + {len(sources.crowded)}"
        print(f"{found} renders; from step {training.steps}, second {before:.0f}", flush=True)
    # Each process has crops and dropped paths of its own.
    seed = args.seed + 1000 * team.rank
    torch.manual_seed(seed + training.steps)
    batches = Batches(sources, args.batch, clock, seed)
    with fast_sampling():
        train(training, batches, clock, args.out, args.peak, team)


def _losses(
    model: Mask2FormerForUniversalSegmentation, batch: Batch
) -> tuple[dict[str, Tensor], Tensor]:
    """Weighted losses by name, and the mask features [batch, channels, height / 4, width / 4]."""
    output = model(pixel_values=batch.pixel_values, output_auxiliary_logits=True)
    losses: dict[str, Tensor] = model.get_loss_dict(
        output.masks_queries_logits,
        output.class_queries_logits,
        batch.mask_labels,
        batch.class_labels,
        output.auxiliary_logits,
    )
    return losses, output.pixel_decoder_last_hidden_state


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
