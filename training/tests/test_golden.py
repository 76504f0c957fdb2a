"""The golden files are whole: their models and pictures are those they were made from."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from pycocotools import mask as run_lengths

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests/golden/expected"
PLAIN_SUMS = {"decode", "letterbox", "mask2former-preprocess", "rle"}
CASES = [path for path in sorted(EXPECTED.glob("*.json")) if path.stem not in PLAIN_SUMS]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_matches_its_files_and_reads_back(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert _sha256(ROOT / case["model"]) == case["modelSha256"]
    for picture in case["pictures"]:
        if not picture["file"].startswith("shared:"):
            assert _sha256(ROOT / picture["file"]) == picture["sha256"]
        for found in picture["detections"]:
            x1, y1, x2, y2 = found["box"]
            # Not their order: random weights of a YOLO26 may give a box its sides in reverse,
            # and the reference passes that on.
            assert all(0 <= x <= picture["width"] for x in (x1, x2))
            assert all(0 <= y <= picture["height"] for y in (y1, y2))
            assert found["score"] >= case["settings"]["confidence"]
            if "mask" in found:
                assert found["mask"]["size"] == [picture["height"], picture["width"]]
                assert run_lengths.area(found["mask"]) > 0


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


def test_run_lengths_read_back() -> None:
    document = json.loads((EXPECTED / "rle.json").read_text(encoding="utf-8"))
    for entry in document["masks"]:
        bits = np.array([[int(bit) for bit in row] for row in entry["bits"]], dtype=np.uint8)
        assert np.array_equal(run_lengths.decode(entry["rle"]), bits)
        assert entry["area"] == bits.sum()


@pytest.mark.parametrize("path", sorted((ROOT / "tests/golden/models").glob("yolo*.onnx")))
def test_models_say_what_they_are_and_nothing_of_the_machine(path: Path) -> None:
    metadata = {entry.key: entry.value for entry in onnx.load(path).metadata_props}
    assert {"names", "task", "stride", "imgsz"} <= metadata.keys()
    assert not any(" /" in f" {value}" for value in metadata.values()), "an absolute path"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
