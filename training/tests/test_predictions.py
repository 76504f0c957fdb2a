"""Scoring of what the product prints, on photographs made up for the test."""

import json

import cv2
import numpy as np
import pytest
from pycocotools import mask as run_lengths

from pitchline_training import evaluate
from pitchline_training.photos import HELD_OUT_PLACES, load_photos
from pitchline_training.predictions import PredictionsError, read_predictions

SQUARE = [[40, 20], [80, 20], [80, 60], [40, 60]]
NAMES = ("01_2020_462500_045_crop_2", "KGT2-V-311-A08_crop_3", "01_2020_277500_315_crop_2")


@pytest.fixture
def photos_folder(tmp_path):
    """Two held-out photographs, one of the halved series, and one for training; a pit on each."""
    for part in ("images", "labels"):
        (tmp_path / part).mkdir()
    for name in NAMES:
        cv2.imwrite(str(tmp_path / "images" / f"{name}.jpg"), np.full((100, 200, 3), 90, np.uint8))
        shape = {"label": "Pitting", "shape_type": "polygon", "points": SQUARE}
        label = {"imageWidth": 200, "imageHeight": 100, "shapes": [shape]}
        (tmp_path / "labels" / f"{name}.json").write_text(json.dumps(label))
    return tmp_path


def judged(name, box, class_id=3, with_mask=True):
    mask = np.zeros((100, 200), dtype=np.uint8, order="F")
    x1, y1, x2, y2 = box
    mask[y1:y2, x1:x2] = 1
    encoded = run_lengths.encode(mask)
    detection = {"classId": class_id, "className": "pitting", "score": 0.9, "box": list(box)}
    if with_mask:
        text = encoded["counts"].decode("ascii")
        detection["mask"] = {"size": [100, 200], "counts": text}
    return {"file": f"somewhere/{name}.jpg", "error": None, "detections": [detection]}


def write(folder, objects):
    file = folder / "results.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in objects))
    return file


def test_results_in_pixels_of_the_file_are_scored_on_held_out_photographs(photos_folder, capsys):
    held_out = [photo for photo in load_photos(photos_folder) if photo.held_out]
    assert {photo.place for photo in held_out} < HELD_OUT_PLACES
    right, wrong = (40, 20, 80, 60), (120, 20, 160, 60)
    file = write(
        photos_folder, [judged(NAMES[0], right), judged(NAMES[1], right), judged(NAMES[2], wrong)]
    )
    got = evaluate.score_predictions(file, photos_folder)
    assert (got.pictures, got.objects) == (2, 2)
    assert got.box.ap50 == pytest.approx(1.0)
    assert got.mask.ap50 == pytest.approx(1.0)
    parser = evaluate.argparse.ArgumentParser()
    evaluate.add_arguments(parser)
    out = photos_folder / "figures.json"
    words = ["--predictions", str(file), "--photos", str(photos_folder), "--out", str(out)]
    assert evaluate.run(parser.parse_args(words)) == 0
    assert "whole photographs, masks" in capsys.readouterr().out
    assert json.loads(out.read_text())["whole photographs"]["mask"]["ap50"] == pytest.approx(1.0)


def test_boxes_without_masks_are_scored_as_boxes(photos_folder):
    box = (40, 20, 80, 60)
    file = write(photos_folder, [judged(name, box, with_mask=False) for name in NAMES])
    got = evaluate.score_predictions(file, photos_folder)
    assert got.box.ap50 == pytest.approx(1.0)
    assert got.mask is None


def test_missing_doubled_and_failed_pictures_are_refused(photos_folder):
    held_out = [photo for photo in load_photos(photos_folder) if photo.held_out]
    box = (40, 20, 80, 60)
    failed = {**judged(NAMES[1], box), "error": {"code": "x", "message": "it is half a picture"}}
    cases = {
        "1 of 2 held-out photographs are missing": [judged(NAMES[0], box)],
        "comes twice": [judged(NAMES[0], box), judged(NAMES[0], box)],
        "it is half a picture": [failed],
    }
    for message, objects in cases.items():
        with pytest.raises(PredictionsError, match=message):
            read_predictions(write(photos_folder, objects), held_out)
