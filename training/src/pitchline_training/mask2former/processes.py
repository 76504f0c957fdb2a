"""Several processes of one thread each, training one model together.

On two cores two processes take half as many pictures again as one process of two threads: much of a
step is too small to be worth splitting. Each makes a batch of its own; gradients are averaged over
the loopback before every step, so all hold the same weights.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing import get_context

import torch
import torch.distributed
from torch import Tensor, nn


@dataclass(frozen=True)
class Team:
    """`rank` 0 is the one that writes files and prints."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def average(self, values: Tensor) -> Tensor:
        """The mean over the team of float32 `values`, in place."""
        if self.size > 1:
            torch.distributed.all_reduce(values)
            values /= self.size
        return values

    def average_gradients(self, model: nn.Module) -> None:
        """Put the team's mean in the place of each gradient; one that is not there counts as 0."""
        if self.size == 1:
            return
        weights = [weight for weight in model.parameters() if weight.requires_grad]
        flat = self.average(torch.cat([_gradient(weight).flatten() for weight in weights]))
        parts = flat.split([weight.numel() for weight in weights])
        for weight, part in zip(weights, parts, strict=True):
            weight.grad = part.view_as(weight)


def in_processes(size: int, port: int, work: Callable[[Team], None]) -> int:
    """Run `work` in `size` processes, forked so that what is loaded is shared; the exit status.

    Raises ValueError when `size` is less than 1.
    """
    if size < 1:
        raise ValueError(f"{size} processes cannot train; use 1 or more")
    if size == 1:
        work(Team())
        return 0
    context = get_context("fork")
    others = [
        context.Process(target=_member, args=(Team(rank, size), port, work))
        for rank in range(1, size)
    ]
    for other in others:
        other.start()
    try:
        _member(Team(0, size), port, work)
    finally:
        for other in others:
            other.join()
    return max(_statuses(others))


def _statuses(processes: Iterable) -> list[int]:
    # A process that was killed has a negative status.
    return [abs(process.exitcode or 0) for process in processes]


def _member(team: Team, port: int, work: Callable[[Team], None]) -> None:
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    torch.distributed.init_process_group(
        "gloo", init_method=f"tcp://127.0.0.1:{port}", rank=team.rank, world_size=team.size
    )
    try:
        work(team)
    finally:
        torch.distributed.destroy_process_group()


def _gradient(weight: Tensor) -> Tensor:
    return torch.zeros_like(weight) if weight.grad is None else weight.grad
