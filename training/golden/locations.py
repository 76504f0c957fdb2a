"""Where the goldens' models, pictures and results are, and which photographs are used."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "tests/golden/models"
PICTURES = ROOT / "tests/golden/pictures"
EXPECTED = ROOT / "tests/golden/expected"
DEMO_PICTURES = ROOT / "resources/demo"
DEMO_MODELS = ROOT / "resources/models"
SHARED = Path(os.environ.get("PITCHLINE_SHARED", ROOT.parent / "shared"))
SHARED_PREFIX = "shared:"

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})

# sharp manages the colours of CMYK files and OpenCV does not: the station follows sharp there on
# purpose. The other two cannot be decoded at all, which is their point.
LEFT_OUT = {
    "gear_cmyk.jpg": "CMYK: the station converts by colour profile, OpenCV by plain arithmetic",
    "gear_half_written.jpg": "half a JPEG: the station refuses it, OpenCV fills the rest with grey",
    "empty.jpg": "no content",
}


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder by name; none if there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES)


def spread(paths: list[Path], count: int) -> list[Path]:
    """`count` of the paths, evenly spread over the list."""
    if len(paths) <= count:
        return paths
    return [paths[(2 * index + 1) * len(paths) // (2 * count)] for index in range(count)]


def shared_pictures(purpose: str) -> list[Path]:
    """Photographs outside the repository, for `calibration`, `heads`, `masks` or `demo`."""
    awkward, gears, cracks, pits = {
        "calibration": (0, 4, 4, 8),
        "heads": (4, 2, 2, 4),
        "masks": (2, 1, 1, 1),
        "demo": (100, 6, 11, 24),
    }[purpose]
    real = SHARED / "real"
    if not real.is_dir():
        raise FileNotFoundError(
            f"{real}: the photographs are needed to make goldens; set PITCHLINE_SHARED"
        )
    readable = [path for path in pictures_in(real / "awkward") if path.name not in LEFT_OUT]
    groups = (
        (readable, awkward),
        (pictures_in(real / "gear-rings/images"), gears),
        (pictures_in(real / "workpiece-crack/images"), cracks),
        (pictures_in(real / "bsdata-pitting/images"), pits),
    )
    return [path for paths, count in groups if count for path in spread(paths, count)]


def name_of(path: Path) -> str:
    """How goldens name a file: by its path in the repository, or `shared:` and its path there."""
    path = path.resolve()
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return SHARED_PREFIX + path.relative_to(SHARED.resolve()).as_posix()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_json(path: Path, value: object) -> None:
    """Compact JSON, UTF-8, with a line end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
