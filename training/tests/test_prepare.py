"""Tiles and labels for YOLO."""

import json

import cv2
import numpy as np

from pitchline_training.classes import CLASSES, CRACK, PITTING
from pitchline_training.prepare import (
    LabelledTile,
    label_lines,
    labelled_tile,
    tight_box,
    write_description,
    write_part,
)
from pitchline_training.tiles import Tile


def scene() -> tuple[np.ndarray, np.ndarray]:
    image = np.full((100, 200, 3), 90, dtype=np.uint8)
    masks = np.zeros((2, 100, 200), dtype=bool)
    masks[0, 20:30, 40:60] = True
    masks[1, 50:90, 150:190] = True
    return image, masks


def one_tile() -> LabelledTile:
    image, masks = scene()
    return labelled_tile("a", image, Tile(20, 0, 80), [CRACK, PITTING], masks)


def test_box_is_tight_and_its_ends_are_exclusive() -> None:
    mask = np.zeros((10, 12), dtype=bool)
    mask[3:5, 7:11] = True
    assert tight_box(mask) == (7, 3, 11, 5)


def test_tile_keeps_only_what_it_shows() -> None:
    tile = one_tile()
    assert tile.image.shape == (80, 80, 3)
    assert tile.class_ids.tolist() == [CRACK]
    assert tile.boxes.tolist() == [[20, 20, 40, 30]]


def test_labels_are_shares_of_the_side() -> None:
    tile = one_tile()
    assert label_lines(tile) == ["0 0.375000 0.312500 0.250000 0.125000"]


def test_part_is_written_anew_with_a_label_for_each_picture(tmp_path) -> None:
    image, masks = scene()
    stale = tmp_path / "images/train/old.jpg"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"")
    tiles = [
        labelled_tile("shows", image, Tile(20, 0, 80), [CRACK, PITTING], masks),
        labelled_tile("empty", image, Tile(60, 0, 50), [CRACK, PITTING], masks),
    ]
    assert write_part(tmp_path, "train", tiles) == 2
    assert not stale.exists()
    assert cv2.imread(str(tmp_path / "images/train/shows.jpg")).shape == (80, 80, 3)
    assert (tmp_path / "labels/train/empty.txt").read_text() == ""
    values = (tmp_path / "labels/train/shows.txt").read_text().split()
    assert all(0 <= float(value) <= 1 for value in values[1:])


def test_description_names_all_classes(tmp_path) -> None:
    path = write_description(tmp_path, "both", ["a", "b"], ["c"])
    described = json.loads(path.read_text())
    assert list(described["names"].values()) == list(CLASSES)
    assert described["train"] == ["images/a", "images/b"]
