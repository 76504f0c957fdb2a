"""The demo pictures: what their names say is in them, in formats that any reader opens."""

import json
import struct
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from pitchline_training.classes import CLASSES
from pitchline_training.demo import DEMO_PICTURES, encode, encode_top_down_bmp

SHIPPED = Path(__file__).parents[2] / "resources" / "demo"


def test_palette_bmp_is_top_down_and_reads_back_close_to_the_picture() -> None:
    gradient = np.linspace(0, 255, 37 * 22).reshape(22, 37)
    image = np.stack([gradient, gradient[::-1], np.full_like(gradient, 90)], 2).astype(np.uint8)
    data = encode_top_down_bmp(image)
    width, height, planes, bits = struct.unpack("<iiHH", data[18:30])
    assert (width, height, planes, bits) == (37, -22, 1, 8)
    assert struct.unpack("<I", data[2:6])[0] == len(data)
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]
    assert read.shape == image.shape
    assert np.abs(read.astype(int) - image).mean() < 8


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not in '\.gif'"):
        encode(".gif", np.zeros((2, 2, 3), np.uint8))


def test_shipped_pictures_have_the_labels_that_the_script_declares() -> None:
    labels = json.loads((SHIPPED / "labels.json").read_text())
    by_image = {image["id"]: image for image in labels["images"]}
    found: dict[str, Counter[str]] = {image["file_name"]: Counter() for image in labels["images"]}
    for annotation in labels["annotations"]:
        name = by_image[annotation["image_id"]]["file_name"]
        found[name][CLASSES[annotation["category_id"]]] += 1
    assert found == {picture.name: Counter(picture.defects) for picture in DEMO_PICTURES}
    for image in labels["images"]:
        picture = cv2.imread(str(SHIPPED / image["file_name"]), cv2.IMREAD_UNCHANGED)
        assert picture.shape[:2] == (image["height"], image["width"])


def test_demo_has_good_parts_and_every_class_of_defect() -> None:
    assert sum(not picture.defects for picture in DEMO_PICTURES) == 4
    assert {name for picture in DEMO_PICTURES for name in picture.defects} == set(CLASSES)
