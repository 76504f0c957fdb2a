"""What the renderer promises: same seed same scene, exact masks, fair shares, true scale."""

import json
from collections import Counter

import numpy as np
import pytest
from pycocotools import mask as run_lengths

from pitchline_training.classes import CLASSES
from pitchline_training.cli import main
from pitchline_training.render import Scene, render_scene
from pitchline_training.render.canvas import Canvas
from pitchline_training.render.defects import DEFECT_PAINTERS
from pitchline_training.render.parts import PART_BUILDERS
from pitchline_training.render.placement import add_defects

SMALL = (480, 360)


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return [render_scene(seed, SMALL) for seed in range(160)]


def test_same_seed_gives_the_same_scene_and_another_seed_another() -> None:
    first, again, other = render_scene(7), render_scene(7), render_scene(8)
    assert np.array_equal(first.image, again.image)
    assert len(first.objects) == len(again.objects)
    for one, two in zip(first.objects, again.objects, strict=True):
        assert one.class_id == two.class_id
        assert np.array_equal(one.mask, two.mask)
    assert not np.array_equal(first.image, other.image)


@pytest.mark.parametrize("size", [(1280, 960), (333, 251)])
def test_image_is_8_bit_rgb_of_the_size_asked_for(size: tuple[int, int]) -> None:
    scene = render_scene(3, size)
    assert scene.image.dtype == np.uint8
    assert scene.image.shape == (size[1], size[0], 3)
    assert scene.image.std() > 8


def test_masks_are_not_empty_and_do_not_overlap(scenes: list[Scene]) -> None:
    for scene in scenes:
        cover = np.zeros(scene.image.shape[:2], int)
        for item in scene.objects:
            assert item.class_id in range(len(CLASSES))
            assert item.mask.dtype == np.bool_
            assert item.mask.shape == scene.image.shape[:2]
            assert item.mask.sum() >= 20
            cover += item.mask
        assert cover.max() <= 1


def test_every_kind_of_part_and_of_defect_occurs(scenes: list[Scene]) -> None:
    kinds = {scene.kind.removesuffix("-backlit") for scene in scenes}
    assert kinds == set(PART_BUILDERS)
    counts = Counter(item.class_id for scene in scenes for item in scene.objects)
    assert set(counts) == set(range(len(CLASSES)))
    assert min(counts.values()) > 0.5 * max(counts.values())


def test_about_a_quarter_of_the_scenes_are_good_and_none_has_over_four_defects(
    scenes: list[Scene],
) -> None:
    counts = [len(scene.objects) for scene in scenes]
    assert 0.17 < np.mean([count == 0 for count in counts]) < 0.35
    assert max(counts) == 4


def test_the_caller_may_choose_good_or_defective() -> None:
    for seed in range(12):
        assert render_scene(seed, SMALL, defective=False).objects == ()
        assert len(render_scene(seed, SMALL, defective=True).objects) > 0


def test_a_crowded_scene_has_many_defects_and_others_are_as_they_were() -> None:
    counts = [len(render_scene(seed, SMALL, crowded=True).objects) for seed in range(10)]
    assert np.mean(counts) > 4
    plain = render_scene(3, SMALL, crowded=False)
    np.testing.assert_array_equal(plain.image, render_scene(3, SMALL).image)


def test_a_defect_shows_in_the_picture(scenes: list[Scene]) -> None:
    """Masked pixels differ from those just around them, in level or in spread."""
    differences = []
    for scene in scenes:
        grey = scene.image.mean(axis=2)
        for item in scene.objects:
            rows, columns = np.nonzero(item.mask)
            window = (
                slice(max(0, rows.min() - 6), rows.max() + 7),
                slice(max(0, columns.min() - 6), columns.max() + 7),
            )
            inside, outside = grey[window][item.mask[window]], grey[window][~item.mask[window]]
            differences.append(
                max(abs(inside.mean() - outside.mean()), inside.std() - outside.std())
            )
    assert np.median(differences) > 20
    assert np.quantile(differences, 0.05) > 5


@pytest.mark.parametrize("class_id", range(len(CLASSES)))
def test_defects_grow_with_the_picture(class_id: int) -> None:
    def mean_root_area(unit: float) -> float:
        painter = DEFECT_PAINTERS[class_id]
        patches = [painter(np.random.default_rng(seed), unit, 0.5) for seed in range(25)]
        return float(np.mean([np.sqrt(patch.mask.sum()) for patch in patches]))

    assert mean_root_area(2.0) / mean_root_area(1.0) == pytest.approx(2.0, rel=0.12)


@pytest.mark.parametrize("kind", PART_BUILDERS)
def test_parts_take_up_the_same_share_at_every_size(kind: str) -> None:
    shares = [
        PART_BUILDERS[kind](np.random.default_rng(5), Canvas(*size), 1.0).solid.mean()
        for size in ((320, 240), (960, 720))
    ]
    assert 0.1 < shares[0] <= 1
    assert shares[0] == pytest.approx(shares[1], abs=0.02)


@pytest.mark.parametrize("kind", PART_BUILDERS)
def test_defects_stay_on_the_part_and_off_what_is_taken(kind: str) -> None:
    canvas = Canvas(*SMALL)
    painted = 0
    for seed in range(6):
        rng = np.random.default_rng(seed)
        part = PART_BUILDERS[kind](rng, canvas, 1.0)
        taken = np.zeros(canvas.shape, bool)
        taken[:, : canvas.width // 3] = True
        before = np.repeat(np.maximum(part.luminance, 0.02)[:, :, None], 3, axis=2)
        picture = before.copy()
        objects = add_defects(rng, canvas, picture, part.solid, taken, 1.0)
        painted += len(objects)
        for item in objects:
            assert not (item.mask & ~part.solid).any()
            assert (item.mask & taken).sum() <= 0.05 * item.mask.sum()
        assert np.array_equal(picture[~part.solid], before[~part.solid])
    assert painted > 0


def test_render_command_writes_pictures_and_coco_labels(tmp_path) -> None:
    arguments = ["render", "--out", str(tmp_path), "--count", "3", "--seed", "4"]
    assert main([*arguments, "--size", "320", "240"]) == 0
    labels = json.loads((tmp_path / "labels.json").read_text())
    assert [image["file_name"] for image in labels["images"]] == [
        "000004.jpg",
        "000005.jpg",
        "000006.jpg",
    ]
    assert all((tmp_path / image["file_name"]).stat().st_size > 0 for image in labels["images"])
    expected = [item for seed in (4, 5, 6) for item in render_scene(seed, (320, 240)).objects]
    assert len(labels["annotations"]) == len(expected) > 0
    for annotation, item in zip(labels["annotations"], expected, strict=True):
        decoded = run_lengths.decode(annotation["segmentation"]).astype(bool)
        assert np.array_equal(decoded, item.mask)
        assert annotation["category_id"] == item.class_id
        assert annotation["area"] == item.mask.sum()
