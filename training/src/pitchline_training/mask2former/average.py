"""A moving average of a model's weights, which is better than any one of their states."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class WeightAverage:
    """Exponential moving average; a young one forgets faster, so that the start does not linger."""

    def __init__(self, model: nn.Module, decay: float = 0.997) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {name: value.detach().clone() for name, value in _floats(model).items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        current = _floats(model)
        averages = list(self.weights.values())
        torch._foreach_lerp_(averages, [current[name] for name in self.weights], 1 - decay)

    def state_dict(self) -> dict[str, object]:
        return {"steps": self.steps, "weights": self.weights}

    def load_state_dict(self, state: dict) -> None:
        self.steps, self.weights = state["steps"], state["weights"]


def _floats(model: nn.Module) -> dict[str, Tensor]:
    return {name: value for name, value in model.state_dict().items() if value.is_floating_point()}
