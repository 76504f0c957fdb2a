"""The `demo` subcommand: the rendered pictures that the product ships for a first try.

Their seeds (from 900000) lie apart from those of the training scenes (below 500000) and of the
validation scenes (500000 to 599999), so no model has seen them. The file formats differ on
purpose: a line camera's software writes grey PNG and top-down palette BMP as readily as JPEG.
"""

import argparse
import struct
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .classes import CLASSES
from .coco import coco_document, coco_scene
from .render import render_scene

JPEG_QUALITY = 90


@dataclass(frozen=True)
class DemoPicture:
    """A demo picture: its file name, whose suffix chooses the format, and what to render."""

    name: str
    seed: int
    defects: tuple[str, ...] = ()
    size: tuple[int, int] = (1280, 960)


DEMO_PICTURES = (
    DemoPicture("gear-good-1.jpg", 900_043),
    DemoPicture("gear-good-2.jpg", 900_120),
    DemoPicture("ring-good-1.jpg", 900_034),
    DemoPicture("surface-good-1.jpg", 900_005),
    DemoPicture("gear-crack-1.jpg", 900_106, ("crack",)),
    DemoPicture("gear-fold-1.jpg", 900_009, ("fold",)),
    DemoPicture("gear-imperfection-1.jpg", 900_002, ("imperfection",) * 3),
    DemoPicture("gear-pitting-1.jpg", 900_126, ("pitting",) * 3),
    DemoPicture("ring-crack-1.png", 900_094, ("crack",) * 2),
    DemoPicture("shaft-fold-1.jpg", 900_104, ("fold",)),
    DemoPicture("teeth-mixed-1.jpg", 900_316, ("crack", "crack", "pitting"), (1920, 1080)),
    DemoPicture("thread-pitting-1.bmp", 900_765, ("pitting",) * 2, (720, 540)),
)
"""The pictures with the defects that are in them; `write_demo` refuses to write any others."""


def encode_top_down_bmp(image: NDArray[np.uint8]) -> bytes:
    """An 8-bit palette BMP whose first row is the top one, marked by a negative height.

    Args:
        image: RGB, shape (height, width, 3); its colours are reduced to 256.
    """
    height, width = image.shape[:2]
    reduced = Image.fromarray(image).quantize(256, dither=Image.Dither.NONE)
    colours = np.zeros((256, 4), np.uint8)
    palette = np.array(reduced.getpalette(), np.uint8).reshape(-1, 3)
    colours[: len(palette), :3] = palette[:, ::-1]
    rows = np.pad(np.asarray(reduced), ((0, 0), (0, -width % 4))).tobytes()
    offset = 14 + 40 + colours.nbytes
    file_header = struct.pack("<2sIHHI", b"BM", offset + len(rows), 0, 0, offset)
    # 2835 pixels a metre are the 72 pixels an inch that most software writes.
    info_header = struct.pack(
        "<IiiHHIIiiII", 40, width, -height, 1, 8, 0, len(rows), 2835, 2835, 256, 0
    )
    return file_header + info_header + colours.tobytes() + rows


def encode(suffix: str, image: NDArray[np.uint8]) -> bytes:
    """The bytes of a picture file: colour JPEG, grey PNG or top-down palette BMP.

    Raises:
        ValueError: the suffix is none of ``.jpg``, ``.png`` and ``.bmp``.
    """
    match suffix:
        case ".jpg":
            _, data = cv2.imencode(
                suffix, image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
            )
            return data.tobytes()
        case ".png":
            grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
            return cv2.imencode(suffix, grey, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()
        case ".bmp":
            return encode_top_down_bmp(image)
    raise ValueError(f"Demo pictures end in .jpg, .png or .bmp, not in {suffix!r}.")


def write_demo(out: Path) -> None:
    """Write every demo picture and ``labels.json`` (COCO, masks as run lengths) into `out`.

    Raises:
        ValueError: a seed no longer gives the defects that its picture is named after.
    """
    out.mkdir(parents=True, exist_ok=True)
    entries = []
    for picture in DEMO_PICTURES:
        scene = render_scene(picture.seed, picture.size)
        found = Counter(CLASSES[item.class_id] for item in scene.objects)
        if found != Counter(picture.defects):
            raise ValueError(
                f"{picture.name} should show {picture.defects or 'no defect'}, but seed "
                f"{picture.seed} now gives {dict(found)}: choose another seed for it."
            )
        (out / picture.name).write_bytes(encode(Path(picture.name).suffix, scene.image))
        entries.append(coco_scene(picture.name, scene))
    (out / "labels.json").write_text(coco_document(entries) + "\n", encoding="utf-8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to write."""
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")


def run(args: argparse.Namespace) -> int:
    """Write the demo pictures and return the exit status."""
    write_demo(args.out)
    print(f"Wrote {len(DEMO_PICTURES)} pictures and labels.json to {args.out}.")
    return 0
