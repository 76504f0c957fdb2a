"""Training of the small Mask2Former: its parts, and one whole step."""

import socket
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra mask2former is not installed")
pytest.importorskip("transformers", reason="the extra mask2former is not installed")

from transformers import Mask2FormerForUniversalSegmentation
from transformers.models.mask2former import modeling_mask2former

from pitchline_training.classes import CLASSES, PITTING
from pitchline_training.mask2former import crops, deformable, schedule
from pitchline_training.mask2former.config import INPUT_SIDE, image_processor, model_config
from pitchline_training.mask2former.crops import Picture, Window
from pitchline_training.mask2former.data import Batches, Sources, random_crop
from pitchline_training.mask2former.guide import DenseGuide, class_maps
from pitchline_training.mask2former.pasting import paste, patches_of
from pitchline_training.mask2former.processes import Team, in_processes
from pitchline_training.mask2former.schedule import Clock
from pitchline_training.mask2former.train import load, new_training, save, step
from pitchline_training.render_cache import CachedScene


def picture_with_square(side=60):
    image = np.full((200, 300, 3), 120, dtype=np.uint8)
    mask = np.zeros((1, 200, 300), dtype=np.uint8)
    mask[0, 70 : 70 + side, 100 : 100 + side] = 1
    image[mask[0] == 1] = (30, 20, 10)
    return Picture(image, np.array([PITTING]), mask)


def test_configuration_is_of_the_published_size_and_knows_the_classes():
    model = Mask2FormerForUniversalSegmentation(model_config())
    assert sum(weight.numel() for weight in model.parameters()) == 3_952_491
    assert [model.config.id2label[number] for number in range(4)] == list(CLASSES)
    processor = image_processor()
    assert (processor.size["height"], processor.size["width"]) == (INPUT_SIDE, INPUT_SIDE)


def test_fast_sampling_gives_what_the_library_gives_and_its_gradients():
    generator = torch.Generator().manual_seed(0)
    sizes = [(3, 4), (6, 8)]
    value = torch.randn(3, 60, 2, 8, generator=generator)
    # Beyond 0 to 1 on purpose: what lies outside counts as 0.
    locations = torch.rand(3, 5, 2, 2, 4, 2, generator=generator) * 1.6 - 0.3
    attention = torch.rand(3, 5, 2, 2, 4, generator=generator)
    gradient = torch.randn(3, 5, 16, generator=generator)
    results = []
    for sample in (modeling_mask2former.multi_scale_deformable_attention, deformable.sample):
        inputs = [tensor.clone().requires_grad_() for tensor in (value, locations, attention)]
        output = sample(inputs[0], sizes, inputs[1], inputs[2])
        output.backward(gradient)
        results.append([output, *(tensor.grad for tensor in inputs)])
    for wanted, got in zip(*results, strict=True):
        torch.testing.assert_close(got, wanted, rtol=1e-4, atol=1e-5)


def test_fast_sampling_is_put_back():
    original = modeling_mask2former.multi_scale_deformable_attention
    with deformable.fast_sampling():
        assert modeling_mask2former.multi_scale_deformable_attention is deformable.sample
    assert modeling_mask2former.multi_scale_deformable_attention is original


def test_schedule_follows_the_share_of_the_time():
    rates = [schedule.learning_rate(share) for share in np.linspace(0, 1, 101)]
    peak = schedule.PEAK_LEARNING_RATE
    assert rates[2] == pytest.approx(peak)
    assert rates[:3] == sorted(rates[:3])
    assert rates[2:] == sorted(rates[2:], reverse=True)
    assert rates[-1] == pytest.approx(0.01 * peak)
    assert schedule.no_object_weight(0.19) == 0.1
    assert schedule.no_object_weight(0.21) == 1.0
    assert schedule.paste_probability(0.5) > schedule.paste_probability(0.9) > 0
    assert schedule.crowded_share(0.49) > schedule.crowded_share(0.51) > 0


def test_clock_counts_time_before_an_interruption_and_never_passes_one():
    clock = Clock(budget=100.0, before=25.0)
    assert clock.share() == pytest.approx(0.25, abs=0.01)
    assert Clock(budget=100.0, before=500.0).share() == 1.0


def test_crop_keeps_an_object_and_its_mask_together():
    picture = picture_with_square()
    for seed in range(20):
        rng = np.random.default_rng(seed)
        crop = crops.warp(rng, picture, Window(130, 100, 180))
        assert crop.image.shape == (INPUT_SIDE, INPUT_SIDE, 3)
        assert crop.class_ids.tolist() == [PITTING]
        dark = crop.image.mean(axis=2) < 70
        overlap = (dark & crop.masks[0]).sum() / (dark | crop.masks[0]).sum()
        assert overlap > 0.95
        assert crop.masks[0].sum() == pytest.approx((60 * INPUT_SIDE / 180) ** 2, rel=0.03)


def test_cut_changes_nothing_that_a_window_shows():
    picture = picture_with_square()
    window = Window(150, 90, 100)
    part, moved = crops.cut(picture, window)
    whole = crops.warp(np.random.default_rng(4), picture, window)
    again = crops.warp(np.random.default_rng(4), part, moved)
    assert np.abs(whole.image.astype(int) - again.image).mean() < 1.0
    assert (whole.masks != again.masks).mean() < 0.002


def test_window_stays_inside_a_picture():
    picture = picture_with_square()
    for seed in range(50):
        window = crops.random_window(np.random.default_rng(seed), picture)
        half = window.side / 2
        assert half - 1e-6 <= window.x <= 300 - half + 1e-6
        assert half - 1e-6 <= window.y <= 200 - half + 1e-6


def test_pasted_pits_have_masks_and_cover_no_object():
    picture = picture_with_square(side=20)
    patches = patches_of(picture)
    pasted = 0
    for seed in range(30):
        result = paste(np.random.default_rng(seed), picture, patches)
        assert result.masks.sum(axis=0).max() == 1
        assert (result.masks[0] == picture.masks[0]).all()
        for mask in result.masks[1:]:
            pasted += 1
            assert result.image[mask == 1].mean() < 80
    assert pasted > 10
    assert picture.masks.shape == (1, 200, 300)


def test_a_step_lowers_the_loss_and_a_checkpoint_brings_all_back(tmp_path: Path):
    picture = picture_with_square()
    packed = np.packbits(picture.masks, axis=2)
    scene = CachedScene(picture.image, picture.class_ids, packed, kind="surface")
    sources = Sources([picture], [scene], [], patches_of(picture))
    clock = Clock(budget=60.0)
    batch = next(iter(Batches(sources, 2, clock, seed=0)))
    assert batch.pixel_values.shape == (2, 3, INPUT_SIDE, INPUT_SIDE)
    training = new_training(seed=0)
    with deformable.fast_sampling():
        totals = [step(training, batch, 4e-4, 0.1)["total"] for _ in range(6)]
    assert totals[-1] < totals[0]
    save(training, clock, tmp_path)
    restored = new_training(seed=1)
    assert load(tmp_path / "checkpoint.pt", restored) > 0
    assert restored.steps == 6
    for name, value in training.model.state_dict().items():
        torch.testing.assert_close(restored.model.state_dict()[name], value)
    averaged = Mask2FormerForUniversalSegmentation.from_pretrained(tmp_path / "pretrained")
    for name, value in training.average.weights.items():
        torch.testing.assert_close(averaged.state_dict()[name], value)


def test_crowded_renders_are_drawn_from_while_training_is_young():
    plain, crowded = picture_with_square(20), picture_with_square(80)
    scenes = [
        [CachedScene(each.image, each.class_ids, np.packbits(each.masks, axis=2), kind="surface")]
        for each in (plain, crowded)
    ]
    sources = Sources([plain], *scenes, patches_of(plain))
    rng = np.random.default_rng(3)

    def large(share: float) -> float:
        areas = [random_crop(rng, sources, share).masks.sum() for _ in range(150)]
        return float(np.mean(np.array(areas) > 0.05 * INPUT_SIDE**2))

    assert large(0.1) > 1.5 * large(0.95)


def test_class_maps_say_how_much_of_a_place_each_class_covers():
    masks = torch.zeros(2, 8, 8)
    masks[0, :4, :4] = 1
    masks[1, 6, 6] = 1
    maps = class_maps(
        [masks, torch.zeros(0, 8, 8)], [torch.tensor([2, 0]), torch.tensor([])], (4, 2, 2)
    )
    assert maps.shape == (2, 4, 2, 2)
    assert maps[0, 2].tolist() == [[1, 0], [0, 0]]
    assert maps[0, 0].tolist() == [[0, 0], [0, 1 / 16]]
    assert maps[1].sum() == 0


def test_guide_learns_which_class_is_where():
    torch.manual_seed(0)
    guide = DenseGuide(channels=2, classes=2)
    mask = torch.zeros(1, 32, 32)
    mask[0, :16] = 1
    features = torch.nn.functional.adaptive_avg_pool2d(torch.stack([mask, 1 - mask], 1), 8)
    optimizer = torch.optim.Adam(guide.parameters(), lr=0.3)
    losses = []
    for _ in range(60):
        optimizer.zero_grad()
        loss = guide(features, [mask], [torch.tensor([1])])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.1 * losses[0]
    logits = guide.head(features)[0, 1]
    assert (logits[:4] > 0).all()
    assert (logits[4:] < 0).all()


def test_processes_average_what_each_of_them_found(tmp_path: Path):
    def work(team: Team) -> None:
        model = torch.nn.Linear(2, 1)
        model.weight.grad = torch.full((1, 2), float(team.rank))
        team.average_gradients(model)
        torch.save([model.weight.grad, model.bias.grad], tmp_path / f"{team.rank}.pt")

    assert in_processes(2, free_port(), work) == 0
    for rank in range(2):
        weight, bias = torch.load(tmp_path / f"{rank}.pt")
        assert weight.tolist() == [[0.5, 0.5]]
        assert bias.tolist() == [0.0]


def test_one_process_needs_no_others_and_none_is_refused(tmp_path: Path):
    teams: list[Team] = []
    assert in_processes(1, 0, teams.append) == 0
    assert teams == [Team(0, 1)]
    with pytest.raises(ValueError, match="0 processes"):
        in_processes(0, 0, teams.append)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
